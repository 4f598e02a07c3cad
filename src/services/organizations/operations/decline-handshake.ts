import { DeclineHandshake } from '../../../generated/organizations.ts';
import { NOT_MANAGER } from '../caller.ts';
import { checkTransition, findHandshake, settle, shownHandshake } from '../handshake.ts';
import { operation } from '../parts.ts';

export const declineHandshake = operation(DeclineHandshake)
  .access({
    action: 'organizations:DeclineHandshake',
    on: ({ HandshakeId }, asking) => findHandshake(HandshakeId, asking),
  })
  .handle(async ({ resource: { row, isRecipient }, caller, store, now, error }) => {
    // What an organization has asked of itself it cancels.
    if (!isRecipient || row.action === 'ENABLE_ALL_FEATURES') {
      throw error('AccessDeniedException', NOT_MANAGER);
    }
    checkTransition(row, { to: 'DECLINED', now, error });
    return {
      output: { Handshake: await shownHandshake(store, { ...row, state: 'DECLINED' }, now) },
      changes: settle(row, 'DECLINED', { now, account: caller.account }),
    };
  });
