/**
 * ML-DSA over a message representative mu that was made elsewhere (FIPS 204, algorithms 7 and 8 from
 * their lines 6 on). OpenSSL has it and Node does not offer it, so this is JavaScript, slow, and called
 * through slow.ts.
 */
import type { KeyObject } from 'node:crypto';
import { ml_dsa44, ml_dsa65, ml_dsa87 } from '@noble/post-quantum/ml-dsa.js';

export const MU_BYTES = 64;

/** Signs a mu; `entropy` (32 bytes) makes each signature another one. */
export function signMlDsaMu(key: KeyObject, mu: Uint8Array, entropy: Uint8Array): Uint8Array {
  const seed = Buffer.from(jwkOf(key).priv!, 'base64url');
  const algorithm = algorithmOf(key);
  const { secretKey } = algorithm.keygen(seed);
  const signature = algorithm.internal.sign(mu, secretKey, {
    externalMu: true,
    extraEntropy: entropy,
  });
  seed.fill(0);
  secretKey.fill(0);
  return signature;
}

/** Whether a signature is of this mu. */
export function verifyMlDsaMu(key: KeyObject, mu: Uint8Array, signature: Uint8Array): boolean {
  const publicKey = Buffer.from(jwkOf(key).pub!, 'base64url');
  return algorithmOf(key).internal.verify(signature, mu, publicKey, { externalMu: true });
}

// RFC 9964's members of an AKP key: `priv` is the seed.
const jwkOf = (key: KeyObject) =>
  key.export({ format: 'jwk' }) as { readonly priv?: string; readonly pub?: string };

const ALGORITHMS = { 'ml-dsa-44': ml_dsa44, 'ml-dsa-65': ml_dsa65, 'ml-dsa-87': ml_dsa87 };

const algorithmOf = (key: KeyObject) =>
  ALGORITHMS[key.asymmetricKeyType as keyof typeof ALGORITHMS];
