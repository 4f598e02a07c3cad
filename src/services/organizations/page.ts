/** Pages of a list: the token names the last id that was shown, and cannot be forged. */
import { base64, fromBase64, text, utf8 } from '../../base/bytes.ts';
import type { Keyring } from '../../crypto/keyring.ts';

export interface Paged {
  readonly NextToken?: string | undefined;
  readonly MaxResults?: number | undefined;
}

export interface PageOf {
  readonly operation: string;
  readonly account: string;
  readonly keyring: Keyring;
}

type TokenError = (
  code: 'InvalidInputException',
  message: string,
  members: { readonly Reason: string },
) => Error;

/** The id after which the page begins, and how many rows to read: one more than it shows. */
export function pageStart(
  { NextToken, MaxResults }: Paged,
  of: PageOf,
  error: TokenError,
): { after: string; count: number } {
  const count = (MaxResults ?? PAGE) + 1;
  if (NextToken === undefined) return { after: '', count };
  const sealed = fromBase64(NextToken);
  const opened = sealed && of.keyring.open('page-token', placeOf(of), sealed);
  if (!opened)
    throw error('InvalidInputException', INVALID_TOKEN, { Reason: 'INVALID_NEXT_TOKEN' });
  return { after: text(opened), count };
}

/** The rows that are shown, and the token of the next page where there is one. */
export function pageOf<R extends { readonly id: string }>(
  rows: readonly R[],
  count: number,
  of: PageOf,
): { readonly shown: readonly R[]; readonly next: { readonly NextToken?: string } } {
  if (rows.length < count) return { shown: rows, next: {} };
  const shown = rows.slice(0, -1);
  const NextToken = base64(of.keyring.seal('page-token', placeOf(of), utf8(shown.at(-1)!.id)));
  return { shown, next: { NextToken } };
}

const PAGE = 20;
const INVALID_TOKEN = 'You specified an invalid NextToken.';

const placeOf = ({ account, operation }: PageOf): string => `${account}/organizations/${operation}`;
