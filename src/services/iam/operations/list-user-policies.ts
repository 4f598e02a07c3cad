import { ListUserPolicies } from '../../../generated/iam.ts';
import { listInlinePolicies, onUser } from '../inline-policy.ts';
import { operation } from '../parts.ts';

export const listUserPolicies = operation(ListUserPolicies)
  .access(onUser('iam:ListUserPolicies'))
  .handle(async (call) => ({ output: await listInlinePolicies(call) }));
