import { createHash, randomFillSync, randomUUID } from 'node:crypto';

/** Gives random bytes; tests hand in one that repeats. */
export interface Random {
  readonly bytes: (count: number) => Uint8Array<ArrayBuffer>;
  /** A random UUID (RFC 9562, version 4), where there is a quicker way than by `bytes`. */
  readonly uuid?: () => string;
}

const POOL = 4096;

/** The machine's random numbers, drawn in pools: a draw of 16 bytes each time costs more than its bytes. */
export const systemRandom: Random = (() => {
  const pool = new Uint8Array(POOL);
  let used = POOL;
  return {
    bytes: (count) => {
      if (count > POOL / 8) return randomFillSync(new Uint8Array(count));
      if (used + count > POOL) {
        randomFillSync(pool);
        used = 0;
      }
      const drawn = pool.slice(used, used + count);
      pool.fill(0, used, used + count);
      used += count;
      return drawn;
    },
    uuid: randomUUID,
  };
})();

/** Bytes that follow from a seed alone. Never for anything that must stay secret. */
export function seededRandom(seed: string): Random {
  let block = 0;
  let rest = new Uint8Array(0);
  return {
    bytes: (count) => {
      const drawn = new Uint8Array(count);
      let filled = 0;
      while (filled < count) {
        if (rest.length === 0)
          rest = new Uint8Array(createHash('sha256').update(`${seed}:${block++}`).digest());
        const part = rest.subarray(0, count - filled);
        drawn.set(part, filled);
        filled += part.length;
        rest = rest.subarray(part.length);
      }
      return drawn;
    },
  };
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** A random UUID (RFC 9562, version 4). */
export function uuid(random: Random): string {
  if (random.uuid) return random.uuid();
  const b = random.bytes(16);
  b[6] = (b[6]! & 0x0f) | 0x40;
  b[8] = (b[8]! & 0x3f) | 0x80;
  const h = (from: number, to: number) => {
    let text = '';
    for (let i = from; i < to; i++) text += HEX[b[i]!];
    return text;
  };
  return `${h(0, 4)}-${h(4, 6)}-${h(6, 8)}-${h(8, 10)}-${h(10, 16)}`;
}

/** `length` characters, each drawn evenly from `alphabet` (at most 256 characters). */
export function randomText(random: Random, alphabet: string, length: number): string {
  // Bytes past the last whole multiple of the alphabet are thrown away: a remainder would favour its start.
  const limit = 256 - (256 % alphabet.length);
  let text = '';
  while (text.length < length) {
    for (const byte of random.bytes(length - text.length)) {
      if (byte < limit) text += alphabet[byte % alphabet.length];
    }
  }
  return text;
}

/** A whole number from 0 up to, not including, `bound` (at most 2^31), each equally likely. */
export function randomBelow(random: Random, bound: number): number {
  const limit = 2 ** 32 - (2 ** 32 % bound);
  for (;;) {
    const drawn = new DataView(random.bytes(4).buffer).getUint32(0);
    if (drawn < limit) return drawn % bound;
  }
}

export const UPPER = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
export const LOWER = 'abcdefghijklmnopqrstuvwxyz';
export const DIGITS = '0123456789';
/** The alphabet of IAM's unique ids and access key ids (RFC 4648 base32). */
export const BASE32 = `${UPPER}234567`;
