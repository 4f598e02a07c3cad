import { DeleteUserPolicy } from '../../../generated/iam.ts';
import { boundedKeys, deleteInlinePolicy, onUser } from '../inline-policy.ts';
import { operation } from '../parts.ts';

export const deleteUserPolicy = operation(DeleteUserPolicy)
  .access({ ...onUser('iam:DeleteUserPolicy'), keys: boundedKeys })
  .handle((call) => deleteInlinePolicy(call, call.input.PolicyName));
