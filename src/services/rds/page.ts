/** Pages of a list: markers are sealed, and none continues a list that it does not come from. */
import { base64, fromBase64, text, utf8 } from '../../base/bytes.ts';
import type { Asking } from '../../operation/operation.ts';
import type { Parts } from './parts.ts';

export interface Asked {
  readonly MaxRecords?: number | undefined;
  readonly Marker?: string | undefined;
}

export interface Page {
  readonly size: number;
  /** The last id of the page before; empty for the first. */
  readonly after: string;
  readonly marker: (lastId: string) => string;
}

/** Which page of a list is asked for. */
export function pageOf(
  call: Pick<Asking, 'caller' | 'request'> & {
    readonly input: Asked;
    readonly parts: Parts;
    readonly operation: string;
    readonly error: (code: 'InvalidParameterValue', message: string) => Error;
  },
  of: unknown,
): Page {
  const { input, parts, caller, request, operation, error } = call;
  const { MaxRecords: size = MOST, Marker } = input;
  if (size < LEAST || size > MOST) throw error('InvalidParameterValue', wrongSize(size));
  const place = JSON.stringify([operation, caller.account, request.region, of]);
  const open = (marker: string): string => {
    const sealed = fromBase64(marker);
    const opened = sealed && parts.keyring.open('page-token', place, sealed);
    if (!opened) throw error('InvalidParameterValue', INVALID_MARKER);
    return text(opened);
  };
  return {
    size,
    after: Marker ? open(Marker) : '',
    marker: (lastId) => base64(parts.keyring.seal('page-token', place, utf8(lastId))),
  };
}

const LEAST = 20;
const MOST = 100;

const wrongSize = (size: number): string =>
  `Invalid value ${size} for MaxRecords. Must be between ${LEAST} and ${MOST}`;
const INVALID_MARKER = 'The parameter Marker is not a marker that this list has given out.';
