/** Secrets that should have been rotated by now. */
import type { Instant } from '../../base/clock.ts';
import { statement } from '../../store/statement.ts';
import type { Reader } from '../../store/store.ts';

/** For how long a secret is past the date of its next rotation, of the one that is so for longest; 0 where none is. */
export async function longestOverdue(store: Reader, now: Instant): Promise<number> {
  const [oldest] = await store.all(selectOldest, { now });
  return oldest ? now - oldest.rotate_by : 0;
}

// Secrets that wait for their end are not rotated any more.
const selectOldest = statement<{ now: number }, { rotate_by: number }>(`
  select rotate_by from secret where rotate_by < :now and deleted_at is null
   order by rotate_by limit 1`);
