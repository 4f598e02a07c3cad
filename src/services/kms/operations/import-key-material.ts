import { DAY, type Instant } from '../../../base/clock.ts';
import { isWrappedSize, unwrapKey } from '../../../crypto/key-wrap.ts';
import { ImportKeyMaterial } from '../../../generated/kms.ts';
import type { ImportKeyMaterialRequest } from '../../../generated/kms.types.ts';
import type { AwsError } from '../../../model/model.ts';
import { ownKey } from '../administration.ts';
import { importKeys } from '../condition-keys.ts';
import { assertTakesImports, importMaterial } from '../import.ts';
import { openImportToken, WRAPPINGS } from '../import-token.ts';
import { assertNotDeleting, type Key } from '../key.ts';
import { operation, type Tools } from '../parts.ts';
import type { NewMaterial } from '../tables.ts';

const LONGEST = 365 * DAY;

export const importKeyMaterial = operation(ImportKeyMaterial)
  .access({ ...ownKey('kms:ImportKeyMaterial'), keys: importKeys })
  .handle(async (call) => {
    const { input, resource: key, parts, now, error } = call;
    assertTakesImports(key, error);
    assertNotDeleting(key, error);
    const validTo = validToOf(input, now, error);
    const isSymmetric = key.row.spec === 'SYMMETRIC_DEFAULT';
    if (!isSymmetric) assertOneMaterial(input, error);
    const given = await unwrapped(parts, key, input, now, error);
    const changes = await importMaterial(
      call,
      key.row,
      {
        given,
        type: input.ImportType,
        materialId: input.KeyMaterialId,
        description: input.KeyMaterialDescription,
        validTo,
      },
      error,
    );
    return {
      output: { KeyId: key.arn, ...(isSymmetric && { KeyMaterialId: given.id }) },
      changes,
    };
  });

/** The material, out of its wrapping and sealed for its key; in the open it is seen nowhere else. */
async function unwrapped(
  { keyring, vault }: Tools,
  key: Key,
  { ImportToken, EncryptedKeyMaterial }: ImportKeyMaterialRequest,
  now: Instant,
  error: (
    code:
      | 'InvalidImportTokenException'
      | 'ExpiredImportTokenException'
      | 'InvalidCiphertextException'
      | 'IncorrectKeyMaterialException'
      | 'ValidationException',
    message: string,
  ) => AwsError,
): Promise<NewMaterial> {
  const token = openImportToken(keyring, key.arn, ImportToken);
  if (!token) throw error('InvalidImportTokenException', FOREIGN_TOKEN);
  if (token.validTo <= now) throw error('ExpiredImportTokenException', OLD_TOKEN);
  const { privateKey } = token;
  const wrapping = WRAPPINGS[token.algorithm];
  const isSize = isWrappedSize(privateKey, wrapping, EncryptedKeyMaterial.length);
  const bytes = isSize && (await unwrapKey(privateKey, wrapping, EncryptedKeyMaterial));
  privateKey.fill(0);
  if (!isSize) throw error('ValidationException', WRONG_SIZE);
  if (!bytes) throw error('InvalidCiphertextException', '');
  const material = await vault.accept(key.row.spec, key.arn, bytes);
  bytes.fill(0);
  if (!material) throw error('IncorrectKeyMaterialException', notFor(key.row.spec));
  return material;
}

/** When the material expires; null for never. */
function validToOf(
  { ExpirationModel, ValidTo }: ImportKeyMaterialRequest,
  now: Instant,
  error: (code: 'ValidationException', message: string) => AwsError,
): Instant | null {
  if (ExpirationModel === 'KEY_MATERIAL_DOES_NOT_EXPIRE') {
    if (ValidTo !== undefined) throw error('ValidationException', NEEDLESS_DATE);
    return null;
  }
  if (ValidTo === undefined) throw error('ValidationException', NO_DATE);
  if (ValidTo <= now || ValidTo > now + LONGEST) throw error('ValidationException', WRONG_DATE);
  return ValidTo;
}

/** Keys that cannot rotate have one material, and there is nothing to be told about it. */
function assertOneMaterial(
  { ImportType, KeyMaterialId, KeyMaterialDescription }: ImportKeyMaterialRequest,
  error: (code: 'ValidationException', message: string) => AwsError,
): void {
  const told = { ImportType, KeyMaterialId, KeyMaterialDescription };
  for (const [name, value] of Object.entries(told)) {
    if (value !== undefined) {
      throw error(
        'ValidationException',
        `${name} can only be specified for symmetric encryption KMS keys.`,
      );
    }
  }
}

const FOREIGN_TOKEN = 'The import token is invalid or is associated with a different KMS key.';
const WRONG_SIZE = 'Invalid encrypted key size.';
const OLD_TOKEN = 'The import token is expired.';
const NO_DATE = 'A validTo date must be set if the ExpirationModel is KEY_MATERIAL_EXPIRES';
const NEEDLESS_DATE =
  'A validTo date must not be set if the ExpirationModel is KEY_MATERIAL_DOES_NOT_EXPIRE';
const WRONG_DATE = 'The validTo date must be in the future, and at most 365 days from now';
const notFor = (spec: string): string =>
  `The key material in the request is not valid for KeySpec ${spec}.`;
