/** Pages of a list: tokens are sealed, and none continues a list that it does not come from. */
import { base64, fromBase64, text, utf8 } from '../../base/bytes.ts';
import type { Asking } from '../../operation/operation.ts';
import type { Parts } from './parts.ts';

export interface Tokens<Place> {
  readonly print: (place: Place) => string;
  readonly parse: (token: string) => Place;
}

/** Tokens of one list. */
export function tokensOf<Place>(
  call: Pick<Asking, 'caller' | 'request'> & {
    readonly parts: Parts;
    readonly operation: string;
    readonly error: (code: 'InvalidParameterException', message: string) => Error;
  },
  asked: unknown,
): Tokens<Place> {
  const { parts, caller, request, operation, error } = call;
  const place = JSON.stringify([operation, caller.account, request.region, asked]);
  return {
    print: (last) => base64(parts.keyring.seal('page-token', place, utf8(JSON.stringify(last)))),
    parse: (token) => {
      const sealed = fromBase64(token);
      const opened = sealed && parts.keyring.open('page-token', place, sealed);
      if (!opened) throw error('InvalidParameterException', INVALID_TOKEN);
      return JSON.parse(text(opened)) as Place;
    },
  };
}

const INVALID_TOKEN = 'The specified nextToken is invalid.';
