import { ListAccountAliases } from '../../../generated/iam.ts';
import { anything } from '../../../operation/operation.ts';
import { selectAliasOf } from '../account-tables.ts';
import { pageOf, readFrom } from '../page.ts';
import { operation } from '../parts.ts';

export const listAccountAliases = operation(ListAccountAliases)
  .access({ action: 'iam:ListAccountAliases', on: anything })
  .handle(async (call) => {
    const rows = await call.store.all(selectAliasOf, { account: call.caller.account });
    const aliases = rows.map(({ alias }) => alias);
    const { shown, more } = await pageOf(
      call,
      'account aliases',
      readFrom(aliases, (alias) => alias),
    );
    return { output: { AccountAliases: shown, ...more } };
  });
