import { base64, fromBase64, text, utf8 } from '../../base/bytes.ts';
import type { Keyring } from '../../crypto/keyring.ts';
import type { Asking } from '../../operation/operation.ts';

/** Where the last page ended: the value that it was ordered by, and the key that tells equals apart. */
export type Place = readonly [at: string | number, key: string];

/** The pages of one list: an operation, its caller's account and Region, and what he asked for. */
export interface Pages {
  readonly print: (place: Place) => string;
  readonly parse: (token: string | undefined) => Place | undefined;
}

type Fail = (code: 'InvalidNextTokenException', message: string) => Error;

/** Tokens are sealed: they cannot be forged, and none continues a list that it does not come from. */
export function pagesOf(
  {
    parts,
    caller,
    request,
  }: Pick<Asking, 'caller' | 'request'> & {
    readonly parts: { readonly keyring: Keyring };
  },
  list: { readonly operation: string; readonly asked: unknown },
  error: Fail,
): Pages {
  const { operation, asked } = list;
  const place = JSON.stringify([operation, caller.account, request.region, asked]);
  return {
    print: (last) => base64(parts.keyring.seal('page-token', place, utf8(JSON.stringify(last)))),
    parse: (token) => {
      if (token === undefined) return undefined;
      const sealed = fromBase64(token);
      const opened = sealed && parts.keyring.open('page-token', place, sealed);
      if (!opened) throw error('InvalidNextTokenException', INVALID_TOKEN);
      return JSON.parse(text(opened));
    },
  };
}

const INVALID_TOKEN = 'The NextToken value is invalid.';
