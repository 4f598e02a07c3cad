import { GetParametersForImport } from '../../../generated/kms.ts';
import type { GetParametersForImportRequest } from '../../../generated/kms.types.ts';
import type { AwsError } from '../../../model/model.ts';
import { ownKey } from '../administration.ts';
import { wrappingKeys } from '../condition-keys.ts';
import { assertTakesImports } from '../import.ts';
import {
  makeImportParameters,
  WRAPPING_BITS,
  type WrappingAlgorithm,
  type WrappingKeySpec,
  WRAPPINGS,
} from '../import-token.ts';
import { assertNotDeleting } from '../key.ts';
import { type KeySpec, materialOf } from '../key-spec.ts';
import { operation } from '../parts.ts';

export const getParametersForImport = operation(GetParametersForImport)
  .access({ ...ownKey('kms:GetParametersForImport'), keys: wrappingKeys })
  .handle(async ({ input, resource: key, parts, now, error }) => {
    assertTakesImports(key, error);
    assertNotDeleting(key, error);
    const wish = wishOf(input, key.row.spec, error);
    const made = await makeImportParameters(parts.keyring, key.arn, wish, now);
    return {
      output: {
        KeyId: key.arn,
        ImportToken: made.token,
        PublicKey: made.publicKey,
        ParametersValidTo: made.validTo,
      },
    };
  });

type Refuse = (
  code: 'ValidationException' | 'UnsupportedOperationException',
  message: string,
) => AwsError;

/** The algorithm and its key must suit each other and what is to be wrapped. */
function wishOf(
  { WrappingAlgorithm: algorithm, WrappingKeySpec: spec }: GetParametersForImportRequest,
  keySpec: KeySpec,
  error: Refuse,
): { readonly algorithm: WrappingAlgorithm; readonly spec: WrappingKeySpec } {
  if (!isServed(algorithm) || !(spec in WRAPPING_BITS)) {
    // AWS gave PKCS #1 v1.5 up on October 10, 2023; SM2 is China's.
    throw error(
      'UnsupportedOperationException',
      `WrappingAlgorithm ${algorithm} with WrappingKeySpec ${spec} is not supported.`,
    );
  }
  if (!suits(algorithm, spec as WrappingKeySpec, keySpec)) {
    throw error(
      'ValidationException',
      `Wrapping algorithm ${algorithm} and wrapping key spec ${spec} cannot be used to import a ${keySpec} key.`,
    );
  }
  return { algorithm, spec: spec as WrappingKeySpec };
}

const isServed = (
  algorithm: GetParametersForImportRequest['WrappingAlgorithm'],
): algorithm is WrappingAlgorithm => algorithm in WRAPPINGS;

/** Secret bytes go into an RSA block as they are, RSA's private keys never do, and P-521's need a large one. */
function suits(algorithm: WrappingAlgorithm, spec: WrappingKeySpec, keySpec: KeySpec): boolean {
  const { hybrid } = WRAPPINGS[algorithm];
  if (materialOf(keySpec).kind !== 'pair') return !hybrid;
  if (hybrid) return true;
  return !keySpec.startsWith('RSA_') && !(keySpec === 'ECC_NIST_P521' && spec === 'RSA_2048');
}
