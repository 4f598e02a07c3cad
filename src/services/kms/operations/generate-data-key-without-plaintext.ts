import { GenerateDataKeyWithoutPlaintext } from '../../../generated/kms.ts';
import { prepareManagedKey } from '../aws-managed.ts';
import { assertNoDryRun, encrypt, withKey } from '../cryptography.ts';
import { dataKeyBytes } from '../data-key.ts';
import { assertUsable } from '../key.ts';
import { operation } from '../parts.ts';

export const generateDataKeyWithoutPlaintext = operation(GenerateDataKeyWithoutPlaintext)
  .access(withKey('kms:GenerateDataKeyWithoutPlaintext'))
  .prepare(prepareManagedKey(({ KeyId }) => KeyId, 'use'))
  .readOnly()
  .handle(async (call) => {
    const { input, resource: key, random, error } = call;
    const length = dataKeyBytes(input, error);
    assertUsable(key, error);
    assertNoDryRun(input.DryRun, error);
    const plaintext = random.bytes(length);
    const { blob, materialId } = await encrypt(call, key, plaintext, input.EncryptionContext);
    plaintext.fill(0);
    return { output: { CiphertextBlob: blob, KeyId: key.arn, KeyMaterialId: materialId } };
  });
