import { DeleteCustomKeyStore } from '../../../generated/kms.ts';
import { change } from '../../../store/statement.ts';
import { assertState, onCustomKeyStores, readCustomKeyStore } from '../custom-key-store.ts';
import { deleteCustomKeyStore as deleteRow, selectKeyOfStore } from '../custom-key-store-tables.ts';
import { operation } from '../parts.ts';

export const deleteCustomKeyStore = operation(DeleteCustomKeyStore)
  .access(onCustomKeyStores('kms:DeleteCustomKeyStore'))
  .handle(async (call) => {
    const { input, store, error } = call;
    const { id, revision, ...row } = await readCustomKeyStore(call, input.CustomKeyStoreId, error);
    assertState({ ...row, id, revision }, ['DISCONNECTED'], error);
    if (await store.one(selectKeyOfStore, { store: id }))
      throw error('CustomKeyStoreHasCMKsException', HAS_KEYS);
    return { output: {}, changes: [change(deleteRow, { id, revision })] };
  });

const HAS_KEYS =
  'The request was rejected because the custom key store contains AWS KMS keys. After verifying that you do not need to use the KMS keys, use the ScheduleKeyDeletion operation to delete the KMS keys. After they are deleted, you can delete the custom key store.';
