import type { MacHash } from '../../crypto/mac.ts';
import type { AwsError } from '../../model/model.ts';
import { assertAlgorithm, assertNoDryRun, assertUsage } from './cryptography.ts';
import { assertUsable, readMaterial } from './key.ts';
import type { MacAlgorithm } from './key-spec.ts';
import type { Using } from './cryptography.ts';
import type { Authenticating } from './vault.ts';

/** What a request says of the MAC that it wants made or checked. */
export interface MacInput {
  readonly MacAlgorithm: MacAlgorithm;
  readonly Message: Uint8Array;
  readonly DryRun?: boolean | undefined;
}

/** The MAC of a message under a key. */
export async function makeMac(
  { store, parts }: Using,
  key: Authenticating,
  operation: 'GenerateMac' | 'VerifyMac',
  { MacAlgorithm, Message, DryRun }: MacInput,
  error: (
    code:
      | 'DisabledException'
      | 'DryRunOperationException'
      | 'InvalidKeyUsageException'
      | 'KMSInvalidStateException',
    message: string,
  ) => AwsError,
): Promise<Uint8Array> {
  assertUsable(key, error);
  assertUsage(key, 'GENERATE_VERIFY_MAC', operation, error);
  assertAlgorithm(key, MacAlgorithm, error);
  assertNoDryRun(DryRun, error);
  return parts.vault.mac(key, await readMaterial(store, key), HASHES[MacAlgorithm], Message);
}

const HASHES: { readonly [A in MacAlgorithm]: MacHash } = {
  HMAC_SHA_224: 'sha224',
  HMAC_SHA_256: 'sha256',
  HMAC_SHA_384: 'sha384',
  HMAC_SHA_512: 'sha512',
};
