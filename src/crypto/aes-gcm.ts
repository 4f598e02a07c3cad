import { createCipheriv, createDecipheriv, createSecretKey, type KeyObject } from 'node:crypto';

/** The bytes in front of a seal that must never repeat under one key (NIST SP 800-38D). */
export const IV_BYTES = 12;
const TAG_BYTES = 16;
const TAG = { authTagLength: TAG_BYTES };

/** A 256-bit key in the form the cipher takes fastest: import once, keep it, use it often. */
export function importKey(bytes: Uint8Array): KeyObject {
  if (bytes.length !== 32) throw new Error('An AES-256 key has 32 bytes.');
  return createSecretKey(bytes);
}

/** AES-256-GCM; the answer is `iv` (12 bytes), the ciphertext, and the tag (16 bytes), in one piece. */
export function seal(
  key: KeyObject | Uint8Array,
  plaintext: Uint8Array,
  aad: Uint8Array,
  iv: Uint8Array,
): Uint8Array<ArrayBuffer> {
  if (iv.length !== IV_BYTES) throw new Error('An AES-GCM iv has 12 bytes.');
  const cipher = createCipheriv('aes-256-gcm', key, iv, TAG);
  cipher.setAAD(aad);
  const body = cipher.update(plaintext);
  // GCM is a stream: final() only closes the tag, it gives no bytes.
  cipher.final();
  const sealed = new Uint8Array(IV_BYTES + body.length + TAG_BYTES);
  sealed.set(iv, 0);
  sealed.set(body, IV_BYTES);
  sealed.set(cipher.getAuthTag(), IV_BYTES + body.length);
  return sealed;
}

/** The plaintext, or undefined when the seal is broken: a wrong key and a forged text look alike. */
export function open(
  key: KeyObject | Uint8Array,
  sealed: Uint8Array,
  aad: Uint8Array,
): Uint8Array<ArrayBuffer> | undefined {
  if (sealed.length < IV_BYTES + TAG_BYTES) return undefined;
  const tagAt = sealed.length - TAG_BYTES;
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, IV_BYTES), TAG);
  decipher.setAAD(aad);
  decipher.setAuthTag(sealed.subarray(tagAt));
  const body = decipher.update(sealed.subarray(IV_BYTES, tagAt));
  try {
    decipher.final();
  } catch {
    body.fill(0);
    return undefined;
  }
  return new Uint8Array(body.buffer as ArrayBuffer, body.byteOffset, body.length);
}
