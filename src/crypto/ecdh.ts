/** ECDH (NIST SP 800-56A): the x-coordinate that two pairs agree on, with nothing derived from it. */
import { diffieHellman, type KeyObject } from 'node:crypto';
import { inPool } from './in-turn.ts';

/** The shared secret, computed in OpenSSL's threads. Both keys must be of one curve. */
export const agree = (privateKey: KeyObject, publicKey: KeyObject): Promise<Uint8Array> =>
  inPool(
    () =>
      new Promise((resolve, reject) => {
        diffieHellman({ privateKey, publicKey }, (error, secret) =>
          error ? reject(error) : resolve(secret),
        );
      }),
  );
