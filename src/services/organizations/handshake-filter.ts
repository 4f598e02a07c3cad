import type { HandshakeFilter } from '../../generated/organizations.types.ts';

type Refuse = (
  code: 'InvalidInputException',
  message: string,
  members: { readonly Reason: string },
) => Error;

/** Which handshakes a request asks for; an empty text stands for any. */
export function filterOf(
  { ActionType, ParentHandshakeId }: HandshakeFilter = {},
  error: Refuse,
): { readonly action: string; readonly parent: string } {
  if (ActionType !== undefined && ParentHandshakeId !== undefined) {
    throw error('InvalidInputException', ONE_ONLY, { Reason: 'MAX_LIMIT_EXCEEDED_FILTER' });
  }
  return { action: ActionType ?? '', parent: ParentHandshakeId ?? '' };
}

const ONE_ONLY = 'You can specify only one filter parameter for the operation.';
