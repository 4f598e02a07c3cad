import { PutRolePolicy } from '../../../generated/iam.ts';
import { boundedKeys, onRole, putInlinePolicy } from '../inline-policy.ts';
import { operation } from '../parts.ts';

export const putRolePolicy = operation(PutRolePolicy)
  .access({ ...onRole('iam:PutRolePolicy'), keys: boundedKeys })
  .handle((call) => putInlinePolicy(call, call.input));
