/** Public keys of FIDO security keys. */
import { createPublicKey, type KeyObject } from 'node:crypto';
import { base64 } from '../base/bytes.ts';

/** What a security key signs with, by the names that WebAuthn's algorithms have. */
export type SecurityKeyAlgorithm = 'ES256' | 'ES384' | 'RS256' | 'EdDSA';

/** A public key as rows keep it. */
export interface SecurityKey {
  readonly algorithm: SecurityKeyAlgorithm;
  /** SubjectPublicKeyInfo in base64. */
  readonly publicKey: string;
}

/** Reads a public key in PEM; undefined where it is none, or not of a kind that security keys have. */
export function readSecurityKey(pem: string): SecurityKey | undefined {
  // createPublicKey would take a private key as well, and a security key never gives that away.
  if (!pem.startsWith('-----BEGIN PUBLIC KEY-----')) return undefined;
  let key: KeyObject;
  try {
    key = createPublicKey(pem);
  } catch {
    return undefined;
  }
  const algorithm = algorithmOf(key);
  if (!algorithm) return undefined;
  return { algorithm, publicKey: base64(key.export({ format: 'der', type: 'spki' })) };
}

function algorithmOf(key: KeyObject): SecurityKeyAlgorithm | undefined {
  const { modulusLength = 0, namedCurve } = key.asymmetricKeyDetails ?? {};
  if (namedCurve === 'prime256v1') return 'ES256';
  if (namedCurve === 'secp384r1') return 'ES384';
  if (key.asymmetricKeyType === 'rsa' && modulusLength >= 2048) return 'RS256';
  return key.asymmetricKeyType === 'ed25519' ? 'EdDSA' : undefined;
}
