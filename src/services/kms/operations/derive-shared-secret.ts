import { isOfKind, parsePublicKey } from '../../../crypto/key-pair.ts';
import { DeriveSharedSecret } from '../../../generated/kms.ts';
import { keyAgreementKeys } from '../condition-keys.ts';
import {
  assertAlgorithm,
  assertNoDryRun,
  assertNoRecipient,
  assertUsage,
  withKey,
} from '../cryptography.ts';
import { assertUsable, readMaterial } from '../key.ts';
import { materialOf } from '../key-spec.ts';
import { recordUse } from '../last-usage.ts';
import { operation } from '../parts.ts';

export const deriveSharedSecret = operation(DeriveSharedSecret)
  .access(withKey('kms:DeriveSharedSecret', keyAgreementKeys))
  .readOnly()
  .handle(async (call) => {
    const { input, resource: key, store, parts, error } = call;
    const { KeyAgreementAlgorithm, PublicKey } = input;
    assertUsable(key, error);
    assertUsage(key, 'KEY_AGREEMENT', 'DeriveSharedSecret', error);
    assertAlgorithm(key, KeyAgreementAlgorithm, error);
    assertNoRecipient(input.Recipient, error);
    const made = materialOf(key.row.spec);
    const publicKey = parsePublicKey(PublicKey);
    if (!publicKey || made.kind !== 'pair' || !isOfKind(publicKey, made.pair)) {
      throw error('ValidationException', '');
    }
    assertNoDryRun(input.DryRun, error);
    const material = await readMaterial(store, key);
    return {
      output: {
        KeyId: key.arn,
        SharedSecret: await parts.vault.agree(key, material, publicKey),
        KeyAgreementAlgorithm,
        KeyOrigin: key.row.origin,
      },
      changes: await recordUse(call, 'DeriveSharedSecret', key),
    };
  });
