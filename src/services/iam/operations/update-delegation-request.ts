import { UpdateDelegationRequest } from '../../../generated/iam.ts';
import { movedOn, onOwnDelegation } from '../delegation.ts';
import { operation } from '../parts.ts';

export const updateDelegationRequest = operation(UpdateDelegationRequest)
  .access(onOwnDelegation('iam:UpdateDelegationRequest'))
  .handle(async ({ input, resource: { row }, now, error }) => {
    // Whoever adds a note hands the request on to somebody who may accept it.
    const step = {
      from: ['ASSIGNED', 'PENDING_APPROVAL'] as const,
      to: 'PENDING_APPROVAL' as const,
      now,
      notes: input.Notes ?? row.notes,
    };
    return { output: {}, changes: [movedOn(row, step, error)] };
  });
