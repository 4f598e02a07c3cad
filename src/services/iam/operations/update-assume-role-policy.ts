import { UpdateAssumeRolePolicy } from '../../../generated/iam.ts';
import { change } from '../../../store/statement.ts';
import { onRole } from '../inline-policy.ts';
import { operation } from '../parts.ts';
import { assertOurs } from '../role.ts';
import { updateRoleTrust } from '../role-tables.ts';
import { bindTrust } from '../trust.ts';

export const updateAssumeRolePolicy = operation(UpdateAssumeRolePolicy)
  .access(onRole('iam:UpdateAssumeRolePolicy'))
  .handle(async ({ input, resource: { row }, principals, error }) => {
    assertOurs(row, error);
    const { id, revision } = row;
    const trust = await bindTrust(input.PolicyDocument, principals, error);
    return { output: {}, changes: [change(updateRoleTrust, { id, revision, trust })] };
  });
