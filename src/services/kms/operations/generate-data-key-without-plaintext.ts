import { GenerateDataKeyWithoutPlaintext } from '../../../generated/kms.ts';
import { prepareManagedKey } from '../aws-managed.ts';
import { cryptoKeys } from '../condition-keys.ts';
import { assertNoDryRun, encrypt, encryptionAlgorithm, withKey } from '../cryptography.ts';
import { dataKeyBytes } from '../data-key.ts';
import { assertUsable } from '../key.ts';
import { recordUse } from '../last-usage.ts';
import { operation } from '../parts.ts';

export const generateDataKeyWithoutPlaintext = operation(GenerateDataKeyWithoutPlaintext)
  .access(withKey('kms:GenerateDataKeyWithoutPlaintext', cryptoKeys))
  .prepare(prepareManagedKey(({ KeyId }) => KeyId, 'use'))
  .readOnly()
  .handle(async (call) => {
    const { input, resource: key, random, error } = call;
    const length = dataKeyBytes(input, error);
    assertUsable(key, error);
    const algorithm = encryptionAlgorithm(key, undefined, 'GenerateDataKeyWithoutPlaintext', error);
    assertNoDryRun(input.DryRun, error);
    const plaintext = random.bytes(length);
    const plain = { plaintext, algorithm, context: input.EncryptionContext };
    const { blob, materialId } = await encrypt(call, key, plain, error);
    plaintext.fill(0);
    return {
      output: { CiphertextBlob: blob, KeyId: key.arn, KeyMaterialId: materialId },
      changes: await recordUse(call, 'GenerateDataKeyWithoutPlaintext', key),
    };
  });
