import { type Instant, isoSeconds } from '../base/clock.ts';
import type { Timestamp } from '../model/model.ts';

type Format = NonNullable<Timestamp['format']>;

/** A moment as it stands on the wire: epoch seconds are a number, the others text. */
export function formatTimestamp(at: Instant, format: Format): string | number {
  if (format === 'unixTimestamp') return at / 1000;
  if (format === 'rfc822') return new Date(at).toUTCString();
  if (format === 'iso8601Seconds') return isoSeconds(at);
  const iso = new Date(at).toISOString();
  return iso.endsWith('.000Z') ? `${iso.slice(0, 19)}Z` : iso;
}

/** The moment that stands on the wire, or undefined where it is none. */
export function parseTimestamp(value: unknown, format: Format): Instant | undefined {
  if (typeof value === 'number')
    return format === 'unixTimestamp' ? within(value * 1000) : undefined;
  if (typeof value !== 'string' || value.length > 64) return undefined;
  // Old clients send epoch seconds as text, and forms know nothing but text.
  if (NUMBER.test(value)) return within(Number(value) * 1000);
  if (format === 'rfc822' ? RFC822.test(value) : ISO.test(value)) return within(Date.parse(value));
  return undefined;
}

const NUMBER = /^-?\d{1,12}(?:\.\d{1,9})?$/;
const ISO = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d))?$/;
const RFC822 = /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d? [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT$/;

// The years 0000 to 9999: all that the text forms can say.
const FIRST = Date.parse('0000-01-01T00:00:00Z');
const LAST = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

function within(millis: number): Instant | undefined {
  const at = Math.round(millis);
  return at >= FIRST && at <= LAST ? at : undefined;
}
