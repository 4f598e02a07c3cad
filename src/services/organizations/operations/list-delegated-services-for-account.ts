import { ListDelegatedServicesForAccount } from '../../../generated/organizations.ts';
import { asReader } from '../caller.ts';
import { findMember } from '../child.ts';
import { NOT_REGISTERED } from '../delegate.ts';
import { selectDelegatedServices, selectDelegationsOf } from '../delegation-tables.ts';
import { pageOf, pageStart } from '../page.ts';
import { operation } from '../parts.ts';

export const listDelegatedServicesForAccount = operation(ListDelegatedServicesForAccount)
  .access({
    action: 'organizations:ListDelegatedServicesForAccount',
    on: ({ AccountId }, asking) => findMember(asReader, AccountId, asking),
  })
  .handle(async ({ input, resource: { organization }, caller, store, parts, error }) => {
    const list = `ListDelegatedServicesForAccount ${input.AccountId}`;
    const page = { operation: list, account: caller.account, keyring: parts.keyring };
    const { after, count } = pageStart(input, page, error);
    const of = { organization: organization.organizationId, account: input.AccountId };
    if ((await store.all(selectDelegationsOf, of)).length === 0) {
      throw error('AccountNotRegisteredException', NOT_REGISTERED);
    }
    const rows = await store.all(selectDelegatedServices, { ...of, after, count });
    const { shown, next } = pageOf(rows, count, page);
    const DelegatedServices = shown.map((row) => ({
      ServicePrincipal: row.service,
      DelegationEnabledDate: row.enabled_at,
    }));
    return { output: { DelegatedServices, ...next } };
  });
