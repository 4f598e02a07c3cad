import { ListAccounts } from '../../../generated/organizations.ts';
import { shownAccount } from '../account.ts';
import { asReader } from '../caller.ts';
import { pageOf, pageStart } from '../page.ts';
import { operation } from '../parts.ts';
import { selectAccountsOf } from '../tables.ts';

export const listAccounts = operation(ListAccounts)
  .access({ action: 'organizations:ListAccounts', on: asReader })
  .handle(async ({ input, resource: { organization }, caller, store, parts, error }) => {
    const of = { operation: 'ListAccounts', account: caller.account, keyring: parts.keyring };
    const { after, count } = pageStart(input, of, error);
    const rows = await store.all(selectAccountsOf, {
      organization: organization.organizationId,
      after,
      count,
    });
    const { shown, next } = pageOf(rows, count, of);
    return { output: { Accounts: shown.map((row) => shownAccount(organization, row)), ...next } };
  });
