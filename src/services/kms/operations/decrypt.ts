import { Decrypt } from '../../../generated/kms.ts';
import { cryptoKeys } from '../condition-keys.ts';
import {
  assertNoDryRun,
  assertNoRecipient,
  encryptionAlgorithm,
  findSourceKey,
  isBlobless,
  decrypt as open,
} from '../cryptography.ts';
import { assertUsable } from '../key.ts';
import { recordUse } from '../last-usage.ts';
import { operation } from '../parts.ts';

export const decrypt = operation(Decrypt)
  .access({
    action: 'kms:Decrypt',
    on: (input, asking) =>
      findSourceKey(asking, {
        action: 'kms:Decrypt',
        blob: input.CiphertextBlob,
        keyId: input.KeyId,
        grantTokens: input.GrantTokens,
        blobless: isBlobless(input),
      }),
    keys: cryptoKeys,
  })
  .readOnly()
  .handle(async (call) => {
    const { input, resource: key, error } = call;
    assertUsable(key, error);
    const algorithm = encryptionAlgorithm(key, input.EncryptionAlgorithm, 'Decrypt', error);
    assertNoRecipient(input.Recipient, error);
    if (isBlobless(input)) assertNoDryRun(true, error);
    const sealed = { blob: input.CiphertextBlob!, algorithm, context: input.EncryptionContext };
    const { plaintext, materialId } = await open(call, key, sealed, error);
    assertNoDryRun(input.DryRun, error);
    return {
      output: {
        KeyId: key.arn,
        Plaintext: plaintext,
        EncryptionAlgorithm: algorithm,
        KeyMaterialId: materialId,
      },
      changes: await recordUse(call, 'Decrypt', key),
    };
  });
