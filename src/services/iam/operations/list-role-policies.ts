import { ListRolePolicies } from '../../../generated/iam.ts';
import { listInlinePolicies, onRole } from '../inline-policy.ts';
import { operation } from '../parts.ts';

export const listRolePolicies = operation(ListRolePolicies)
  .access(onRole('iam:ListRolePolicies'))
  .handle(async (call) => ({ output: await listInlinePolicies(call) }));
