import { DisconnectCustomKeyStore } from '../../../generated/kms.ts';
import { change } from '../../../store/statement.ts';
import { assertState, onCustomKeyStores, readCustomKeyStore } from '../custom-key-store.ts';
import { updateCustomKeyStore } from '../custom-key-store-tables.ts';
import { operation } from '../parts.ts';

export const disconnectCustomKeyStore = operation(DisconnectCustomKeyStore)
  .access(onCustomKeyStores('kms:DisconnectCustomKeyStore'))
  .handle(async (call) => {
    const row = await readCustomKeyStore(call, call.input.CustomKeyStoreId, call.error);
    assertState(row, ['CONNECTED', 'FAILED'], call.error);
    const { account: _, region: __, created_at: ___, ...kept } = row;
    const changed = { ...kept, state: 'DISCONNECTED', error: null } as const;
    return { output: {}, changes: [change(updateCustomKeyStore, changed)] };
  });
