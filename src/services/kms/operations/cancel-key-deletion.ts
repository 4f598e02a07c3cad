import { CancelKeyDeletion } from '../../../generated/kms.ts';
import { unschedule } from '../../../operation/job.ts';
import { ownKey } from '../administration.ts';
import { KEY_DELETION } from '../deletion.ts';
import { changeState } from '../key.ts';
import { operation } from '../parts.ts';

export const cancelKeyDeletion = operation(CancelKeyDeletion)
  .access(ownKey('kms:CancelKeyDeletion'))
  .handle(async ({ resource: key, error }) => {
    if (key.state !== 'PendingDeletion' && key.state !== 'PendingReplicaDeletion') {
      throw error('KMSInvalidStateException', `${key.arn} is not pending deletion.`);
    }
    return {
      output: { KeyId: key.arn },
      changes: [changeState(key.row, 'Disabled'), unschedule(KEY_DELETION, key.arn)],
    };
  });
