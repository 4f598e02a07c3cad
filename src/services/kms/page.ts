import { base64, fromBase64, text, utf8 } from '../../base/bytes.ts';
import type { Keyring } from '../../crypto/keyring.ts';
import { AwsError } from '../../model/model.ts';
import type { Asking } from '../../operation/operation.ts';

/** Which list is paged: a marker of one opens no other. */
export interface Listing {
  readonly keyring: Keyring;
  readonly asking: Asking;
  /** The operation, and what it was narrowed to. */
  readonly list: string;
}

/** What a list wants from its request. */
export interface PageRequest {
  readonly Limit?: number | undefined;
  readonly Marker?: string | undefined;
}

/** How long a page is, by the operation. */
export interface PageLimits {
  readonly usual: number;
  readonly most: number;
}

/** ListGrants and ListRetirableGrants. */
export const GRANT_LIMITS: PageLimits = { usual: 50, most: 100 };

/** The length of the page that was asked for. */
export function pageLength({ Limit }: PageRequest, { usual, most }: PageLimits): number {
  if (Limit === undefined) return usual;
  if (Limit > most) throw new AwsError('ValidationException', tooMany(Limit, most));
  return Limit;
}

/** Where to go on: the sort key of the last entry that was shown, or nothing at the start. */
export function pageStart({ Marker }: PageRequest, listing: Listing): string {
  if (Marker === undefined) return '';
  const sealed = fromBase64(Marker);
  const opened = sealed && listing.keyring.open('page-token', placeOf(listing), sealed);
  if (!opened) throw new AwsError('InvalidMarkerException', 'The marker is not valid.');
  return text(opened);
}

/** One page out of the entries that were found, one more than it holds, and the way to the next. */
export function page<Entry>(
  entries: readonly Entry[],
  length: number,
  listing: Listing,
  sortKey: (entry: Entry) => string,
): {
  readonly shown: readonly Entry[];
  readonly more: { readonly Truncated: boolean; readonly NextMarker?: string };
} {
  if (entries.length <= length) return { shown: entries, more: { Truncated: false } };
  const shown = entries.slice(0, length);
  const sealed = listing.keyring.seal('page-token', placeOf(listing), utf8(sortKey(shown.at(-1)!)));
  return { shown, more: { Truncated: true, NextMarker: base64(sealed) } };
}

const placeOf = ({ asking, list }: Listing): string =>
  `kms ${asking.caller.account} ${asking.request.region} ${list}`;

const tooMany = (limit: number, most: number): string =>
  `1 validation error detected: Value '${limit}' at 'limit' failed to satisfy constraint: Member must have value less than or equal to ${most}`;
