/**
 * Import parameters: a public key to wrap material with, and a token that brings the private key back.
 *
 * The token carries it, sealed under the keyring and bound to the key that it is for. So nothing is
 * stored, nothing is to be cleaned up, and every server can unwrap what another one gave the
 * parameters for. Whoever holds a token holds the material that he wrapped for it anyway.
 */
import { HOUR, type Instant } from '../../base/clock.ts';
import { asBuffer } from '../../base/bytes.ts';
import { generateWrappingPair } from '../../crypto/key-wrap.ts';
import type { Keyring } from '../../crypto/keyring.ts';
import type { GetParametersForImportRequest } from '../../generated/kms.types.ts';

/** The algorithms that wrap material, and the keys that they work with. */
export type WrappingAlgorithm = keyof typeof WRAPPINGS;
export type WrappingKeySpec = keyof typeof WRAPPING_BITS;

export const WRAPPINGS = {
  RSAES_OAEP_SHA_1: { hash: 'sha1', hybrid: false },
  RSAES_OAEP_SHA_256: { hash: 'sha256', hybrid: false },
  RSA_AES_KEY_WRAP_SHA_1: { hash: 'sha1', hybrid: true },
  RSA_AES_KEY_WRAP_SHA_256: { hash: 'sha256', hybrid: true },
} as const satisfies {
  readonly [A in GetParametersForImportRequest['WrappingAlgorithm']]?: object;
};

export const WRAPPING_BITS = { RSA_2048: 2048, RSA_3072: 3072, RSA_4096: 4096 } as const;

/** What GetParametersForImport hands out. */
export interface ImportParameters {
  readonly publicKey: Uint8Array;
  readonly token: Uint8Array;
  readonly validTo: Instant;
}

/** How long parameters are good for. */
const VALID = 24 * HOUR;

/** A wrapping key of its own for one import, or for several within a day. */
export async function makeImportParameters(
  keyring: Keyring,
  keyArn: string,
  wish: { readonly algorithm: WrappingAlgorithm; readonly spec: WrappingKeySpec },
  now: Instant,
): Promise<ImportParameters> {
  const { publicKey, privateKey } = await generateWrappingPair(WRAPPING_BITS[wish.spec]);
  const validTo = now + VALID;
  const token = new Uint8Array(HEADER_BYTES + privateKey.length);
  token[0] = ALGORITHMS.indexOf(wish.algorithm);
  asBuffer(token).writeUIntBE(validTo, 1, 6);
  token.set(privateKey, HEADER_BYTES);
  privateKey.fill(0);
  const sealed = keyring.seal('import-token', keyArn, token);
  token.fill(0);
  return { publicKey, token: sealed, validTo };
}

/** What a token brings back. */
export interface ImportToken {
  readonly algorithm: WrappingAlgorithm;
  /** PKCS #8, DER. Whoever has used it wipes it. */
  readonly privateKey: Uint8Array;
  readonly validTo: Instant;
}

/** A token opened, or undefined where it is forged or another key's. */
export function openImportToken(
  keyring: Keyring,
  keyArn: string,
  sealed: Uint8Array,
): ImportToken | undefined {
  const token = keyring.open('import-token', keyArn, sealed);
  if (!token) return undefined;
  return {
    algorithm: ALGORITHMS[token[0]!]!,
    validTo: asBuffer(token).readUIntBE(1, 6),
    privateKey: token.subarray(HEADER_BYTES),
  };
}

// Their order is part of the tokens that are out there for a day.
const ALGORITHMS = Object.keys(WRAPPINGS) as readonly WrappingAlgorithm[];
const HEADER_BYTES = 7;
