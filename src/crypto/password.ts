import { argon2 } from 'node:crypto';
import { utf8 } from '../base/bytes.ts';
import { sameBytes } from './constant-time.ts';

/** How costly a guess is: the first choice of OWASP's Password Storage Cheat Sheet. */
export const PASSWORD_COST = { memory: 47_104, passes: 1, parallelism: 1 };

/** What a hash was made with; kept beside it, so that newer ones may cost more. */
export interface PasswordCost {
  /** KiB. */
  readonly memory: number;
  readonly passes: number;
  readonly parallelism: number;
}

let last: Promise<unknown> = Promise.resolve();

/**
 * Argon2id over a password, 32 bytes.
 *
 * One at a time: each takes 46 MiB and a tenth of a second, and who floods us with guesses shall
 * not take the machine's memory with them.
 */
export function hashPassword(
  password: string,
  salt: Uint8Array,
  cost: PasswordCost = PASSWORD_COST,
): Promise<Uint8Array> {
  const hashed = last.then(() => derive(password, salt, cost));
  last = hashed.catch(() => undefined);
  return hashed;
}

/** Whether a hash is among those that are kept; how long it takes does not tell which. */
export const isAmong = (hash: Uint8Array, kept: readonly Uint8Array[]): boolean =>
  kept.filter((one) => sameBytes(one, hash)).length > 0;

/** A salt has this many bytes. */
export const SALT_BYTES = 16;

function derive(password: string, nonce: Uint8Array, cost: PasswordCost): Promise<Uint8Array> {
  const { promise, resolve, reject } = Promise.withResolvers<Uint8Array>();
  const message = utf8(password);
  argon2('argon2id', { message, nonce, tagLength: 32, ...cost }, (error, derived) => {
    message.fill(0);
    if (error) reject(error);
    else resolve(new Uint8Array(derived));
  });
  return promise;
}
