import { PutGroupPolicy } from '../../../generated/iam.ts';
import { onGroup, putInlinePolicy } from '../inline-policy.ts';
import { operation } from '../parts.ts';

export const putGroupPolicy = operation(PutGroupPolicy)
  .access(onGroup('iam:PutGroupPolicy'))
  .handle((call) => putInlinePolicy(call, call.input));
