import { ListGroupPolicies } from '../../../generated/iam.ts';
import { listInlinePolicies, onGroup } from '../inline-policy.ts';
import { operation } from '../parts.ts';

export const listGroupPolicies = operation(ListGroupPolicies)
  .access(onGroup('iam:ListGroupPolicies'))
  .handle(async (call) => ({ output: await listInlinePolicies(call) }));
