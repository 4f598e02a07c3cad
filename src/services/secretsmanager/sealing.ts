/**
 * How values are kept: each version under a data key of its own, and that under the secret's KMS key.
 * KMS is asked as the caller, who must be allowed to use the key.
 */
import { utf8 } from '../../base/bytes.ts';
import type { Random } from '../../base/random.ts';
import { IV_BYTES, open, seal } from '../../crypto/aes-gcm.ts';
import { Decrypt, Encrypt, GenerateDataKey } from '../../generated/kms.ts';
import { AwsError } from '../../model/model.ts';
import type { Caller } from '../../operation/caller.ts';
import type { Call } from '../../operation/operation.ts';
import type { SecretValue } from './value.ts';

/** Where a secret lies: its key is asked for there, whichever Region the request came to. */
interface Placed {
  readonly arn: string;
  readonly region: string;
}

/** What sealing must know of a secret. */
export interface Keyed extends Placed {
  readonly account: string;
  readonly kmsKeyId: string;
}

/** A value under its data key. */
export interface Sealed {
  readonly dataKey: Uint8Array;
  readonly sealed: Uint8Array;
  readonly isText: boolean;
}

/** The request's id is told with KMS's refusals. */
type Ask = Pick<Call<any, any, any, any, any>, 'ask' | 'request'>;

/** What sealing uses of a call, and the errors that it may answer with. */
export interface SealCall extends Ask {
  readonly random: Random;
  readonly error: (code: 'AccessDeniedException' | 'EncryptionFailure', message: string) => Error;
}

/** What opening uses of a call, likewise. */
export interface OpenCall extends Ask {
  readonly error: (code: 'AccessDeniedException' | 'DecryptionFailure', message: string) => Error;
}

/** Seals a value for one version: moved to another version or secret, it does not open. */
export async function sealValue(
  call: SealCall,
  secret: Keyed,
  { id, value }: { readonly id: string; readonly value: SecretValue },
): Promise<Sealed & { readonly kmsKey: string }> {
  const { Plaintext, CiphertextBlob, KeyId } = await generateDataKey(call, secret, id);
  const sealed = seal(Plaintext!, value.bytes, place(secret.arn, id), call.random.bytes(IV_BYTES));
  return {
    dataKey: CiphertextBlob!,
    sealed,
    isText: value.isText,
    kmsKey: secret.kmsKeyId === '' ? '' : KeyId!,
  };
}

/** Opens the value of one version. */
export async function openValue(
  call: OpenCall,
  secret: Placed,
  version: Sealed & { readonly id: string },
): Promise<SecretValue> {
  const dataKey = await unwrap(call, secret, version);
  const bytes = open(dataKey, version.sealed, place(secret.arn, version.id));
  if (!bytes) throw call.error('DecryptionFailure', CANNOT_DECRYPT);
  return { bytes, isText: version.isText };
}

/**
 * Puts a version's data key under the secret's new KMS key. Undefined where the caller may not
 * encrypt with it: AWS then leaves the version under the old one.
 */
export async function rewrap(
  call: SealCall & OpenCall,
  secret: Keyed,
  version: Sealed & { readonly id: string },
): Promise<{ readonly dataKey: Uint8Array; readonly kmsKey: string } | undefined> {
  const dataKey = await unwrap(call, secret, version);
  try {
    const asked = {
      KeyId: kmsKeyOf(secret),
      Plaintext: dataKey,
      EncryptionContext: context(secret.arn, version.id),
    };
    const { CiphertextBlob, KeyId } = await call.ask(Encrypt, asked, secret.region);
    return { dataKey: CiphertextBlob!, kmsKey: secret.kmsKeyId === '' ? '' : KeyId! };
  } catch (cause) {
    if (cause instanceof AwsError && cause.code === 'AccessDeniedException') return undefined;
    throw sealingError(call, cause);
  }
}

/** Makes sure that the caller may use a key before a secret is tied to it; what comes out is thrown away. */
export async function probeKey(call: SealCall & OpenCall, secret: Keyed): Promise<void> {
  const { CiphertextBlob } = await generateDataKey(call, secret, PROBE);
  await unwrap(call, secret, { id: PROBE, dataKey: CiphertextBlob! });
}

/** The key id as it is stored: empty for the default key, under whatever name it was given. */
export function normalKmsKeyId(
  kmsKeyId: string | undefined,
  { account, region }: { readonly account: string; readonly region: string },
): string {
  const given = kmsKeyId ?? '';
  return given === DEFAULT_KEY || given === `arn:aws:kms:${region}:${account}:${DEFAULT_KEY}`
    ? ''
    : given;
}

/** The default key serves its own account alone. */
export function assertKeyReaches(
  caller: Caller,
  secret: Keyed,
  error: (code: 'InvalidRequestException', message: string) => Error,
): void {
  if (secret.kmsKeyId !== '' || caller.kind === 'service') return;
  if (caller.account !== secret.account) throw error('InvalidRequestException', DEFAULT_KEY_ABROAD);
}

/** What the condition key `secretsmanager:KmsKeyArn` says; an alias does not tell its key. */
export function kmsKeyArn(
  kmsKeyId: string | undefined,
  { account, region }: { readonly account: string; readonly region: string },
): string | undefined {
  if (!kmsKeyId || kmsKeyId.includes('alias/')) return undefined;
  return kmsKeyId.startsWith('arn:')
    ? kmsKeyId
    : `arn:aws:kms:${region}:${account}:key/${kmsKeyId}`;
}

/** What the default key is called wherever it has to be. */
export const DEFAULT_KEY = 'alias/aws/secretsmanager';
/** What stands for the version id when Secrets Manager only tries a key (Secrets Manager guide, encryption). */
const PROBE = 'RequestToValidateKeyAccess';

/** The key as it was given: AWS too looks a bare id up in the account of who asks. */
const kmsKeyOf = ({ kmsKeyId }: Keyed): string => kmsKeyId || DEFAULT_KEY;

async function generateDataKey(call: SealCall, secret: Keyed, id: string) {
  try {
    const asked = {
      KeyId: kmsKeyOf(secret),
      KeySpec: 'AES_256',
      EncryptionContext: context(secret.arn, id),
    } as const;
    return await call.ask(GenerateDataKey, asked, secret.region);
  } catch (cause) {
    throw sealingError(call, cause);
  }
}

async function unwrap(
  call: OpenCall,
  { arn, region }: Placed,
  { id, dataKey }: { readonly id: string; readonly dataKey: Uint8Array },
): Promise<Uint8Array> {
  try {
    const asked = { CiphertextBlob: dataKey, EncryptionContext: context(arn, id) };
    const { Plaintext } = await call.ask(Decrypt, asked, region);
    return Plaintext!;
  } catch (cause) {
    if (!isRefusal(cause)) throw cause;
    throw cause.code === 'AccessDeniedException'
      ? call.error('AccessDeniedException', NO_ACCESS)
      : call.error('DecryptionFailure', refusedBy(call, "can't decrypt", cause));
  }
}

function sealingError(call: SealCall, cause: unknown): unknown {
  if (!isRefusal(cause)) return cause;
  return cause.code === 'AccessDeniedException'
    ? call.error('AccessDeniedException', NO_ACCESS)
    : call.error('EncryptionFailure', refusedBy(call, "can't encrypt", cause));
}

/** KMS's own words, in the frame that AWS's client for Java puts around them. */
const refusedBy = ({ request }: Ask, what: string, { message, status, code }: AwsError): string =>
  `Secrets Manager ${what} the secret value: ${message || 'null'} (Service: AWSKMS; Status Code: ${status}; Error Code: ${code}; Request ID: ${request.id}; Proxy: null)`;

/** KMS's no, in distinction from a broken machine. */
const isRefusal = (cause: unknown): cause is AwsError =>
  cause instanceof AwsError && cause.status < 500;

const context = (SecretARN: string, SecretVersionId: string) => ({ SecretARN, SecretVersionId });

const place = (secretArn: string, id: string): Uint8Array => utf8(`${secretArn}\n${id}`);

const NO_ACCESS = 'Access to KMS is not allowed';
const CANNOT_DECRYPT =
  "Secrets Manager can't decrypt the protected secret text using the provided KMS key.";
const DEFAULT_KEY_ABROAD =
  "You can't access a secret from a different AWS account if you encrypt the secret with the default KMS service key.";
