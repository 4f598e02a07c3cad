import { GenerateDataKeyPair } from '../../../generated/kms.ts';
import { prepareManagedKey } from '../aws-managed.ts';
import { dataKeyPairKeys } from '../condition-keys.ts';
import { assertNoRecipient, withKey } from '../cryptography.ts';
import { makeDataKeyPair } from '../data-key-pair.ts';
import { recordUse } from '../last-usage.ts';
import { operation } from '../parts.ts';

export const generateDataKeyPair = operation(GenerateDataKeyPair)
  .access(withKey('kms:GenerateDataKeyPair', dataKeyPairKeys))
  .prepare(prepareManagedKey(({ KeyId }) => KeyId, 'use'))
  .readOnly()
  .handle(async (call) => {
    const { input, resource: key, error } = call;
    assertNoRecipient(input.Recipient, error);
    const made = await makeDataKeyPair(call, key, 'GenerateDataKeyPair', input, error);
    return {
      output: {
        PrivateKeyCiphertextBlob: made.sealed,
        PrivateKeyPlaintext: made.privateKey,
        PublicKey: made.publicKey,
        KeyId: key.arn,
        KeyPairSpec: input.KeyPairSpec,
        KeyMaterialId: made.materialId,
      },
      changes: await recordUse(call, 'GenerateDataKeyPair', key),
    };
  });
