/**
 * Ed25519ph (RFC 8032, 5.1) over a SHA-512 digest that was made elsewhere; its context is empty. OpenSSL
 * has it and Node does not offer it, so this is JavaScript, slow, and called through slow.ts.
 */
import { hash, type KeyObject } from 'node:crypto';
import { eddsa } from '@noble/curves/abstract/edwards.js';
import { ed25519 } from '@noble/curves/ed25519.js';

/** Signs a digest. */
export function signEd25519Digest(key: KeyObject, digest: Uint8Array): Uint8Array {
  const secret = Buffer.from(key.export({ format: 'jwk' }).d!, 'base64url');
  const signature = ed25519ph.sign(digest, secret);
  secret.fill(0);
  return signature;
}

/** Whether a signature is of this digest. */
export function verifyEd25519Digest(
  key: KeyObject,
  digest: Uint8Array,
  signature: Uint8Array,
): boolean {
  const point = Buffer.from(key.export({ format: 'jwk' }).x!, 'base64url');
  try {
    return ed25519ph.verify(signature, digest, point);
  } catch {
    // No signature at all: another length.
    return false;
  }
}

// dom2 with its flag set and no context.
const DOMAIN = Buffer.from('SigEd25519 no Ed25519 collisions\x01\x00', 'latin1');

const sha512 = (message: Uint8Array): Uint8Array<ArrayBuffer> =>
  new Uint8Array(hash('sha512', message, 'buffer'));

const ed25519ph = eddsa(ed25519.Point, sha512, {
  domain: (data: Uint8Array) => new Uint8Array(Buffer.concat([DOMAIN, data])),
  prehash: (digest: Uint8Array) => new Uint8Array(digest),
  // As OpenSSL judges, and not as blockchains do.
  zip215: false,
  adjustScalarBytes: (secret: Uint8Array) => {
    const bytes = new Uint8Array(secret);
    bytes[0]! &= 248;
    bytes[31]! &= 127;
    bytes[31]! |= 64;
    return bytes;
  },
});
