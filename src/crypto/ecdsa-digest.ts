/**
 * ECDSA over digests that were made elsewhere. Node offers no way to it: `sign(null, …)` hashes the
 * digest once more and says nothing. So this is JavaScript, slow, and called through slow.ts.
 */
import type { KeyObject } from 'node:crypto';
import { p256, p384, p521 } from '@noble/curves/nist.js';
import { secp256k1 } from '@noble/curves/secp256k1.js';
import type { Curve } from './key-pair.ts';

/** Signs a digest; the nonce follows from key and digest (RFC 6979). */
export function signEcdsaDigest(key: KeyObject, digest: Uint8Array): Uint8Array {
  const secret = Buffer.from(key.export({ format: 'jwk' }).d!, 'base64url');
  const signature = curveOf(key).sign(digest, secret, OPTIONS);
  secret.fill(0);
  return signature;
}

/** Whether a signature is of this digest. */
export function verifyEcdsaDigest(
  key: KeyObject,
  digest: Uint8Array,
  signature: Uint8Array,
): boolean {
  const { x, y } = key.export({ format: 'jwk' });
  const point = Buffer.concat([
    Buffer.of(4),
    Buffer.from(x!, 'base64url'),
    Buffer.from(y!, 'base64url'),
  ]);
  try {
    return curveOf(key).verify(signature, digest, point, OPTIONS);
  } catch {
    // No signature at all: no DER, or numbers out of range.
    return false;
  }
}

// OpenSSL takes and makes both halves of the curve's order alike; so must we.
const OPTIONS = { prehash: false, lowS: false, format: 'der' } as const;

const CURVES: { readonly [C in Curve]: typeof p256 } = {
  prime256v1: p256,
  secp384r1: p384,
  secp521r1: p521,
  secp256k1,
};

const curveOf = (key: KeyObject) => CURVES[key.asymmetricKeyDetails!.namedCurve as Curve];
