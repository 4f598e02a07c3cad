import { GetRolePolicy } from '../../../generated/iam.ts';
import { onRole, shownInlinePolicy } from '../inline-policy.ts';
import { operation } from '../parts.ts';

export const getRolePolicy = operation(GetRolePolicy)
  .access(onRole('iam:GetRolePolicy'))
  .handle(async (call) => ({
    output: {
      RoleName: call.resource.row.name,
      ...(await shownInlinePolicy(call, call.input.PolicyName)),
    },
  }));
