import { CancelHandshake } from '../../../generated/organizations.ts';
import { endApprovals } from '../all-features.ts';
import { NOT_MANAGER } from '../caller.ts';
import { checkTransition, findHandshake, settle, shownHandshake } from '../handshake.ts';
import { operation } from '../parts.ts';

export const cancelHandshake = operation(CancelHandshake)
  .access({
    action: 'organizations:CancelHandshake',
    on: ({ HandshakeId }, asking) => findHandshake(HandshakeId, asking),
  })
  .handle(async ({ resource: { row, isSender }, store, now, error }) => {
    // Who is to answer declines; an approval ends with the handshake that it is part of.
    if (!isSender || row.parent !== null) throw error('AccessDeniedException', NOT_MANAGER);
    checkTransition(row, { to: 'CANCELED', now, error });
    return {
      output: { Handshake: await shownHandshake(store, { ...row, state: 'CANCELED' }, now) },
      changes: [
        ...settle(row, 'CANCELED', { now }),
        ...(await endApprovals(store, row, { state: 'CANCELED', now })),
      ],
    };
  });
