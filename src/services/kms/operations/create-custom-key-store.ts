import { CreateCustomKeyStore } from '../../../generated/kms.ts';
import { change } from '../../../store/statement.ts';
import {
  assertReachable,
  assertUnique,
  CUSTOM_KEY_STORES_MAX,
  newCustomKeyStoreId,
  onCustomKeyStores,
  readOwnStores,
  sealCredential,
} from '../custom-key-store.ts';
import { insertCustomKeyStore } from '../custom-key-store-tables.ts';
import { wantedStore } from '../custom-key-store-type.ts';
import { operation } from '../parts.ts';

export const createCustomKeyStore = operation(CreateCustomKeyStore)
  .access(onCustomKeyStores('kms:CreateCustomKeyStore'))
  // Asking a proxy for its health changes nothing there, so it may happen again after a conflict.
  .handle(async (call) => {
    const { input, caller, request, parts, random, now, error } = call;
    const { endpoint, path, credential } = wantedStore(input, error);
    const { AccessKeyId, RawSecretAccessKey } = credential;
    const others = await readOwnStores(call);
    const place = { name: input.CustomKeyStoreName, endpoint, path };
    assertUnique(others, place, error);
    if (others.length >= CUSTOM_KEY_STORES_MAX) throw error('LimitExceededException', TOO_MANY);
    const proxy = { endpoint, path, accessKeyId: AccessKeyId, secret: RawSecretAccessKey };
    await assertReachable(call, { ...proxy, region: request.region }, error);
    const id = newCustomKeyStoreId(random);
    const row = {
      ...place,
      id,
      account: caller.account,
      region: request.region,
      access_key_id: AccessKeyId,
      credential: sealCredential(parts.keyring, id, RawSecretAccessKey),
      state: 'DISCONNECTED',
      error: null,
      created_at: now,
      revision: 1,
    } as const;
    return { output: { CustomKeyStoreId: id }, changes: [change(insertCustomKeyStore, row)] };
  });

const TOO_MANY = `The request was rejected because a length constraint or quota was exceeded: an account has ${CUSTOM_KEY_STORES_MAX} custom key stores in a Region at most.`;
