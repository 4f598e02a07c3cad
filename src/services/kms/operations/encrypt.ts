import { Encrypt } from '../../../generated/kms.ts';
import { prepareManagedKey } from '../aws-managed.ts';
import { assertNoDryRun, assertSymmetric, encrypt as seal, withKey } from '../cryptography.ts';
import { assertUsable } from '../key.ts';
import { operation } from '../parts.ts';

export const encrypt = operation(Encrypt)
  .access(withKey('kms:Encrypt'))
  .prepare(prepareManagedKey(({ KeyId }) => KeyId, 'use'))
  .readOnly()
  .handle(async (call) => {
    const { input, resource: key, error } = call;
    assertUsable(key, error);
    assertSymmetric(key, input.EncryptionAlgorithm, error);
    assertNoDryRun(input.DryRun, error);
    const { blob } = await seal(call, key, input.Plaintext, input.EncryptionContext);
    return {
      output: { CiphertextBlob: blob, KeyId: key.arn, EncryptionAlgorithm: 'SYMMETRIC_DEFAULT' },
    };
  });
