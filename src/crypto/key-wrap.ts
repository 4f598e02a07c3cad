/**
 * Keys that were wrapped to be carried elsewhere: RSA-OAEP alone (RFC 8017), or an AES key under RSA-OAEP
 * and the key itself under that one, by AES key wrap with padding (RFC 5649; PKCS #11's
 * CKM_RSA_AES_KEY_WRAP).
 */
import { createDecipheriv, type KeyObject } from 'node:crypto';
import { asBuffer } from '../base/bytes.ts';
import { generatePair, importPrivateKey, type Pair } from './key-pair.ts';
import type { OaepHash } from './rsa.ts';
import { slow } from './slow.ts';

/** How a key was wrapped. */
export interface Wrapping {
  /** OAEP's hash, and that of its mask. */
  readonly hash: OaepHash;
  /** An AES key of its own lies between RSA and the key: what is longer than an RSA block needs one. */
  readonly hybrid: boolean;
}

/** A pair to wrap keys with, made beside the event loop. */
export const generateWrappingPair = (bits: number): Promise<Pair> =>
  generatePair({ type: 'rsa', bits });

/** Whether this many bytes can be a wrapped key: one block of RSA, and behind it the key where it does not fit in. */
export function isWrappedSize(privateKey: Uint8Array, { hybrid }: Wrapping, size: number): boolean {
  const block = blockBytesOf(importPrivateKey(privateKey));
  return hybrid ? size > block : size === block;
}

/** The key that was wrapped; undefined for whatever reason there is none, and all reasons look alike. */
export async function unwrapKey(
  privateKey: Uint8Array,
  { hash, hybrid }: Wrapping,
  wrapped: Uint8Array,
): Promise<Uint8Array | undefined> {
  const key = importPrivateKey(privateKey);
  if (!hybrid) return slow('decryptOaep', key, hash, wrapped);
  const block = blockBytesOf(key);
  const kek = await slow('decryptOaep', key, hash, wrapped.slice(0, block));
  if (kek?.length !== KEK_BYTES) return undefined;
  try {
    return unwrapPadded(kek, wrapped.subarray(block));
  } finally {
    kek.fill(0);
  }
}

/** AES key wrap with padding (RFC 5649), under a key of 128, 192 or 256 bits. */
export function unwrapPadded(kek: Uint8Array, wrapped: Uint8Array): Uint8Array | undefined {
  // OpenSSL makes an empty key of nothing.
  if (wrapped.length < WRAPPED_BYTES_MIN) return undefined;
  try {
    const decipher = createDecipheriv(`id-aes${kek.length * 8}-wrap-pad`, kek, PADDED_IV);
    const first = decipher.update(wrapped);
    const last = decipher.final();
    return last.length === 0 ? first : asBuffer(Buffer.concat([first, last]));
  } catch {
    return undefined;
  }
}

const KEK_BYTES = 32;
const WRAPPED_BYTES_MIN = 16;
/** The alternative initial value's constant half (RFC 5649, 3). */
const PADDED_IV = Buffer.from('a65959a6', 'hex');

const blockBytesOf = (key: KeyObject): number => key.asymmetricKeyDetails!.modulusLength! / 8;
