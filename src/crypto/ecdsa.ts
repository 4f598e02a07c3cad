/** ECDSA over messages (FIPS 186-5) by OpenSSL; signatures are in DER. For digests see ecdsa-digest.ts. */
import { type KeyObject, sign, verify } from 'node:crypto';
import { inPool } from './in-turn.ts';

export type EcdsaHash = 'sha256' | 'sha384' | 'sha512';

/** Signs a message. */
export async function signEcdsa(
  key: KeyObject,
  hash: EcdsaHash,
  message: Uint8Array,
): Promise<Uint8Array> {
  if (isQuick(key)) return sign(hash, message, key);
  return inPool(
    () =>
      new Promise((resolve, reject) => {
        sign(hash, message, key, (error, made) => (error ? reject(error) : resolve(made)));
      }),
  );
}

/** Whether a signature is of this message. */
export async function verifyEcdsa(
  key: KeyObject,
  hash: EcdsaHash,
  message: Uint8Array,
  signature: Uint8Array,
): Promise<boolean> {
  if (isQuick(key)) return verify(hash, message, key, signature);
  return inPool(
    () =>
      new Promise((resolve, reject) => {
        verify(hash, message, key, signature, (error, valid) =>
          error ? reject(error) : resolve(valid),
        );
      }),
  );
}

/**
 * OpenSSL has assembly for P-256: 40 µs to sign, less than a thread costs to be asked. The other curves
 * take half a millisecond and more, and go to its threads.
 */
const isQuick = (key: KeyObject): boolean => key.asymmetricKeyDetails?.namedCurve === 'prime256v1';
