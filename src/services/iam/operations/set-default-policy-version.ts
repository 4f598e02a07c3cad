import { SetDefaultPolicyVersion } from '../../../generated/iam.ts';
import { change } from '../../../store/statement.ts';
import { onPolicy } from '../managed-policy.ts';
import { updatePolicyVersions } from '../managed-policy-tables.ts';
import { operation } from '../parts.ts';
import { readVersion } from '../policy-version.ts';

export const setDefaultPolicyVersion = operation(SetDefaultPolicyVersion)
  .access(onPolicy('iam:SetDefaultPolicyVersion'))
  .handle(async (call) => {
    const { number: version } = await readVersion(call, call.input.VersionId);
    const { arn, revision, newest, updated_at } = call.resource.row;
    const row = { arn, revision, version, newest, updated_at };
    return { output: {}, changes: [change(updatePolicyVersions, row)] };
  });
