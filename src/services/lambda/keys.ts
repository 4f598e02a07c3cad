/** The KMS key of a function's variables: its owner seals under it, its role opens. */
import { Decrypt, Encrypt } from '../../generated/kms.ts';
import type { OperationModel } from '../../model/model.ts';
import type { KeyWork } from './environment.ts';

/** Asks an operation on somebody's behalf. */
export type Ask = <I, O, E extends string>(model: OperationModel<I, O, E>, input: I) => Promise<O>;

/** Seals under a key, for whoever asks. */
export const encryptWith =
  (ask: Ask, KeyId: string): KeyWork =>
  async (Plaintext, EncryptionContext) =>
    (await ask(Encrypt, { KeyId, Plaintext, EncryptionContext })).CiphertextBlob!;

/** Opens what lies under a key, for whoever asks. */
export const decryptWith =
  (ask: Ask): KeyWork =>
  async (CiphertextBlob, EncryptionContext) =>
    (await ask(Decrypt, { CiphertextBlob, EncryptionContext })).Plaintext!;
