import { AssociateDelegationRequest } from '../../../generated/iam.ts';
import { movedOn, onOwnDelegation, standingArn } from '../delegation.ts';
import { operation } from '../parts.ts';

export const associateDelegationRequest = operation(AssociateDelegationRequest)
  .access(onOwnDelegation('iam:AssociateDelegationRequest', { orAnybody: true }))
  .handle(async ({ resource: { row }, caller, now, error }) => {
    const taken = { owner: caller.account, owner_id: standingArn(caller) };
    const step = { from: ['UNASSIGNED'] as const, to: 'ASSIGNED' as const, now };
    return { output: {}, changes: [movedOn(row, { ...step, ...taken }, error)] };
  });
