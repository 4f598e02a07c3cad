import { DeleteRolePolicy } from '../../../generated/iam.ts';
import { boundedKeys, deleteInlinePolicy, onRole } from '../inline-policy.ts';
import { operation } from '../parts.ts';

export const deleteRolePolicy = operation(DeleteRolePolicy)
  .access({ ...onRole('iam:DeleteRolePolicy'), keys: boundedKeys })
  .handle((call) => deleteInlinePolicy(call, call.input.PolicyName));
