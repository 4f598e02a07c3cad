import { Encrypt } from '../../../generated/kms.ts';
import { prepareManagedKey } from '../aws-managed.ts';
import { cryptoKeys } from '../condition-keys.ts';
import { assertNoDryRun, encryptionAlgorithm, encrypt as seal, withKey } from '../cryptography.ts';
import { assertUsable } from '../key.ts';
import { recordUse } from '../last-usage.ts';
import { operation } from '../parts.ts';

export const encrypt = operation(Encrypt)
  .access(withKey('kms:Encrypt', cryptoKeys))
  .prepare(prepareManagedKey(({ KeyId }) => KeyId, 'use'))
  .readOnly()
  .handle(async (call) => {
    const { input, resource: key, error } = call;
    assertUsable(key, error);
    const algorithm = encryptionAlgorithm(key, input.EncryptionAlgorithm, 'Encrypt', error);
    assertNoDryRun(input.DryRun, error);
    const plain = { plaintext: input.Plaintext, algorithm, context: input.EncryptionContext };
    const { blob } = await seal(call, key, plain, error);
    return {
      output: { CiphertextBlob: blob, KeyId: key.arn, EncryptionAlgorithm: algorithm },
      changes: await recordUse(call, 'Encrypt', key),
    };
  });
