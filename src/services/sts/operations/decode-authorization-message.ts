import { fromBase64, text } from '../../../base/bytes.ts';
import { DecodeAuthorizationMessage } from '../../../generated/sts.ts';
import { unlessExchanged } from '../exchanged-session.ts';
import { operation } from '../parts.ts';

export const decodeAuthorizationMessage = operation(DecodeAuthorizationMessage)
  .access({
    action: 'sts:DecodeAuthorizationMessage',
    on: unlessExchanged('DecodeAuthorizationMessage'),
  })
  .handle(async ({ input, caller, parts, error }) => {
    const sealed = fromBase64(input.EncodedMessage.replaceAll('-', '+').replaceAll('_', '/'));
    // Sealed for the account that was refused: to others it means nothing.
    const message = sealed && parts.keyring.open('authorization-message', caller.account, sealed);
    if (!message) throw error('InvalidAuthorizationMessageException', 'Message is not valid');
    return { output: { DecodedMessage: text(message) } };
  });
