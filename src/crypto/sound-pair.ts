import { createPublicKey, type KeyObject, sign, verify } from 'node:crypto';

/**
 * Whether the halves of a pair belong together: OpenSSL believes what the bytes say, so it is found by using
 * them. Slow.
 */
export function isSound(key: KeyObject): boolean {
  const { asymmetricKeyType: type } = key;
  const digest = type === 'rsa' || type === 'ec' ? 'sha256' : null;
  const message = Buffer.from('sound');
  try {
    return verify(digest, message, createPublicKey(key), sign(digest, message, key));
  } catch {
    return false;
  }
}
