/**
 * Keys whose material lies in an external key store. What they seal is sealed twice, as in AWS: first
 * under material that Lockstead made and keeps, then by the external key. Neither side can open it alone.
 */
import type { CreateKeyRequest } from '../../generated/kms.types.ts';
import { sha256 } from '../../crypto/hash.ts';
import type { AwsError } from '../../model/model.ts';
import type { Asking } from '../../operation/operation.ts';
import { type Change, change } from '../../store/statement.ts';
import type { Reader } from '../../store/store.ts';
import type { Ciphertext } from './ciphertext.ts';
import {
  assertState,
  keyClient,
  NOT_CONNECTED,
  proxyOf,
  readCustomKeyStore,
  type Reaching,
} from './custom-key-store.ts';
import {
  selectCustomKeyStore,
  selectKeyOfExternal,
  touchCustomKeyStore,
} from './custom-key-store-tables.ts';
import { type EncryptionContext, withContext } from './encryption-context.ts';
import type { Key } from './key.ts';
import { TELLINGS, XksFailure } from './xks-failure.ts';
import { METADATA_BYTES_MAX, type XksClient, type XksCiphertext } from './xks-proxy.ts';

/** Where the material of a key lies; both names are null for keys of Lockstead's own. */
export interface KeyPlace {
  readonly origin: 'AWS_KMS' | 'EXTERNAL' | 'EXTERNAL_KEY_STORE';
  readonly store: string | null;
  readonly key: string | null;
  /** What must hold when the key is stored. */
  readonly changes: readonly Change[];
}

/** Where CreateKey is to make its key; the external key must be there, fit, and nobody else's. */
export async function placeOfNewKey(
  call: Asking & Reaching,
  input: CreateKeyRequest,
  error: (
    code:
      | 'ValidationException'
      | 'UnsupportedOperationException'
      | 'CustomKeyStoreNotFoundException'
      | 'CustomKeyStoreInvalidStateException'
      | 'XksKeyAlreadyInUseException'
      | 'XksKeyInvalidConfigurationException'
      | 'XksKeyNotFoundException',
    message: string,
  ) => AwsError,
): Promise<KeyPlace> {
  const { Origin, CustomKeyStoreId, XksKeyId } = input;
  if (XksKeyId !== undefined && Origin !== 'EXTERNAL_KEY_STORE')
    throw error('ValidationException', 'XksKeyId is valid only when Origin is EXTERNAL_KEY_STORE.');
  if (Origin !== 'EXTERNAL_KEY_STORE' && Origin !== 'AWS_CLOUDHSM') {
    if (CustomKeyStoreId === undefined)
      return { origin: Origin ?? 'AWS_KMS', store: null, key: null, changes: [] };
    throw error('ValidationException', STORE_WITHOUT_ORIGIN);
  }
  if (CustomKeyStoreId === undefined)
    throw error('ValidationException', `CustomKeyStoreId is required when Origin is ${Origin}.`);
  const row = await readCustomKeyStore(call, CustomKeyStoreId, error);
  if (Origin === 'AWS_CLOUDHSM') throw error('ValidationException', NO_CLOUD_HSM);
  if (XksKeyId === undefined)
    throw error('ValidationException', 'XksKeyId is required when Origin is EXTERNAL_KEY_STORE.');
  if (input.MultiRegion) throw error('UnsupportedOperationException', NO_MULTI_REGION);
  const spec = input.KeySpec ?? input.CustomerMasterKeySpec ?? 'SYMMETRIC_DEFAULT';
  if (spec !== 'SYMMETRIC_DEFAULT') throw error('UnsupportedOperationException', ONLY_SYMMETRIC);
  assertState(row, ['CONNECTED'], error);
  const place = { store: row.id, external: XksKeyId };
  if (await call.store.one(selectKeyOfExternal, place))
    throw error('XksKeyAlreadyInUseException', IN_USE);
  await keyClient(call, proxyOf(call.parts.keyring, row), undefined)
    .assertKeyFits(XksKeyId)
    .catch((cause: unknown) => {
      if (!(cause instanceof XksFailure)) throw cause;
      const { key, message } = TELLINGS[cause.problem];
      throw error(key, message);
    });
  const { id, revision } = row;
  const changes = [change(touchCustomKeyStore, { id, revision })];
  return { origin: Origin, store: id, key: XksKeyId, changes };
}

/** A request that uses a key. */
export type UsingExternal = Reaching & { readonly store: Reader };

type Refuse = (code: 'KMSInvalidStateException', message: string) => AwsError;

/** Our own ciphertext, sealed once more by the external key. */
export async function sealOutside(
  call: UsingExternal,
  key: Key,
  { header, seal }: Ciphertext,
  context: EncryptionContext | undefined,
  error: Refuse,
): Promise<Uint8Array> {
  const outer = await reach(call, key, error, (client, keyId) =>
    client.encrypt(keyId, seal, bindingOf(header, context)),
  );
  const { metadata, iv, tag, ciphertext } = outer;
  const lengths = [Uint8Array.of(metadata.length), Uint8Array.of(iv.length)] as const;
  return joined(header, lengths[0], metadata, lengths[1], iv, tag, ciphertext);
}

/** Our own ciphertext, out of what the external key has sealed. */
export async function openOutside(
  call: UsingExternal,
  key: Key,
  { header, seal }: Ciphertext,
  context: EncryptionContext | undefined,
  error: Refuse,
): Promise<Uint8Array> {
  const outer = parseOuter(seal);
  if (!outer) throw error('KMSInvalidStateException', TELLINGS.InvalidCiphertextException.message);
  const inner = await reach(call, key, error, (client, keyId) =>
    client.decrypt(keyId, outer, bindingOf(header, context)),
  );
  return joined(header, inner);
}

/** What is told when the external key has opened something that is not ours. */
export const INVALID_INSIDE =
  'The ciphertext that the external key store proxy submitted for decryption, or the encryption context, is corrupted, missing, or otherwise invalid.';

/**
 * What the external key vouches for: the header of the blob and the encryption context, as a hash. The
 * context can be longer than the specification lets us send, and is none of the proxy's business.
 */
const bindingOf = (header: Uint8Array, context: EncryptionContext | undefined): Uint8Array =>
  sha256(withContext(header, context));

/**
 * The layout of an outer seal, which stands where the seal of other ciphertexts stands:
 *
 *     0   length of the key manager's metadata, 1 byte (0 to 20), and the metadata
 *     …   length of the iv, 1 byte (12 or 16), and the iv
 *     …   tag, 16 bytes
 *     …   the inner seal (ciphertext.ts), encrypted
 */
function parseOuter(seal: Uint8Array): XksCiphertext | undefined {
  const metadataEnd = 1 + seal[0]!;
  const ivEnd = metadataEnd + 1 + (seal[metadataEnd] ?? 0);
  const iv = seal.subarray(metadataEnd + 1, ivEnd);
  const tagEnd = ivEnd + 16;
  if (seal[0]! > METADATA_BYTES_MAX || (iv.length !== 12 && iv.length !== 16)) return undefined;
  if (seal.length <= tagEnd) return undefined;
  return {
    metadata: seal.subarray(1, metadataEnd),
    iv,
    tag: seal.subarray(ivEnd, tagEnd),
    ciphertext: seal.subarray(tagEnd),
  };
}

function joined(...pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

async function reach<T>(
  call: UsingExternal,
  key: Key,
  error: Refuse,
  use: (client: XksClient, keyId: string) => Promise<T>,
): Promise<T> {
  const { custom_key_store: id, external_key: external } = key.row;
  const row = await call.store.one(selectCustomKeyStore, { id: id! });
  if (row?.state !== 'CONNECTED') throw error('KMSInvalidStateException', NOT_CONNECTED);
  try {
    return await use(keyClient(call, proxyOf(call.parts.keyring, row), key.arn), external!);
  } catch (cause) {
    if (!(cause instanceof XksFailure)) throw cause;
    throw error('KMSInvalidStateException', TELLINGS[cause.problem].message);
  }
}

const IN_USE =
  'The request was rejected because the (XksKeyId) is already associated with another KMS key in this external key store. Each KMS key in an external key store must be associated with a different external key.';
const STORE_WITHOUT_ORIGIN =
  'CustomKeyStoreId is valid only when Origin is AWS_CLOUDHSM or EXTERNAL_KEY_STORE.';
const NO_CLOUD_HSM =
  'The custom key store is an external key store: Origin must be EXTERNAL_KEY_STORE.';
const NO_MULTI_REGION = 'You cannot create a multi-Region key in a custom key store.';
const ONLY_SYMMETRIC = 'You can create only symmetric encryption KMS keys in a custom key store.';
