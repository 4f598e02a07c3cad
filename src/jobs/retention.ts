/** The trail does not grow for ever: what is older than its retention is forgotten, slice by slice. */
import {
  deleteOldActors,
  deleteOldEvents,
  selectNextAccount,
  selectOldestEvent,
} from '../audit/tables.ts';
import { DAY, HOUR, type Instant, SECOND } from '../base/clock.ts';
import type { Job } from '../operation/job.ts';
import { change } from '../store/statement.ts';
import type { Reader } from '../store/store.ts';

export const RETENTION_JOB = { kind: 'audit:retention', subject: 'trail' } as const;

/** So much of one account's trail is deleted in one commit: more would hold up everybody's writes. */
const SLICE = HOUR;
const PAUSE = SECOND;

/** @param days how long events are kept; 0 keeps them for ever */
export function retention(days: number): Job {
  return {
    kind: RETENTION_JOB.kind,
    run: async ({ now, store }) => {
      if (days === 0) return { again: now + DAY };
      const oldest = await oldestBefore(store, now - days * DAY);
      // An actor's row is a day older than his last event of that day at most.
      const actors = change(deleteOldActors, { before: now - (days + 2) * DAY }, 'any');
      if (!oldest) return { changes: [actors], again: now + DAY };
      const before = Math.min(oldest.at + SLICE, now - days * DAY);
      return {
        changes: [change(deleteOldEvents, { account: oldest.account, before }, 'any')],
        again: now + PAUSE,
      };
    },
  };
}

async function oldestBefore(
  store: Reader,
  limit: Instant,
): Promise<{ account: string; at: Instant } | undefined> {
  for (let after = ''; ; ) {
    const account = (await store.one(selectNextAccount, { after }))?.account;
    if (account == null) return undefined;
    const at = (await store.one(selectOldestEvent, { account }))?.at;
    if (at != null && at < limit) return { account, at };
    after = account;
  }
}
