/** ML-DSA over messages (FIPS 204, pure, with an empty context) by OpenSSL. For the external mu see ml-dsa-mu.ts. */
import { type KeyObject, sign, verify } from 'node:crypto';
import { inPool } from './in-turn.ts';

/** Signs a message, in OpenSSL's threads: it tries again and again until a signature is short enough. */
export const signMlDsa = (key: KeyObject, message: Uint8Array): Promise<Uint8Array> =>
  inPool(
    () =>
      new Promise((resolve, reject) => {
        sign(null, message, key, (error, made) => (error ? reject(error) : resolve(made)));
      }),
  );

/** Whether a signature is of this message. */
export const verifyMlDsa = (
  key: KeyObject,
  message: Uint8Array,
  signature: Uint8Array,
): Promise<boolean> =>
  inPool(
    () =>
      new Promise((resolve, reject) => {
        verify(null, message, key, signature, (error, valid) =>
          error ? reject(error) : resolve(valid),
        );
      }),
  );
