import { GenerateDataKeyPairWithoutPlaintext } from '../../../generated/kms.ts';
import { prepareManagedKey } from '../aws-managed.ts';
import { dataKeyPairKeys } from '../condition-keys.ts';
import { withKey } from '../cryptography.ts';
import { makeDataKeyPair } from '../data-key-pair.ts';
import { recordUse } from '../last-usage.ts';
import { operation } from '../parts.ts';

export const generateDataKeyPairWithoutPlaintext = operation(GenerateDataKeyPairWithoutPlaintext)
  .access(withKey('kms:GenerateDataKeyPairWithoutPlaintext', dataKeyPairKeys))
  .prepare(prepareManagedKey(({ KeyId }) => KeyId, 'use'))
  .readOnly()
  .handle(async (call) => {
    const { input, resource: key, error } = call;
    const operation = 'GenerateDataKeyPairWithoutPlaintext';
    const made = await makeDataKeyPair(call, key, operation, input, error);
    made.privateKey.fill(0);
    return {
      output: {
        PrivateKeyCiphertextBlob: made.sealed,
        PublicKey: made.publicKey,
        KeyId: key.arn,
        KeyPairSpec: input.KeyPairSpec,
        KeyMaterialId: made.materialId,
      },
      changes: await recordUse(call, 'GenerateDataKeyPairWithoutPlaintext', key),
    };
  });
