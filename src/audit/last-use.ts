/** When a role, an access key or a resource was last used, as far back as the trail goes. */
import { DAY, type Instant, MINUTE } from '../base/clock.ts';
import type { Reader } from '../store/store.ts';
import { selectLastActor, selectLastEvent, selectLastSuccess } from './tables.ts';

export interface Use {
  readonly at: Instant;
  /** `secretsmanager.amazonaws.com`. */
  readonly source: string;
  readonly region: string;
}

/** The last request of a role (its id) or of an access key of this account; undefined where the trail has none. */
export async function lastUse(
  { store, now }: { readonly store: Reader; readonly now: Instant },
  of: { readonly account: string; readonly subject: string },
): Promise<Use | undefined> {
  const seen = await store.one(selectLastActor, { subject: of.subject });
  if (!seen) return undefined;
  // Actors are written anew each day, so the last request was on this day. A day can have a million
  // events: they are looked through from its end, in slices that let others through.
  const dayEnd = (Math.floor(seen.at / DAY) + 1) * DAY;
  for (let until = Math.min(dayEnd, now + 1); until > seen.at; until -= SLICE) {
    const from = Math.max(seen.at, until - SLICE);
    const use = await store.one(selectLastEvent, { ...of, from, until });
    if (use) return use;
  }
  return undefined;
}

/** An operation that went well. */
export interface Success {
  readonly at: Instant;
  readonly name: string;
  /** CloudTrail's eventID, and the request's id. */
  readonly eventId: string;
  readonly requestId: string;
}

/** What successes about a resource are looked for. */
export interface Looked {
  readonly account: string;
  readonly source: string;
  readonly names: readonly string[];
  readonly resource: string;
  /** The operation among them that names two resources. */
  readonly twofold: string;
  /** From this moment up to and with the other one. */
  readonly from: Instant;
  readonly to: Instant;
}

/** The last success of one of these operations on a resource; undefined where the trail has none. */
export async function lastSuccess(
  store: Reader,
  { names, from, to, ...of }: Looked,
): Promise<Success | undefined> {
  const wanted = {
    ...of,
    names: `,${names.join()},`,
    besides: `%"ARN":"${of.resource.replaceAll(/[\\%_]/g, '_')}"%`,
  };
  for (let until = to + 1; until > from; until -= SLICE) {
    const slice = { from: Math.max(from, until - SLICE), until };
    const found = await store.one(selectLastSuccess, { ...wanted, ...slice });
    if (found) {
      const { requestID } = JSON.parse(found.details);
      return { at: found.at, name: found.name, eventId: found.id, requestId: requestID };
    }
  }
  return undefined;
}

const SLICE = 15 * MINUTE;
