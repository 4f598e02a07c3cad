import { DAY } from '../../../base/clock.ts';
import { ScheduleKeyDeletion } from '../../../generated/kms.ts';
import { schedule } from '../../../operation/job.ts';
import { assertCustomerManaged, ownKey } from '../administration.ts';
import { deletionKeys } from '../condition-keys.ts';
import { KEY_DELETION } from '../deletion.ts';
import { assertNotDeleting, changeState } from '../key.ts';
import { kinOf } from '../multi-region.ts';
import { operation } from '../parts.ts';

const USUAL_DAYS = 30;
const LEAST_DAYS = 7;
const MOST_DAYS = 30;

export const scheduleKeyDeletion = operation(ScheduleKeyDeletion)
  .access({
    ...ownKey('kms:ScheduleKeyDeletion'),
    keys: deletionKeys,
  })
  .handle(async ({ input, resource: key, store, now, error }) => {
    assertCustomerManaged(key);
    const windowDays = input.PendingWindowInDays ?? USUAL_DAYS;
    if (windowDays < LEAST_DAYS) {
      throw error(
        'ValidationException',
        outOfRange(windowDays, `greater than or equal to ${LEAST_DAYS}`),
      );
    }
    if (windowDays > MOST_DAYS) {
      throw error(
        'ValidationException',
        outOfRange(windowDays, `less than or equal to ${MOST_DAYS}`),
      );
    }
    assertNotDeleting(key, error);
    const isAwaitingReplicas =
      key.row.multi_region === 'PRIMARY' && (await kinOf(store, key.row)).length > 0;
    if (isAwaitingReplicas) {
      return {
        output: {
          KeyId: key.arn,
          KeyState: 'PendingReplicaDeletion',
          PendingWindowInDays: windowDays,
        },
        changes: [changeState(key.row, 'PendingReplicaDeletion', { days: windowDays })],
      };
    }
    const deletionAt = now + windowDays * DAY;
    return {
      output: {
        KeyId: key.arn,
        DeletionDate: deletionAt,
        KeyState: 'PendingDeletion',
        PendingWindowInDays: windowDays,
      },
      changes: [
        changeState(key.row, 'PendingDeletion', { at: deletionAt }),
        schedule(KEY_DELETION, key.arn, deletionAt),
      ],
    };
  });

const outOfRange = (days: number, bound: string): string =>
  `1 validation error detected: Value '${days}' at 'pendingWindowInDays' failed to satisfy constraint: Member must have value ${bound}`;
