/** Wraps key material as its owner does, with nothing but OpenSSL's primitives. */
import {
  constants,
  createCipheriv,
  createPublicKey,
  publicEncrypt,
  randomBytes,
} from 'node:crypto';

export type OaepHash = 'sha1' | 'sha256';

/** RSA-OAEP alone, under a public key in DER. */
export function wrapOaep(publicKey: Uint8Array, hash: OaepHash, material: Uint8Array): Uint8Array {
  const key = createPublicKey({ key: Buffer.from(publicKey), format: 'der', type: 'spki' });
  return publicEncrypt(
    { key, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: hash },
    material,
  );
}

/** An AES-256 key under RSA-OAEP, and behind it the material under AES key wrap with padding. */
export function wrapHybrid(
  publicKey: Uint8Array,
  hash: OaepHash,
  material: Uint8Array,
  kek: Uint8Array = randomBytes(32),
): Uint8Array {
  const cipher = createCipheriv('id-aes256-wrap-pad', kek, Buffer.from('a65959a6', 'hex'));
  return Buffer.concat([wrapOaep(publicKey, hash, kek), cipher.update(material), cipher.final()]);
}
