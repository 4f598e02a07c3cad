import { ListUsers } from '../../../generated/iam.ts';
import { pageOf } from '../page.ts';
import { operation } from '../parts.ts';
import { under } from '../paths.ts';
import { listedUser } from '../user.ts';
import { selectUsers } from '../user-tables.ts';

export const listUsers = operation(ListUsers)
  .access({ action: 'iam:ListUsers', on: under('user') })
  .handle(async (call) => {
    const { account } = call.caller;
    const prefix = call.input.PathPrefix ?? '/';
    const { shown, more } = await pageOf(call, `users under ${prefix}`, {
      read: (after, count) => call.store.all(selectUsers, { account, prefix, after, count }),
      key: ({ name_key }) => name_key,
    });
    return { output: { Users: shown.map(listedUser), ...more } };
  });
