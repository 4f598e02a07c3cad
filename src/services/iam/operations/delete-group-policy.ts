import { DeleteGroupPolicy } from '../../../generated/iam.ts';
import { deleteInlinePolicy, onGroup } from '../inline-policy.ts';
import { operation } from '../parts.ts';

export const deleteGroupPolicy = operation(DeleteGroupPolicy)
  .access(onGroup('iam:DeleteGroupPolicy'))
  .handle((call) => deleteInlinePolicy(call, call.input.PolicyName));
