/** The KMS key of a function's variables: its owner seals under it, its role opens. */
import { CreateGrant, Decrypt, Encrypt } from '../../generated/kms.ts';
import type { OperationModel } from '../../model/model.ts';
import type { KeyWork } from './environment.ts';

/** Asks an operation on somebody's behalf. */
export type Ask = <I, O, E extends string>(model: OperationModel<I, O, E>, input: I) => Promise<O>;

/** Seals under a key, for whoever asks, and lets the function's role open what is sealed. */
export const encryptWith =
  (ask: Ask, KeyId: string, role: string): KeyWork =>
  async (Plaintext, EncryptionContext) => {
    const { CiphertextBlob } = await ask(Encrypt, { KeyId, Plaintext, EncryptionContext });
    // With a name, and all else the same, it is the same grant each time.
    await ask(CreateGrant, {
      KeyId,
      Name: 'aws-lambda-environment',
      GranteePrincipal: role,
      Operations: ['Decrypt'],
      Constraints: { EncryptionContextEquals: EncryptionContext },
    });
    return CiphertextBlob!;
  };

/** Opens what lies under a key, for whoever asks. */
export const decryptWith =
  (ask: Ask): KeyWork =>
  async (CiphertextBlob, EncryptionContext) =>
    (await ask(Decrypt, { CiphertextBlob, EncryptionContext })).Plaintext!;
