import { Verify } from '../../../generated/kms.ts';
import { signingKeys } from '../condition-keys.ts';
import { assertAlgorithm, assertNoDryRun, assertUsage, withKey } from '../cryptography.ts';
import { assertUsable, readMaterial } from '../key.ts';
import { recordUse } from '../last-usage.ts';
import { operation } from '../parts.ts';
import { publicKeyOf } from '../public-key.ts';
import { formOf } from '../signing.ts';

export const verify = operation(Verify)
  .access(withKey('kms:Verify', signingKeys))
  .readOnly()
  .handle(async (call) => {
    const { input, resource: key, store, error } = call;
    const { SigningAlgorithm, MessageType = 'RAW', Message, Signature } = input;
    assertUsable(key, error);
    assertUsage(key, 'SIGN_VERIFY', 'Verify', error);
    assertAlgorithm(key, SigningAlgorithm, error);
    const form = formOf(SigningAlgorithm, { type: MessageType, bytes: Message }, error);
    assertNoDryRun(input.DryRun, error);
    const publicKey = publicKeyOf(await readMaterial(store, key));
    if (!(await form.verify(publicKey, Message, Signature)))
      throw error('KMSInvalidSignatureException', '');
    return {
      output: { KeyId: key.arn, SignatureValid: true, SigningAlgorithm },
      changes: await recordUse(call, 'Verify', key),
    };
  });
