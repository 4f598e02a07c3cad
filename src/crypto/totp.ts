import { createHmac } from 'node:crypto';
import { type Instant, SECOND } from '../base/clock.ts';
import { BASE32 } from '../base/random.ts';
import { sameText } from './constant-time.ts';

/** Codes are good for thirty seconds each; a step is the number of such an interval since 1970 (RFC 6238). */
export const stepAt = (now: Instant): number => Math.floor(now / (30 * SECOND));

/** The six digits of a step: HOTP with SHA-1 (RFC 4226), which every authenticator speaks. */
export function totp(seed: Uint8Array, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac('sha1', seed).update(counter).digest();
  const number = mac.readUInt32BE(mac[19]! & 0x0f) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, '0');
}

/** The first step from `from` to `to` whose codes, and those that follow it, are these; undefined where none is. */
export function stepOf(
  seed: Uint8Array,
  codes: readonly string[],
  { from, to }: { readonly from: number; readonly to: number },
): number | undefined {
  for (let step = from; step <= to; step++) {
    if (codes.every((code, i) => sameText(totp(seed, step + i), code))) return step;
  }
  return undefined;
}

/** Base32 without padding (RFC 4648), as authenticators take seeds. */
export function base32(bytes: Uint8Array): string {
  let text = '';
  let bits = 0;
  let held = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    for (bits += 8; bits >= 5; bits -= 5) text += BASE32[(held >> (bits - 5)) & 31];
    held &= (1 << bits) - 1;
  }
  return bits > 0 ? text + BASE32[(held << (5 - bits)) & 31] : text;
}

/** The bytes behind base32 text, with or without padding and in either case; undefined where it is none. */
export function fromBase32(text: string): Uint8Array | undefined {
  const digits = text.toUpperCase().replace(/=+$/, '');
  const bytes: number[] = [];
  let bits = 0;
  let held = 0;
  for (const digit of digits) {
    const value = BASE32.indexOf(digit);
    if (value < 0) return undefined;
    held = (held << 5) | value;
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    bytes.push(held >> bits);
    held &= (1 << bits) - 1;
  }
  // What is left over is less than a digit, and nothing: else the text was cut short.
  return bits < 5 && held === 0 ? Uint8Array.from(bytes) : undefined;
}
