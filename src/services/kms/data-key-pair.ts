import { generatePair } from '../../crypto/key-pair.ts';
import type {
  GenerateDataKeyPairRequest,
  GenerateDataKeyPairWithoutPlaintextRequest,
} from '../../generated/kms.types.ts';
import type { AwsError } from '../../model/model.ts';
import { assertNoDryRun, encrypt, encryptionAlgorithm, type Using } from './cryptography.ts';
import { assertUsable } from './key.ts';
import { materialOf, SM2_REFUSAL } from './key-spec.ts';
import type { Sealing } from './vault.ts';

/** A pair for use outside; whoever does not give its private half away wipes it. */
export interface DataKeyPair {
  readonly privateKey: Uint8Array;
  readonly publicKey: Uint8Array;
  readonly sealed: Uint8Array;
  readonly materialId: string | undefined;
}

/** A new pair, and its private half sealed under a key. */
export async function makeDataKeyPair(
  using: Using,
  key: Sealing,
  operation: 'GenerateDataKeyPair' | 'GenerateDataKeyPairWithoutPlaintext',
  input: GenerateDataKeyPairRequest | GenerateDataKeyPairWithoutPlaintextRequest,
  error: (
    code:
      | 'DisabledException'
      | 'DryRunOperationException'
      | 'InvalidKeyUsageException'
      | 'KMSInvalidStateException'
      | 'UnsupportedOperationException'
      | 'ValidationException',
    message: string,
  ) => AwsError,
): Promise<DataKeyPair> {
  assertUsable(key, error);
  const algorithm = encryptionAlgorithm(key, undefined, operation, error);
  if (key.row.custom_key_store !== null)
    throw error('UnsupportedOperationException', NO_PAIRS_OUTSIDE);
  if (input.KeyPairSpec === 'SM2') throw error('UnsupportedOperationException', SM2_REFUSAL);
  assertNoDryRun(input.DryRun, error);
  const material = materialOf(input.KeyPairSpec);
  if (material.kind !== 'pair') throw new Error(`${input.KeyPairSpec} is no pair`);
  const { privateKey, publicKey } = await generatePair(material.pair);
  const plain = { plaintext: privateKey, algorithm, context: input.EncryptionContext };
  const { blob, materialId } = await encrypt(using, key, plain, error);
  return { privateKey, publicKey, sealed: blob, materialId };
}

const NO_PAIRS_OUTSIDE =
  'You cannot use a KMS key in a custom key store to encrypt a data key pair.';
