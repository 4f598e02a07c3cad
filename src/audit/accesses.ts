/** Who used which service, and when last, as far back as the trail goes. */
import { DAY, type Instant, MINUTE } from '../base/clock.ts';
import type { Reader } from '../store/store.ts';
import { selectAccesses, selectActors } from './tables.ts';

/** The last request of somebody for one operation in one Region. */
export interface Access {
  /** The id of the user or the role; the account's number for its root user. */
  readonly principal: string;
  /** `secretsmanager.amazonaws.com`. */
  readonly source: string;
  /** The operation, `GetSecretValue`. */
  readonly name: string;
  readonly region: string;
  readonly at: Instant;
}

/**
 * What principals asked an account for, each operation once. Refused requests count as well.
 *
 * A day can have a million events: only days on which one of them was there are looked through, in
 * slices that let others through.
 */
export async function lastAccesses(
  store: Reader,
  of: {
    readonly account: string;
    /** All who asked, where nobody is named. */
    readonly principals?: ReadonlySet<string>;
    readonly from: Instant;
    readonly until: Instant;
  },
): Promise<readonly Access[]> {
  const found = new Map<string, Access>();
  for (let day = startOfDay(of.from); day < of.until; day += DAY) {
    const actors = await actorsOf(store, of.principals, day);
    if (actors.size === 0) continue;
    const end = Math.min(day + DAY, of.until);
    for (let from = day; from < end; from += SLICE) {
      const until = Math.min(from + SLICE, end);
      for (const row of await store.all(selectAccesses, { account: of.account, from, until })) {
        const principal = actors.get(row.actor);
        if (principal === undefined) continue;
        const { source, name, region, at } = row;
        found.set(`${principal} ${source} ${name} ${region}`, {
          principal,
          source,
          name,
          region,
          at,
        });
      }
    }
  }
  return [...found.values()];
}

const SLICE = 15 * MINUTE;

const startOfDay = (at: Instant): Instant => Math.floor(at / DAY) * DAY;

/** The actors of one day behind whom these principals stood. */
async function actorsOf(
  store: Reader,
  principals: ReadonlySet<string> | undefined,
  day: Instant,
): Promise<ReadonlyMap<string, string>> {
  const actors = new Map<string, string>();
  for (const { id, record } of await store.all(selectActors, { from: day, until: day + DAY })) {
    const principal = principalOf(JSON.parse(record).userIdentity ?? {});
    if (principal !== undefined && (principals?.has(principal) ?? true)) actors.set(id, principal);
  }
  return actors;
}

function principalOf(identity: {
  readonly type?: string;
  readonly principalId?: string;
  readonly sessionContext?: { readonly sessionIssuer?: { readonly principalId?: string } };
}): string | undefined {
  return identity.type === 'AssumedRole'
    ? identity.sessionContext?.sessionIssuer?.principalId
    : identity.principalId;
}
