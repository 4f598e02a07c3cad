/** HMAC (RFC 2104) over the hashes of SHA-2, with keys that are kept as objects. */
import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';

/** A key for HMAC, ready for use. */
export type MacKey = KeyObject;

export type MacHash = 'sha224' | 'sha256' | 'sha384' | 'sha512';

/** A key for HMAC; its bytes may be wiped afterwards. */
export const importMacKey = (bytes: Uint8Array): MacKey => createSecretKey(bytes);

/** The MAC of a message. */
export const macOf = (key: MacKey, hash: MacHash, message: Uint8Array): Uint8Array =>
  createHmac(hash, key).update(message).digest();
