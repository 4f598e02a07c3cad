import { ListAttachedUserPolicies } from '../../../generated/iam.ts';
import { attachedPolicies } from '../attachment.ts';
import { onUser } from '../inline-policy.ts';
import { operation } from '../parts.ts';

export const listAttachedUserPolicies = operation(ListAttachedUserPolicies)
  .access(onUser('iam:ListAttachedUserPolicies'))
  .handle(async (call) => ({ output: await attachedPolicies(call) }));
