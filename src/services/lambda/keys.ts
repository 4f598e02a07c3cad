/** The KMS key of a function's variables: its owner seals under it, its role opens. */
import { CreateGrant, Decrypt, Encrypt, RetireGrant } from '../../generated/kms.ts';
import { AwsError, type OperationModel } from '../../model/model.ts';
import { serviceCaller } from '../../operation/caller.ts';
import type { KeyWork, SealWork } from './environment.ts';
import { type AskAs, LAMBDA } from './role.ts';
import type { VersionRow } from './tables.ts';

/** Asks an operation on somebody's behalf. */
export type Ask = <I, O, E extends string>(model: OperationModel<I, O, E>, input: I) => Promise<O>;

/** Seals under a key, for whoever asks, and lets the function's role open what is sealed. */
export const encryptWith =
  (ask: Ask, KeyId: string, role: string): SealWork =>
  async (Plaintext, EncryptionContext) => {
    const { CiphertextBlob } = await ask(Encrypt, { KeyId, Plaintext, EncryptionContext });
    // With a name, and all else the same, it is the same grant each time.
    const { GrantId } = await ask(CreateGrant, {
      KeyId,
      Name: 'aws-lambda-environment',
      GranteePrincipal: role,
      // Lambda itself: who deletes a function need have no say about the key.
      RetiringServicePrincipal: LAMBDA,
      Operations: ['Decrypt'],
      Constraints: { EncryptionContextEquals: EncryptionContext },
    });
    return { sealed: CiphertextBlob!, grant: GrantId! };
  };

/** Takes back the grants of versions that go, as far as none that stays has them. */
export async function retireGrants(
  of: { readonly arn: string; readonly account: string },
  gone: readonly VersionRow[],
  staying: readonly VersionRow[],
  askAs: AskAs,
): Promise<void> {
  const kept = new Set(staying.map(({ env_grant }) => env_grant));
  const over = new Map(gone.map(({ env_grant, kms_key }) => [env_grant, kms_key]));
  for (const [GrantId, KeyId] of over) {
    if (GrantId === '' || kept.has(GrantId)) continue;
    await askAs(serviceCaller(LAMBDA, of), RetireGrant, { KeyId, GrantId }).catch(
      (cause: unknown) => {
        // It was revoked, or its key is gone: then there is nothing left to take back.
        if (!(cause instanceof AwsError)) throw cause;
      },
    );
  }
}

/** Opens what lies under a key, for whoever asks. */
export const decryptWith =
  (ask: Ask): KeyWork =>
  async (CiphertextBlob, EncryptionContext) =>
    (await ask(Decrypt, { CiphertextBlob, EncryptionContext })).Plaintext!;
