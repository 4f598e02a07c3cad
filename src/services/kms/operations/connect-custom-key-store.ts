import { ConnectCustomKeyStore } from '../../../generated/kms.ts';
import { change } from '../../../store/statement.ts';
import {
  assertState,
  healthClient,
  onCustomKeyStores,
  proxyOf,
  readCustomKeyStore,
} from '../custom-key-store.ts';
import { updateCustomKeyStore } from '../custom-key-store-tables.ts';
import { operation } from '../parts.ts';
import { TELLINGS, XksFailure } from '../xks-failure.ts';

export const connectCustomKeyStore = operation(ConnectCustomKeyStore)
  .access(onCustomKeyStores('kms:ConnectCustomKeyStore'))
  .handle(async (call) => {
    const { input, parts, error } = call;
    const row = await readCustomKeyStore(call, input.CustomKeyStoreId, error);
    assertState(row, ['CONNECTED', 'DISCONNECTED'], error);
    if (row.state === 'CONNECTED') return { output: {} };
    // AWS answers at once and goes on connecting; one question to the proxy needs no such patience.
    // How it ended is told by DescribeCustomKeyStores, as there.
    const failure = await healthClient(call, proxyOf(parts.keyring, row))
      .assertHealthy()
      .then(() => undefined, asFailure);
    const { account: _, region: __, created_at: ___, ...kept } = row;
    const state = failure
      ? ({ state: 'FAILED', error: TELLINGS[failure.problem].connection } as const)
      : ({ state: 'CONNECTED', error: null } as const);
    return { output: {}, changes: [change(updateCustomKeyStore, { ...kept, ...state })] };
  });

function asFailure(cause: unknown): XksFailure {
  if (cause instanceof XksFailure) return cause;
  throw cause;
}
