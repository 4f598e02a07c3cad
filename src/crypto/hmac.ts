import { hash } from 'node:crypto';

const BLOCK = 64;
const DIGEST = 32;

/**
 * A key made ready for HMAC-SHA-256 (RFC 2104): the pads of both hashes, each at the front of a buffer
 * that the messages are written into. They are the key's own: nothing of it lies in memory that others use.
 */
export interface HmacKey {
  readonly inner: Buffer;
  readonly outer: Buffer;
}

/** Prepares a key; worth keeping where the same key is used again. */
export function hmacKey(key: Uint8Array): HmacKey {
  const short = key.length > BLOCK ? hash('sha256', key, 'buffer') : key;
  const inner = Buffer.alloc(BLOCK + ROOM).fill(0x36, 0, BLOCK);
  const outer = Buffer.alloc(BLOCK + DIGEST).fill(0x5c, 0, BLOCK);
  for (let i = 0; i < short.length; i++) {
    inner[i]! ^= short[i]!;
    outer[i]! ^= short[i]!;
  }
  return { inner, outer };
}

/** HMAC-SHA-256 out of two one-shot hashes: in a server that is cheaper than an Hmac object. */
export function hmac(key: HmacKey, message: string | Uint8Array): Buffer {
  return hash('sha256', outerMessage(key, message), 'buffer');
}

/** HMAC-SHA-256 in lower-case hexadecimal. */
export const hmacHex = (key: HmacKey, message: string | Uint8Array): string =>
  hash('sha256', outerMessage(key, message), 'hex');

function outerMessage({ inner, outer }: HmacKey, message: string | Uint8Array): Buffer {
  const bytes = typeof message === 'string' ? Buffer.byteLength(message) : message.length;
  const buffer = bytes <= ROOM ? inner : Buffer.alloc(BLOCK + bytes, inner.subarray(0, BLOCK));
  if (typeof message === 'string') buffer.write(message, BLOCK, bytes, 'utf8');
  else buffer.set(message, BLOCK);
  outer.set(hash('sha256', buffer.subarray(0, BLOCK + bytes), 'buffer'), BLOCK);
  return outer;
}

/** Enough for what a signature is made over. */
const ROOM = 192;
