import { iamArn } from '../../../base/arn.ts';
import { GetServiceLinkedRoleDeletionStatus } from '../../../generated/iam.ts';
import { selectDeletion } from '../deletion-tables.ts';
import { operation } from '../parts.ts';
import { roleOfTask } from '../service-linked-role.ts';

export const getServiceLinkedRoleDeletionStatus = operation(GetServiceLinkedRoleDeletionStatus)
  .access({
    action: 'iam:GetServiceLinkedRoleDeletionStatus',
    on: ({ DeletionTaskId }, { caller: { account } }) => {
      const arn = roleOfTask(account, DeletionTaskId) ?? iamArn(account, 'role/*');
      return { arn, account };
    },
  })
  .handle(async ({ input: { DeletionTaskId: task }, caller: { account }, store, error }) => {
    if (!roleOfTask(account, task)) throw error('InvalidInput', `Invalid DeletionTaskId: ${task}`);
    const deletion = await store.one(selectDeletion, { account, task });
    if (!deletion) throw error('NoSuchEntity', `Deletion task ${task} cannot be found.`);
    const { reason } = deletion;
    return {
      output:
        reason === null
          ? { Status: 'SUCCEEDED' as const }
          : { Status: 'FAILED' as const, Reason: { Reason: reason, RoleUsageList: [] } },
    };
  });
