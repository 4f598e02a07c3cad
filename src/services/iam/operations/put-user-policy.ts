import { PutUserPolicy } from '../../../generated/iam.ts';
import { boundedKeys, onUser, putInlinePolicy } from '../inline-policy.ts';
import { operation } from '../parts.ts';

export const putUserPolicy = operation(PutUserPolicy)
  .access({ ...onUser('iam:PutUserPolicy'), keys: boundedKeys })
  .handle((call) => putInlinePolicy(call, call.input));
