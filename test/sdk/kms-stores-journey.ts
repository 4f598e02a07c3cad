import assert from 'node:assert/strict';
import type { XksTestProxy } from '../xks-proxy.ts';
import { type Client, refused, type Told } from './client.ts';

/** The operations on custom key stores, with a proxy over TLS, and a key that lies behind it. */
export async function kmsStoresJourney({ ask }: Client, proxy: XksTestProxy): Promise<void> {
  const kms = (operation: string, input: object = {}): Promise<Told> =>
    patiently(() => ask('kms', operation, input));
  const { CustomKeyStoreId } = await kms('CreateCustomKeyStore', {
    CustomKeyStoreName: 'elsewhere',
    CustomKeyStoreType: 'EXTERNAL_KEY_STORE',
    XksProxyConnectivity: 'PUBLIC_ENDPOINT',
    XksProxyUriEndpoint: proxy.endpoint,
    XksProxyUriPath: proxy.path,
    XksProxyAuthenticationCredential: proxy.credential,
  });
  await kms('UpdateCustomKeyStore', { CustomKeyStoreId, NewCustomKeyStoreName: 'outside' });
  await refused(
    kms('CreateKey', { Origin: 'EXTERNAL_KEY_STORE', CustomKeyStoreId, XksKeyId: 'key-1' }),
    'CustomKeyStoreInvalidStateException',
    /ConnectionState/,
  );
  const state = async (): Promise<string> => {
    const { CustomKeyStores } = await kms('DescribeCustomKeyStores', { CustomKeyStoreId });
    assert.equal(CustomKeyStores[0].CustomKeyStoreName, 'outside');
    return CustomKeyStores[0].ConnectionState;
  };
  // One answer that comes too late is enough for FAILED, and the machine may be busy.
  for (let times = 0; times < 10 && (await state()) !== 'CONNECTED'; times++) {
    if ((await state()) === 'FAILED') await kms('DisconnectCustomKeyStore', { CustomKeyStoreId });
    await kms('ConnectCustomKeyStore', { CustomKeyStoreId });
  }
  assert.equal(await state(), 'CONNECTED');

  const { KeyMetadata } = await kms('CreateKey', {
    Origin: 'EXTERNAL_KEY_STORE',
    CustomKeyStoreId,
    XksKeyId: 'key-1',
  });
  const { KeyId } = KeyMetadata;
  assert.equal(KeyMetadata.XksKeyConfiguration.Id, 'key-1');
  const { CiphertextBlob } = await kms('Encrypt', { KeyId, Plaintext: Buffer.from('away') });
  await kms('Decrypt', { KeyId, CiphertextBlob });
  await refused(
    kms('CreateKey', { Origin: 'EXTERNAL_KEY_STORE', CustomKeyStoreId, XksKeyId: 'key-1' }),
    'XksKeyAlreadyInUseException',
    /already associated with another KMS key/,
  );
  await kms('DisconnectCustomKeyStore', { CustomKeyStoreId });
  assert.equal((await kms('DescribeKey', { KeyId })).KeyMetadata.KeyState, 'Unavailable');
  await refused(
    kms('Encrypt', { KeyId, Plaintext: Buffer.from('x') }),
    'KMSInvalidStateException',
    /^This KMS key is in a custom key store that is not connected/,
  );
  await refused(
    kms('DeleteCustomKeyStore', { CustomKeyStoreId }),
    'CustomKeyStoreHasCMKsException',
    /contains AWS KMS keys/,
  );
}

/** What AWS says to do when a proxy was too slow: ask again. */
async function patiently(ask: () => Promise<Told>): Promise<Told> {
  for (let times = 0; ; times++) {
    try {
      return await ask();
    } catch (error) {
      if (times === 10 || !/did not respond in time/.test((error as Error).message)) throw error;
    }
  }
}
