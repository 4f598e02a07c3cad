/** What blocks for long and has no asynchronous form in Node, by name. Runs in the threads of slow.ts. */
import { signEcdsaDigest, verifyEcdsaDigest } from './ecdsa-digest.ts';
import { signEd25519Digest, verifyEd25519Digest } from './ed25519-digest.ts';
import { signMlDsaMu, verifyMlDsaMu } from './ml-dsa-mu.ts';
import { decryptOaep, signRsaDigest } from './rsa.ts';
import { isSound } from './sound-pair.ts';

export const work = {
  decryptOaep,
  isSound,
  signEcdsaDigest,
  signEd25519Digest,
  signMlDsaMu,
  signRsaDigest,
  verifyEcdsaDigest,
  verifyEd25519Digest,
  verifyMlDsaMu,
} as const;

/** A call, as it is sent to a thread. */
export interface Asked {
  readonly id: number;
  readonly name: keyof typeof work;
  readonly given: readonly unknown[];
}

/** What came of it. */
export type Told =
  | { readonly id: number; readonly result: unknown }
  | { readonly id: number; readonly failure: string };
