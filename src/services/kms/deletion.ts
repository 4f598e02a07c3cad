import { DAY, type Instant } from '../../base/clock.ts';
import { type Job, schedule } from '../../operation/job.ts';
import { type Change, change } from '../../store/statement.ts';
import type { Reader } from '../../store/store.ts';
import { expiryJob } from './expiry.ts';
import { deleteGrantsOfKey } from './grant-tables.ts';
import { changeState, TYPE } from './key.ts';
import { kinOf } from './multi-region.ts';
import type { Tools } from './parts.ts';
import { rotationJob } from './rotation.ts';
import {
  deleteKey,
  deleteMaterials,
  type KeyRow,
  removeAliasesOfKey,
  selectKey,
  touchKey,
} from './tables.ts';
import { deleteUse } from './usage-tables.ts';

export const KEY_DELETION = 'kms-key-deletion';

/** Ends a key whose waiting period is over: its material is destroyed, and nothing it sealed opens again. */
export const keyDeletion: Job<Tools> = {
  kind: KEY_DELETION,
  run: async ({ subject, store, now }) => {
    const key = await store.one(selectKey, { arn: subject });
    if (key?.state !== 'PendingDeletion' || key.deletion_at === null) return {};
    if (key.deletion_at > now) return { again: key.deletion_at };
    const { arn, account, region, id } = key;
    return {
      changes: [
        change(deleteKey, { arn, revision: key.revision }),
        change(deleteMaterials, { key: arn }, 'any'),
        rotationJob(arn, null),
        expiryJob(arn, []),
        ...(await released(store, key, now)),
        change(removeAliasesOfKey, { key: arn }, 'any'),
        change(deleteGrantsOfKey, { key: arn }, 'any'),
        change(deleteUse, { key: arn }, 'any'),
      ],
      events: [
        {
          name: 'DeleteKey',
          account,
          region,
          resource: { arn, type: TYPE },
          details: { keyId: id },
        },
      ],
    };
  },
};

/**
 * What the end of a replica means for its primary key: the waiting period of one that waits for its
 * last replica begins. It is touched in any case: who schedules its deletion meanwhile looks again.
 */
async function released(store: Reader, row: KeyRow, now: Instant): Promise<Change[]> {
  const kin = await kinOf(store, row);
  const primary = kin.find(({ multi_region }) => multi_region === 'PRIMARY');
  if (!primary) return [];
  const { arn, revision, deletion_days: days } = primary;
  if (kin.length > 1 || primary.state !== 'PendingReplicaDeletion' || days === null) {
    return [change(touchKey, { arn, revision })];
  }
  const at = now + days * DAY;
  return [changeState(primary, 'PendingDeletion', { at }), schedule(KEY_DELETION, arn, at)];
}
