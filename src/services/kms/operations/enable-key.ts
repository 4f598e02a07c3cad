import { EnableKey } from '../../../generated/kms.ts';
import { assertCustomerManaged, ownKey } from '../administration.ts';
import { assertImported, assertNotDeleting, changeLife } from '../key.ts';
import { kinOf } from '../multi-region.ts';
import { operation } from '../parts.ts';
import { rotationJob } from '../rotation.ts';

export const enableKey = operation(EnableKey)
  .access(ownKey('kms:EnableKey'))
  .handle(async ({ resource: key, store, now, error }) => {
    assertCustomerManaged(key);
    assertNotDeleting(key, error);
    assertImported(key, error);
    if (key.state === 'Enabled') return { output: {} };
    const { row } = key;
    if (row.rotation_at === null || row.multi_region === 'REPLICA') {
      return { output: {}, changes: [changeLife(row, { state: 'Enabled' })] };
    }
    // A rotation whose date passed while the key was disabled comes at once, and the others follow from it.
    const isOverdue = row.rotation_at <= now;
    const rotation_at = isOverdue ? now : row.rotation_at;
    const kin = isOverdue ? await kinOf(store, row) : [];
    return {
      output: {},
      changes: [
        changeLife(row, { state: 'Enabled', rotation_at }),
        ...kin.map((each) => changeLife(each, { rotation_at })),
        rotationJob(row.arn, rotation_at),
      ],
    };
  });
