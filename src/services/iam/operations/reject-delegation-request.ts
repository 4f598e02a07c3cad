import { RejectDelegationRequest } from '../../../generated/iam.ts';
import { movedOn, onOwnDelegation } from '../delegation.ts';
import { operation } from '../parts.ts';

export const rejectDelegationRequest = operation(RejectDelegationRequest)
  .access(onOwnDelegation('iam:RejectDelegationRequest'))
  .handle(async ({ input, resource: { row }, now, error }) => {
    const step = {
      from: ['UNASSIGNED', 'ASSIGNED', 'PENDING_APPROVAL', 'ACCEPTED'] as const,
      to: 'REJECTED' as const,
      now,
      reason: input.Notes ?? null,
    };
    return { output: {}, changes: [movedOn(row, step, error)] };
  });
