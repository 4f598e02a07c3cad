import { AcceptDelegationRequest } from '../../../generated/iam.ts';
import { movedOn, onOwnDelegation } from '../delegation.ts';
import { operation } from '../parts.ts';

export const acceptDelegationRequest = operation(AcceptDelegationRequest)
  .access(onOwnDelegation('iam:AcceptDelegationRequest'))
  .handle(async ({ resource: { row }, caller, now, error }) => {
    // What comes of it is done with his rights, as he is now; his session is not handed on.
    const { session: _session, accessKeyId: _key, ...approver } = caller;
    const step = {
      from: ['ASSIGNED', 'PENDING_APPROVAL'] as const,
      to: 'ACCEPTED' as const,
      now,
      approver: JSON.stringify(approver),
    };
    return { output: {}, changes: [movedOn(row, step, error)] };
  });
