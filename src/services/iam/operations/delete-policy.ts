import { DeletePolicy } from '../../../generated/iam.ts';
import { change } from '../../../store/statement.ts';
import { onPolicy } from '../managed-policy.ts';
import {
  deletePolicyRow,
  deletePolicyVersionRow,
  selectBounded,
  selectHolders,
  selectPolicyVersions,
} from '../managed-policy-tables.ts';
import { operation } from '../parts.ts';

export const deletePolicy = operation(DeletePolicy)
  .access(onPolicy('iam:DeletePolicy'))
  .handle(async ({ resource: { row }, store, error }) => {
    const { arn, account, version, revision } = row;
    const use = { policy: arn, account };
    const users = [await store.all(selectHolders, use), await store.all(selectBounded, use)];
    if (users.flat().length > 0)
      throw error('DeleteConflict', 'Cannot delete a policy attached to entities.');
    if ((await store.all(selectPolicyVersions, { policy: arn })).length > 1)
      throw error('DeleteConflict', MORE_VERSIONS);
    return {
      output: {},
      changes: [
        change(deletePolicyRow, { arn, revision }),
        change(deletePolicyVersionRow, { policy: arn, number: version }),
      ],
    };
  });

const MORE_VERSIONS =
  "This policy has more than one version. Before you delete a policy, you must delete the policy's versions. The default version is deleted with the policy.";
