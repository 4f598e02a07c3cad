import { DeletePolicyVersion } from '../../../generated/iam.ts';
import { change } from '../../../store/statement.ts';
import { onPolicy } from '../managed-policy.ts';
import { deletePolicyVersionRow, updatePolicyVersions } from '../managed-policy-tables.ts';
import { operation } from '../parts.ts';
import { readVersion } from '../policy-version.ts';

export const deletePolicyVersion = operation(DeletePolicyVersion)
  .access(onPolicy('iam:DeletePolicyVersion'))
  .handle(async (call) => {
    const { number } = await readVersion(call, call.input.VersionId);
    const { arn, revision, version, newest, updated_at } = call.resource.row;
    if (number === version)
      throw call.error('DeleteConflict', 'Cannot delete the default version of a policy.');
    // The policy is written too, so that nobody makes this its default version meanwhile.
    const row = { arn, revision, version, newest, updated_at };
    return {
      output: {},
      changes: [
        change(updatePolicyVersions, row),
        change(deletePolicyVersionRow, { policy: arn, number }),
      ],
    };
  });
