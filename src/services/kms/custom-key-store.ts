/** Key stores that are elsewhere: how they are found, shown, reached, and what their states forbid. */
import { text, utf8 } from '../../base/bytes.ts';
import { DIGITS, type Random, randomText } from '../../base/random.ts';
import type { Keyring } from '../../crypto/keyring.ts';
import type { CustomKeyStoresListEntry } from '../../generated/kms.types.ts';
import type { AwsError } from '../../model/model.ts';
import type { Asking } from '../../operation/operation.ts';
import type { Reader } from '../../store/store.ts';
import { callerKeys } from './condition-keys.ts';
import {
  type CustomKeyStoreRow,
  selectCustomKeyStore,
  selectCustomKeyStores,
} from './custom-key-store-tables.ts';
import type { Tools } from './parts.ts';
import { TELLINGS, XksFailure } from './xks-failure.ts';
import { type XksClient, xksClient, type XksProxy } from './xks-proxy.ts';

/** How many an account may have in a Region. */
export const CUSTOM_KEY_STORES_MAX = 10;

/** The access of an operation on custom key stores: they have no ARN, and IAM policies alone speak of them. */
export const onCustomKeyStores = <const Action extends `kms:${string}`>(action: Action) => ({
  action,
  on: (_input: unknown, { caller }: Asking) => ({ arn: '*', account: caller.account }),
  keys: (_input: unknown, _none: unknown, asking: Asking) => callerKeys(asking),
});

/** The store that a request names; it must be the caller's, and of this Region. */
export async function readCustomKeyStore(
  { store, caller, request }: Asking,
  id: string,
  error: (code: 'CustomKeyStoreNotFoundException', message: string) => AwsError,
): Promise<CustomKeyStoreRow> {
  const row = await store.one(selectCustomKeyStore, { id });
  if (row?.account === caller.account && row.region === request.region) return row;
  throw error('CustomKeyStoreNotFoundException', NOT_FOUND);
}

export const NOT_FOUND =
  'The request was rejected because AWS KMS cannot find a custom key store with the specified key store name or ID.';

/** The caller's stores in this Region, all of them: there are few. */
export const readOwnStores = (asking: Asking): Promise<readonly CustomKeyStoreRow[]> =>
  asking.store.all(selectCustomKeyStores, {
    account: asking.caller.account,
    region: asking.request.region,
    after: '',
    count: CUSTOM_KEY_STORES_MAX + 1,
  });

/** Two stores of an account and Region differ in name and in the address of their proxy. */
export function assertUnique(
  others: readonly CustomKeyStoreRow[],
  { name, endpoint, path }: Pick<CustomKeyStoreRow, 'name' | 'endpoint' | 'path'>,
  error: (
    code: 'CustomKeyStoreNameInUseException' | 'XksProxyUriInUseException',
    message: string,
  ) => AwsError,
): void {
  if (others.some((other) => other.name === name))
    throw error('CustomKeyStoreNameInUseException', NAME_IN_USE);
  if (others.some((other) => other.endpoint === endpoint && other.path === path))
    throw error('XksProxyUriInUseException', URI_IN_USE);
}

/** The state must be one of those in which the operation is valid. */
export function assertState(
  { state }: CustomKeyStoreRow,
  valid: readonly CustomKeyStoreRow['state'][],
  error: (code: 'CustomKeyStoreInvalidStateException', message: string) => AwsError,
): void {
  if (valid.includes(state)) return;
  throw error('CustomKeyStoreInvalidStateException', INVALID_STATE);
}

/** What DescribeCustomKeyStores tells of a store. */
export const entryOf = (row: CustomKeyStoreRow): CustomKeyStoresListEntry => ({
  CustomKeyStoreId: row.id,
  CustomKeyStoreName: row.name,
  ConnectionState: row.state,
  ...(row.error !== null && { ConnectionErrorCode: row.error }),
  CreationDate: row.created_at,
  CustomKeyStoreType: 'EXTERNAL_KEY_STORE',
  XksProxyConfiguration: {
    Connectivity: 'PUBLIC_ENDPOINT',
    AccessKeyId: row.access_key_id,
    UriEndpoint: row.endpoint,
    UriPath: row.path,
  },
});

/** `cks-` and seventeen hexadecimal digits. */
export const newCustomKeyStoreId = (random: Random): string =>
  `cks-${randomText(random, `${DIGITS}abcdef`, 17)}`;

/** The proxy's secret access key, fit to be stored in the row of this store. */
export const sealCredential = (keyring: Keyring, id: string, secret: string): Uint8Array =>
  keyring.seal(PURPOSE, id, utf8(secret));

/** Where the store's proxy is, and how it knows us. */
export function proxyOf(keyring: Keyring, row: CustomKeyStoreRow): XksProxy {
  const secret = keyring.open(PURPOSE, row.id, row.credential);
  if (!secret) throw new Error(`the credential of ${row.id} does not open`);
  const { endpoint, path, access_key_id: accessKeyId, region } = row;
  return { endpoint, path, accessKeyId, region, secret: text(secret) };
}

const PURPOSE = 'key-store-credential';

/** A request that asks a proxy on its way. */
export type Reaching = Pick<Asking, 'caller' | 'request' | 'via'> & {
  readonly operation: string;
  readonly parts: Pick<Tools, 'keyring' | 'outbound'>;
};

/** The way to a proxy, for what concerns the store as a whole. */
export const healthClient = (call: Reaching, proxy: XksProxy): XksClient =>
  xksClient(call.parts.outbound, proxy, {
    kmsOperation: call.operation,
    kmsRequestId: call.request.id,
  });

/** The way to a proxy on behalf of a caller, for a key of its store that is there or about to be made. */
export const keyClient = (call: Reaching, proxy: XksProxy, keyArn: string | undefined): XksClient =>
  xksClient(call.parts.outbound, proxy, {
    awsPrincipalArn: call.caller.arn,
    ...(keyArn !== undefined && { kmsKeyArn: keyArn }),
    kmsOperation: call.operation,
    kmsRequestId: call.request.id,
    ...(call.via.length > 0 && { kmsViaService: call.via.at(-1)! }),
  });

/** Before a store is made or pointed elsewhere, its proxy must answer well. */
export async function assertReachable(
  call: Reaching,
  proxy: XksProxy,
  error: (code: (typeof TELLINGS)[keyof typeof TELLINGS]['store'], message: string) => AwsError,
): Promise<void> {
  try {
    await healthClient(call, proxy).assertHealthy();
  } catch (cause) {
    if (!(cause instanceof XksFailure)) throw cause;
    const { store, message } = TELLINGS[cause.problem];
    throw error(store, message);
  }
}

/** Whether the keys of a store can be used; those of none always can. */
export async function isConnected(store: Reader, id: string | null): Promise<boolean> {
  if (id === null) return true;
  return (await store.one(selectCustomKeyStore, { id }))?.state === 'CONNECTED';
}

/** Why a key whose store is not connected cannot be used. */
export const NOT_CONNECTED =
  'This KMS key is in a custom key store that is not connected to its external key store proxy. Connect the external key store and try the request again.';

const NAME_IN_USE =
  'The request was rejected because the specified custom key store name is already assigned to another custom key store in the account. Try again with a custom key store name that is unique in the account.';
const URI_IN_USE =
  'The request was rejected because the concatenation of the XksProxyUriEndpoint and XksProxyUriPath is already associated with another external key store in this AWS Region. Each external key store in a Region must use a unique external key store proxy API address.';
const INVALID_STATE =
  'The request was rejected because of the ConnectionState of the custom key store. To get the ConnectionState of a custom key store, use the DescribeCustomKeyStores operation.';
