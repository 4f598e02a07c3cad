import { ListRoles } from '../../../generated/iam.ts';
import { pageOf } from '../page.ts';
import { operation } from '../parts.ts';
import { under } from '../paths.ts';
import { listedRoles } from '../role.ts';
import { selectRoles } from '../role-tables.ts';

export const listRoles = operation(ListRoles)
  .access({ action: 'iam:ListRoles', on: under('role') })
  .handle(async (call) => {
    const { account } = call.caller;
    const prefix = call.input.PathPrefix ?? '/';
    const { shown, more } = await pageOf(call, `roles under ${prefix}`, {
      read: (after, count) => call.store.all(selectRoles, { account, prefix, after, count }),
      key: ({ name_key }) => name_key,
    });
    return { output: { Roles: await listedRoles(shown, call.principals), ...more } };
  });
