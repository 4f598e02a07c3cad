/** Pages of a list: the marker says what was shown last, and cannot be forged. */
import { base64, fromBase64, text, utf8 } from '../../base/bytes.ts';
import type { Asking } from '../../operation/operation.ts';
import type { Parts } from './parts.ts';

interface Paging<Place> {
  /** Where the page begins. */
  readonly after: Place;
  /** One more than is shown. */
  readonly count: number;
  /** The rows that are shown, and the marker of the next page where there is one. */
  readonly cut: <R>(
    rows: readonly R[],
    placeOf: (row: R) => Place,
  ) => { readonly shown: readonly R[]; readonly next: { readonly NextMarker?: string } };
}

/** AWS shows no more than this, however many are asked for. */
const PAGE = 50;

/** Reads the marker of a request; what it lists is part of the marker's place. */
export function paging<Place>(
  call: Pick<Asking, 'caller' | 'request'> & {
    readonly parts: Parts;
    readonly operation: string;
    readonly input: {
      readonly Marker?: string | undefined;
      readonly MaxItems?: number | undefined;
    };
    readonly error: (code: 'InvalidParameterValueException', message: string) => Error;
  },
  list: string,
  start: Place,
): Paging<Place> {
  const { parts, caller, request, operation, input, error } = call;
  const place = JSON.stringify([operation, caller.account, request.region, list]);
  const count = Math.min(input.MaxItems ?? PAGE, PAGE) + 1;
  let after = start;
  if (input.Marker) {
    const sealed = fromBase64(input.Marker);
    const opened = sealed && parts.keyring.open('page-token', place, sealed);
    if (!opened) throw error('InvalidParameterValueException', INVALID_MARKER);
    after = JSON.parse(text(opened)) as Place;
  }
  return {
    after,
    count,
    cut: (rows, placeOf) => {
      if (rows.length < count) return { shown: rows, next: {} };
      const shown = rows.slice(0, -1);
      const last = utf8(JSON.stringify(placeOf(shown.at(-1)!)));
      return {
        shown,
        next: { NextMarker: base64(parts.keyring.seal('page-token', place, last)) },
      };
    },
  };
}

const INVALID_MARKER = 'Invalid Marker.';
