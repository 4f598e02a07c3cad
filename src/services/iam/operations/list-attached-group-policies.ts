import { ListAttachedGroupPolicies } from '../../../generated/iam.ts';
import { attachedPolicies } from '../attachment.ts';
import { onGroup } from '../inline-policy.ts';
import { operation } from '../parts.ts';

export const listAttachedGroupPolicies = operation(ListAttachedGroupPolicies)
  .access(onGroup('iam:ListAttachedGroupPolicies'))
  .handle(async (call) => ({ output: await attachedPolicies(call) }));
