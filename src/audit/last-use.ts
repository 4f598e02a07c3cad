/** When a role or an access key was last used, as far back as the trail goes. */
import { DAY, type Instant, MINUTE } from '../base/clock.ts';
import type { Reader } from '../store/store.ts';
import { selectLastActor, selectLastEvent } from './tables.ts';

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

const SLICE = 15 * MINUTE;
