/** Pages of IAM's lists: the marker names the last entry that was shown, and cannot be forged. */
import { base64, fromBase64, text, utf8 } from '../../base/bytes.ts';
import type { Caller } from '../../operation/caller.ts';
import type { Parts } from './parts.ts';

/** What a list wants from its request. */
export interface Paged {
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}

/** The part of a call that pages need. */
export interface PagedCall {
  readonly input: Paged;
  readonly caller: Caller;
  readonly parts: Parts;
  readonly error: (code: 'ValidationError', message: string) => Error;
}

/** What every list ends with; AWS never leaves out `IsTruncated`. */
export interface More {
  readonly IsTruncated: boolean;
  readonly Marker?: string;
}

/**
 * One page of a list. `read` gives at most `count` entries whose key comes after `after`, in the
 * order of their keys; `list` names the list and what it was narrowed to: markers open no other.
 */
export async function pageOf<Entry>(
  call: PagedCall,
  list: string,
  {
    read,
    key,
  }: {
    readonly read: (after: string, count: number) => Promise<readonly Entry[]> | readonly Entry[];
    readonly key: (entry: Entry) => string;
  },
): Promise<{ readonly shown: readonly Entry[]; readonly more: More }> {
  const length = call.input.MaxItems ?? PAGE;
  const found = await read(afterOf(call, list), length + 1);
  if (found.length <= length) return { shown: found, more: { IsTruncated: false } };
  const shown = found.slice(0, length);
  const place = placeOf(call, list);
  const Marker = base64(call.parts.keyring.seal('page-token', place, utf8(key(shown.at(-1)!))));
  return { shown, more: { IsTruncated: true, Marker } };
}

/** For lists that are in memory: those entries whose key comes after, in the order of their keys. */
export function readFrom<Entry>(
  entries: readonly Entry[],
  key: (entry: Entry) => string,
): { readonly read: (after: string, count: number) => readonly Entry[]; key: typeof key } {
  const sorted = [...entries].sort((a, b) => (key(a) < key(b) ? -1 : 1));
  return {
    read: (after, count) => sorted.filter((entry) => key(entry) > after).slice(0, count),
    key,
  };
}

function afterOf(call: PagedCall, list: string): string {
  const { Marker } = call.input;
  if (Marker === undefined) return '';
  const sealed = fromBase64(Marker);
  const opened = sealed && call.parts.keyring.open('page-token', placeOf(call, list), sealed);
  if (!opened) throw call.error('ValidationError', 'Invalid Marker.');
  return text(opened);
}

const placeOf = ({ caller }: PagedCall, list: string): string => `iam ${caller.account} ${list}`;

const PAGE = 100;
