import { DescribeCustomKeyStores } from '../../../generated/kms.ts';
import {
  entryOf,
  NOT_FOUND,
  onCustomKeyStores,
  readCustomKeyStore,
  readOwnStores,
} from '../custom-key-store.ts';
import { selectCustomKeyStores } from '../custom-key-store-tables.ts';
import { page, pageLength, pageStart } from '../page.ts';
import { operation } from '../parts.ts';

const LIMITS = { usual: 1000, most: 1000 };

export const describeCustomKeyStores = operation(DescribeCustomKeyStores)
  .access(onCustomKeyStores('kms:DescribeCustomKeyStores'))
  .handle(async (call) => {
    const { input, caller, request, store, parts, error } = call;
    const { CustomKeyStoreId: id, CustomKeyStoreName: name } = input;
    if (id !== undefined && name !== undefined) throw error('ValidationException', ID_AND_NAME);
    if (id !== undefined) return one(await readCustomKeyStore(call, id, error));
    if (name !== undefined) {
      const named = (await readOwnStores(call)).find((each) => each.name === name);
      if (!named) throw error('CustomKeyStoreNotFoundException', NOT_FOUND);
      return one(named);
    }
    const listing = { keyring: parts.keyring, asking: call, list: 'DescribeCustomKeyStores' };
    const length = pageLength(input, LIMITS);
    const found = await store.all(selectCustomKeyStores, {
      account: caller.account,
      region: request.region,
      after: pageStart(input, listing),
      count: length + 1,
    });
    const { shown, more } = page(found, length, listing, (row) => row.id);
    return { output: { CustomKeyStores: shown.map(entryOf), ...more } };
  });

const one = (row: Parameters<typeof entryOf>[0]) => ({
  output: { CustomKeyStores: [entryOf(row)], Truncated: false },
});

const ID_AND_NAME =
  'You can specify either CustomKeyStoreId or CustomKeyStoreName, but not both in the same request.';
