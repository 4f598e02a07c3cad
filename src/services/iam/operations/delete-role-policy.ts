import { DeleteRolePolicy } from '../../../generated/iam.ts';
import { deleteInlinePolicy, onRole } from '../inline-policy.ts';
import { operation } from '../parts.ts';

export const deleteRolePolicy = operation(DeleteRolePolicy)
  .access(onRole('iam:DeleteRolePolicy'))
  .handle((call) => deleteInlinePolicy(call, call.input.PolicyName));
