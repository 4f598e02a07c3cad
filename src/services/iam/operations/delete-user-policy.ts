import { DeleteUserPolicy } from '../../../generated/iam.ts';
import { deleteInlinePolicy, onUser } from '../inline-policy.ts';
import { operation } from '../parts.ts';

export const deleteUserPolicy = operation(DeleteUserPolicy)
  .access(onUser('iam:DeleteUserPolicy'))
  .handle((call) => deleteInlinePolicy(call, call.input.PolicyName));
