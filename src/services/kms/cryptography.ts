/** What the cryptographic operations share: their keys, their refusals, the way in and out of the vault. */
import { AwsError } from '../../model/model.ts';
import type { Asking, Missing } from '../../operation/operation.ts';
import type { Random } from '../../base/random.ts';
import type { Reader } from '../../store/store.ts';
import { VEILED } from '../../policy/access-denied.ts';
import { encryptOaep, oaepBytesMax } from '../../crypto/rsa.ts';
import { type Ciphertext, parseCiphertext } from './ciphertext.ts';
import type { KeysOf } from './condition-keys.ts';
import type { EncryptionContext } from './encryption-context.ts';
import { INVALID_INSIDE, openOutside, sealOutside, type UsingExternal } from './external-key.ts';
import { findByArn, findKey, type Key, readMaterial, withGrants } from './key.ts';
import { isMultiRegion, keyArn } from './key-id.ts';
import { algorithmsOf, type EncryptionAlgorithm, type KeyUsage } from './key-spec.ts';
import type { Tools } from './parts.ts';
import { publicKeyOf } from './public-key.ts';
import { selectMaterial } from './tables.ts';
import type { Opening, Sealing } from './vault.ts';

/** The access of an operation that uses the key of its `KeyId`. */
export const withKey = <const Action extends `kms:${string}`, Input>(
  action: Action,
  keys: KeysOf<Input>,
) => ({
  action,
  on: (input: KeyInput, asking: Asking) => findKey(asking, input.KeyId, input.GrantTokens),
  keys,
});

interface KeyInput {
  readonly KeyId: string;
  readonly GrantTokens?: readonly string[] | undefined;
}

/** What a request says of the ciphertext that it wants opened. */
export interface Source {
  readonly action: 'kms:Decrypt' | 'kms:ReEncryptFrom';
  readonly blob: Uint8Array | undefined;
  readonly keyId: string | undefined;
  readonly grantTokens: readonly string[] | undefined;
  /** A dry run that asks for permission alone needs no ciphertext. */
  readonly blobless: boolean;
}

/** The key that opens a ciphertext: the one that the request names, or the one that the ciphertext does. */
export async function findSourceKey(
  asking: Asking,
  { action, blob, keyId, grantTokens, blobless }: Source,
): Promise<Key | Missing<'NotFoundException' | 'AccessDeniedException'>> {
  if (!blob && !blobless) throw new AwsError('ValidationException', isNull('ciphertextBlob'));
  if (keyId !== undefined) return findKey(asking, keyId, grantTokens);
  if (!blob) throw new AwsError('ValidationException', isNull('keyId'));
  const ciphertext = parseCiphertext(blob);
  if (!ciphertext) throw new AwsError('InvalidCiphertextException', '');
  const { account, keyId: id } = ciphertext;
  // A multi-Region key has kin with the same material: the one of this Region opens it.
  const region = isMultiRegion(id) ? asking.request.region : ciphertext.region;
  const arn = keyArn(region, account, id);
  const found = await findByArn(asking.store, arn, account);
  if ('missing' in found || region !== asking.request.region) {
    return {
      missing: arn,
      account,
      veiled: VEILED_KEY,
      error: 'AccessDeniedException',
      message: notHere(asking, action),
    };
  }
  return withGrants(asking, veiled(found), grantTokens);
}

// Whom a ciphertext leads to a key is not told which one it is.
const VEILED_KEY = 'the resource associated with this ciphertext';
const veils = new WeakMap<Key, Key>();

function veiled(key: Key): Key {
  let known = veils.get(key);
  if (!known) veils.set(key, (known = { ...key, veiled: VEILED_KEY }));
  return known;
}

/** Whether a request is a dry run that asks for permission alone. */
export const isBlobless = (input: {
  readonly DryRun?: boolean | undefined;
  readonly DryRunModifiers?: readonly string[] | undefined;
}): boolean =>
  input.DryRun === true && (input.DryRunModifiers?.includes('IGNORE_CIPHERTEXT') ?? false);

/** What the vault works with, and what key stores elsewhere are told. */
export interface Using extends UsingExternal {
  readonly store: Reader;
  readonly parts: Tools;
  readonly random: Random;
}

/** A plaintext encrypted under a key. */
export interface Encrypted {
  readonly blob: Uint8Array;
  /** Of symmetric keys alone: the others have one material. */
  readonly materialId?: string;
}

/** What is encrypted, and how. */
export interface Encrypting {
  readonly plaintext: Uint8Array;
  readonly algorithm: EncryptionAlgorithm;
  readonly context: EncryptionContext | undefined;
}

/** A plaintext as a ciphertext under the current material of a key. */
export async function encrypt(
  using: Using,
  key: Sealing,
  { plaintext, algorithm, context }: Encrypting,
  error: (code: 'ValidationException' | 'KMSInvalidStateException', message: string) => AwsError,
): Promise<Encrypted> {
  const { store, parts, random } = using;
  const material = await readMaterial(store, key);
  if (algorithm === 'SYMMETRIC_DEFAULT') {
    const blob = parts.vault.seal(key, material, { plaintext, context }, random);
    if (key.row.custom_key_store === null) return { blob, materialId: material.id };
    return { blob: await sealOutside(using, key, parseCiphertext(blob)!, context, error) };
  }
  assertNoContext(context, error);
  const hash = OAEP_HASH[algorithm];
  const publicKey = publicKeyOf(material);
  const max = oaepBytesMax(publicKey, hash);
  if (plaintext.length > max) {
    throw error(
      'ValidationException',
      `Algorithm ${algorithm} and key spec ${key.row.spec} cannot encrypt data larger than ${max} bytes.`,
    );
  }
  return { blob: encryptOaep(publicKey, hash, plaintext) };
}

/** What is decrypted, and how. */
export interface Decrypting {
  readonly blob: Uint8Array;
  readonly algorithm: EncryptionAlgorithm;
  readonly context: EncryptionContext | undefined;
}

/** The plaintext of a blob, and which material opened it. */
export async function decrypt(
  using: Using,
  key: Opening,
  { blob, algorithm, context }: Decrypting,
  error: (
    code:
      | 'InvalidCiphertextException'
      | 'IncorrectKeyException'
      | 'KMSInvalidStateException'
      | 'ValidationException',
    message: string,
  ) => AwsError,
): Promise<{ readonly plaintext: Uint8Array; readonly materialId?: string }> {
  const { store, parts } = using;
  if (algorithm !== 'SYMMETRIC_DEFAULT') {
    assertNoContext(context, error);
    const material = await readMaterial(store, key);
    const plaintext = await parts.vault.openOaep(key, material, OAEP_HASH[algorithm], blob);
    if (!plaintext) throw error('InvalidCiphertextException', '');
    return { plaintext };
  }
  const ciphertext = parseCiphertext(blob);
  if (!ciphertext) throw error('InvalidCiphertextException', '');
  const { keyId, account, region, materialId } = ciphertext;
  const isHere = region === key.region || isMultiRegion(keyId);
  if (keyId !== key.id || account !== key.account || !isHere) {
    throw error('IncorrectKeyException', INCORRECT_KEY);
  }
  if (key.row.custom_key_store !== null)
    return { plaintext: await decryptOutside(using, key, ciphertext, context, error) };
  const material = await store.one(selectMaterial, { key: key.arn, id: materialId });
  const plaintext = material && parts.vault.open(key, material, ciphertext, context);
  // A wrong context, a forged text and a material that never was look alike.
  if (!plaintext) throw error('InvalidCiphertextException', '');
  return { plaintext, materialId };
}

/** Opens what the external key has sealed, and then what Lockstead has. */
async function decryptOutside(
  using: Using,
  key: Opening,
  ciphertext: Ciphertext,
  context: EncryptionContext | undefined,
  error: (code: 'KMSInvalidStateException', message: string) => AwsError,
): Promise<Uint8Array> {
  const inner = parseCiphertext(await openOutside(using, key, ciphertext, context, error));
  const id = ciphertext.materialId;
  const material = inner && (await using.store.one(selectMaterial, { key: key.arn, id }));
  const plaintext = material && using.parts.vault.open(key, material, inner, context);
  if (!plaintext) throw error('KMSInvalidStateException', INVALID_INSIDE);
  return plaintext;
}

const OAEP_HASH = {
  RSAES_OAEP_SHA_1: 'sha1',
  RSAES_OAEP_SHA_256: 'sha256',
  // No key here knows it, so nothing comes so far with it.
  SM2PKE: 'sha256',
} as const;

/** RSA binds nothing to what it encrypts. */
function assertNoContext(
  context: EncryptionContext | undefined,
  error: (code: 'ValidationException', message: string) => AwsError,
): void {
  if (context && Object.keys(context).length > 0) throw error('ValidationException', NO_CONTEXT);
}

/** The key must be made for what the operation does with it. */
export function assertUsage(
  key: Key,
  usage: KeyUsage,
  operation: string,
  error: (code: 'InvalidKeyUsageException', message: string) => AwsError,
): void {
  if (key.row.usage === usage) return;
  throw error(
    'InvalidKeyUsageException',
    `${key.arn} key usage is ${key.row.usage} which is not valid for ${operation}.`,
  );
}

/** A key knows the algorithms of its spec and usage, and no others. */
export function assertAlgorithm(
  { row: { spec, usage } }: Key,
  algorithm: string,
  error: (code: 'InvalidKeyUsageException', message: string) => AwsError,
): void {
  const { encryption, signing, keyAgreement, mac } = algorithmsOf(spec, usage)!;
  const known: readonly string[] = encryption ?? signing ?? keyAgreement ?? mac ?? [];
  if (known.includes(algorithm)) return;
  throw error(
    'InvalidKeyUsageException',
    `Algorithm ${algorithm} is incompatible with key spec ${spec}.`,
  );
}

/** The algorithm by which a key encrypts or decrypts: the symmetric one unless another is named. */
export function encryptionAlgorithm(
  key: Key,
  algorithm: EncryptionAlgorithm | undefined,
  operation: string,
  error: (code: 'InvalidKeyUsageException', message: string) => AwsError,
): EncryptionAlgorithm {
  const wanted = algorithm ?? 'SYMMETRIC_DEFAULT';
  assertUsage(key, 'ENCRYPT_DECRYPT', operation, error);
  assertAlgorithm(key, wanted, error);
  return wanted;
}

/** Answers to enclaves are sealed for them; whose attestation cannot be verified gets none. */
export function assertNoRecipient(
  recipient: unknown,
  error: (code: 'ValidationException', message: string) => AwsError,
): void {
  if (recipient !== undefined) throw error('ValidationException', INVALID_ATTESTATION);
}

/** A dry run ends here: all that could be refused has been judged. */
export function assertNoDryRun(
  dryRun: boolean | undefined,
  error: (code: 'DryRunOperationException', message: string) => AwsError,
): void {
  if (dryRun) throw error('DryRunOperationException', WOULD_HAVE_SUCCEEDED);
}

const WOULD_HAVE_SUCCEEDED = 'The request would have succeeded, but the DryRun option is set.';
const INCORRECT_KEY =
  'The key ID in the request does not identify a CMK that can perform this operation.';
const NO_CONTEXT = 'EncryptionContext is not supported with asymmetric keys.';
const INVALID_ATTESTATION = 'The attestation document in Recipient could not be verified.';
const isNull = (member: string): string =>
  `1 validation error detected: Value null at '${member}' failed to satisfy constraint: Member must not be null`;
const notHere = ({ caller }: Asking, action: string): string =>
  `User: ${caller.arn} is not authorized to perform: ${action} on ${VEILED_KEY} ${VEILED}`;
