import { Sign } from '../../../generated/kms.ts';
import { signingKeys } from '../condition-keys.ts';
import { assertAlgorithm, assertNoDryRun, assertUsage, withKey } from '../cryptography.ts';
import { assertUsable, readMaterial } from '../key.ts';
import { recordUse } from '../last-usage.ts';
import { operation } from '../parts.ts';
import { formOf } from '../signing.ts';

export const sign = operation(Sign)
  .access(withKey('kms:Sign', signingKeys))
  .readOnly()
  .handle(async (call) => {
    const { input, resource: key, store, parts, random, error } = call;
    const { SigningAlgorithm, MessageType = 'RAW', Message } = input;
    assertUsable(key, error);
    assertUsage(key, 'SIGN_VERIFY', 'Sign', error);
    assertAlgorithm(key, SigningAlgorithm, error);
    const form = formOf(SigningAlgorithm, { type: MessageType, bytes: Message }, error);
    assertNoDryRun(input.DryRun, error);
    const material = await readMaterial(store, key);
    const Signature = await parts.vault.sign(key, material, form, Message, random);
    return {
      output: { KeyId: key.arn, Signature, SigningAlgorithm },
      changes: await recordUse(call, 'Sign', key),
    };
  });
