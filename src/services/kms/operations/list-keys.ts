import { ListKeys } from '../../../generated/kms.ts';
import { anything } from '../../../operation/operation.ts';
import { callerKeys } from '../condition-keys.ts';
import { page, pageLength, pageStart } from '../page.ts';
import { operation } from '../parts.ts';
import { selectKeys } from '../tables.ts';

const LIMITS = { usual: 100, most: 1000 };

export const listKeys = operation(ListKeys)
  .access({
    action: 'kms:ListKeys',
    on: anything,
    keys: (_input, _none, asking) => callerKeys(asking),
  })
  .handle(async (call) => {
    const { input, caller, request, store, parts } = call;
    const listing = { keyring: parts.keyring, asking: call, list: 'ListKeys' };
    const length = pageLength(input, LIMITS);
    const found = await store.all(selectKeys, {
      account: caller.account,
      region: request.region,
      after: pageStart(input, listing),
      count: length + 1,
    });
    const { shown, more } = page(found, length, listing, ({ id }) => id);
    return { output: { Keys: shown.map(({ id, arn }) => ({ KeyId: id, KeyArn: arn })), ...more } };
  });
