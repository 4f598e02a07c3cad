import { UpdateCustomKeyStore } from '../../../generated/kms.ts';
import { change } from '../../../store/statement.ts';
import {
  assertReachable,
  assertState,
  assertUnique,
  onCustomKeyStores,
  proxyOf,
  readCustomKeyStore,
  readOwnStores,
  sealCredential,
} from '../custom-key-store.ts';
import { updateCustomKeyStore as updateRow } from '../custom-key-store-tables.ts';
import { assertExternal } from '../custom-key-store-type.ts';
import { operation } from '../parts.ts';

export const updateCustomKeyStore = operation(UpdateCustomKeyStore)
  .access(onCustomKeyStores('kms:UpdateCustomKeyStore'))
  .handle(async (call) => {
    const { input, parts, error } = call;
    const row = await readCustomKeyStore(call, input.CustomKeyStoreId, error);
    assertExternal(input, error);
    const { NewCustomKeyStoreName, XksProxyUriEndpoint, XksProxyUriPath } = input;
    const credential = input.XksProxyAuthenticationCredential;
    const isElsewhere =
      XksProxyUriEndpoint !== undefined || input.XksProxyConnectivity !== undefined;
    const isReconfigured = isElsewhere || XksProxyUriPath !== undefined || credential !== undefined;
    if (!isReconfigured && NewCustomKeyStoreName === undefined)
      throw error('ValidationException', NOTHING_TO_UPDATE);
    // Name, credential and path may change under a store that is in use; its endpoint may not.
    assertState(row, isElsewhere ? ['DISCONNECTED'] : ['CONNECTED', 'DISCONNECTED'], error);
    const place = {
      name: NewCustomKeyStoreName ?? row.name,
      endpoint: XksProxyUriEndpoint ?? row.endpoint,
      path: XksProxyUriPath ?? row.path,
    };
    const others = (await readOwnStores(call)).filter(({ id }) => id !== row.id);
    assertUnique(others, place, error);
    const { account: _, region: __, created_at: ___, ...kept } = row;
    const updated = {
      ...kept,
      ...place,
      ...(credential && {
        access_key_id: credential.AccessKeyId,
        credential: sealCredential(parts.keyring, row.id, credential.RawSecretAccessKey),
      }),
    };
    if (isReconfigured) {
      const proxy = proxyOf(parts.keyring, { ...row, ...updated });
      await assertReachable(call, proxy, error);
    }
    return { output: {}, changes: [change(updateRow, updated)] };
  });

const NOTHING_TO_UPDATE =
  'You must specify at least one property of the custom key store to update.';
