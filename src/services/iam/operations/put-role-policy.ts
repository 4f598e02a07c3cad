import { PutRolePolicy } from '../../../generated/iam.ts';
import { onRole, putInlinePolicy } from '../inline-policy.ts';
import { operation } from '../parts.ts';

export const putRolePolicy = operation(PutRolePolicy)
  .access(onRole('iam:PutRolePolicy'))
  .handle((call) => putInlinePolicy(call, call.input));
