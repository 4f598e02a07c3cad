/** Ed25519 over messages (RFC 8032) by OpenSSL. For digests see ed25519-digest.ts. */
import { type KeyObject, sign, verify } from 'node:crypto';

/** Signs a message. */
export const signEd25519 = (key: KeyObject, message: Uint8Array): Uint8Array =>
  sign(null, message, key);

/** Whether a signature is of this message. */
export const verifyEd25519 = (
  key: KeyObject,
  message: Uint8Array,
  signature: Uint8Array,
): boolean => verify(null, message, key, signature);
