import { ListAttachedRolePolicies } from '../../../generated/iam.ts';
import { attachedPolicies } from '../attachment.ts';
import { onRole } from '../inline-policy.ts';
import { operation } from '../parts.ts';

export const listAttachedRolePolicies = operation(ListAttachedRolePolicies)
  .access(onRole('iam:ListAttachedRolePolicies'))
  .handle(async (call) => ({ output: await attachedPolicies(call) }));
