import { PutUserPolicy } from '../../../generated/iam.ts';
import { onUser, putInlinePolicy } from '../inline-policy.ts';
import { operation } from '../parts.ts';

export const putUserPolicy = operation(PutUserPolicy)
  .access(onUser('iam:PutUserPolicy'))
  .handle((call) => putInlinePolicy(call, call.input));
