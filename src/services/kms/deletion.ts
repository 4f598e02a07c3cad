import type { Job } from '../../operation/job.ts';
import { change } from '../../store/statement.ts';
import { deleteGrantsOfKey } from './grant-tables.ts';
import { TYPE } from './key.ts';
import type { Tools } from './parts.ts';
import { deleteKey, deleteMaterials, removeAliasesOfKey, selectKey } from './tables.ts';
import { deleteUse } from './usage-tables.ts';

export const KEY_DELETION = 'kms-key-deletion';

/** Ends a key whose waiting period is over: its material is destroyed, and nothing it sealed opens again. */
export const keyDeletion: Job<Tools> = {
  kind: KEY_DELETION,
  run: async ({ subject, store, now }) => {
    const key = await store.one(selectKey, { arn: subject });
    if (key?.state !== 'PendingDeletion' || key.deletion_at === null) return {};
    if (key.deletion_at > now) return { again: key.deletion_at };
    const { arn, account, region } = key;
    return {
      changes: [
        change(deleteKey, { arn, revision: key.revision }),
        change(deleteMaterials, { key: arn }, 'any'),
        change(removeAliasesOfKey, { key: arn }, 'any'),
        change(deleteGrantsOfKey, { key: arn }, 'any'),
        change(deleteUse, { key: arn }, 'any'),
      ],
      events: [
        { name: 'DeleteKey', account, region, resource: { arn, type: TYPE }, data: { keyId: arn } },
      ],
    };
  },
};
