/** Log events at rest: each sealed for its stream. */
import { text, utf8 } from '../../base/bytes.ts';
import type { Instant } from '../../base/clock.ts';
import { DIGITS, type Random, randomText } from '../../base/random.ts';
import type { Keyring } from '../../crypto/keyring.ts';
import { type Change, change } from '../../store/statement.ts';
import { type EventRow, insertEvent, noteEvents } from './tables.ts';

export interface NewEvent {
  readonly at: Instant;
  readonly message: string;
}

/** AWS counts this much beside each message. */
export const OVERHEAD_BYTES = 26;

/** Writes events to a stream that is there, or is made by the changes before. */
export function writeEvents(
  { keyring, random }: { readonly keyring: Keyring; readonly random: Random },
  stream: { readonly group_arn: string; readonly name: string },
  events: readonly NewEvent[],
  now: Instant,
): Change[] {
  const { group_arn, name } = stream;
  // Batches of one moment do not mix.
  const batch = randomText(random, DIGITS, 12);
  let added = 0;
  const rows = events.map(({ at, message }, i) => {
    const plain = utf8(message);
    added += plain.length + OVERHEAD_BYTES;
    return change(insertEvent, {
      group_arn,
      stream: name,
      at,
      id: `${digits(now, 14)}${batch}${digits(i, 6)}`,
      ingested_at: now,
      sealed: keyring.seal('log-event', placeOf(group_arn, name), plain),
    });
  });
  const times = events.map(({ at }) => at);
  return [
    ...rows,
    change(noteEvents, {
      group_arn,
      name,
      first_at: times.reduce((a, b) => Math.min(a, b)),
      last_at: times.reduce((a, b) => Math.max(a, b)),
      ingested_at: now,
      added,
    }),
  ];
}

/** What a row says. */
export function messageOf(keyring: Keyring, { group_arn, stream, sealed }: EventRow): string {
  const plain = keyring.open('log-event', placeOf(group_arn, stream), sealed);
  if (!plain) throw new Error(`an event of ${group_arn} does not open`);
  return text(plain);
}

const placeOf = (group: string, stream: string): string => `${group}:log-stream:${stream}`;

const digits = (value: number, count: number): string => String(value).padStart(count, '0');
