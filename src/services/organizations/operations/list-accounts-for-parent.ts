import { ListAccountsForParent } from '../../../generated/organizations.ts';
import { shownAccount } from '../account.ts';
import { asReader } from '../caller.ts';
import { pageOf, pageStart } from '../page.ts';
import { findParent } from '../parent.ts';
import { operation } from '../parts.ts';
import { selectAccountsIn } from '../tables.ts';

export const listAccountsForParent = operation(ListAccountsForParent)
  .access({
    action: 'organizations:ListAccountsForParent',
    on: ({ ParentId }, asking) => findParent(asReader, ParentId, asking),
  })
  .handle(async ({ input, resource: { organization }, caller, store, parts, error }) => {
    const list = `ListAccountsForParent ${input.ParentId}`;
    const of = { operation: list, account: caller.account, keyring: parts.keyring };
    const { after, count } = pageStart(input, of, error);
    const rows = await store.all(selectAccountsIn, {
      organization: organization.organizationId,
      parent: input.ParentId,
      after,
      count,
    });
    const { shown, next } = pageOf(rows, count, of);
    return { output: { Accounts: shown.map((row) => shownAccount(organization, row)), ...next } };
  });
