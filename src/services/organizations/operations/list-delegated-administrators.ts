import { ListDelegatedAdministrators } from '../../../generated/organizations.ts';
import { asReader } from '../caller.ts';
import { shownDelegate } from '../delegate.ts';
import { selectDelegates } from '../delegation-tables.ts';
import { pageOf, pageStart } from '../page.ts';
import { operation } from '../parts.ts';
import { selectMember } from '../tables.ts';

export const listDelegatedAdministrators = operation(ListDelegatedAdministrators)
  .access({
    action: 'organizations:ListDelegatedAdministrators',
    on: asReader,
    keys: ({ ServicePrincipal }) => ({ 'organizations:ServicePrincipal': ServicePrincipal }),
  })
  .handle(async ({ input, resource: { organization }, caller, store, parts, error }) => {
    const service = input.ServicePrincipal ?? '';
    const list = `ListDelegatedAdministrators ${service}`;
    const page = { operation: list, account: caller.account, keyring: parts.keyring };
    const { after, count } = pageStart(input, page, error);
    const of = { organization: organization.organizationId };
    const rows = await store.all(selectDelegates, { ...of, service, after, count });
    const { shown, next } = pageOf(rows, count, page);
    const delegates = [];
    for (const { id, enabled_at } of shown) {
      const account = await store.one(selectMember, { ...of, id });
      if (account) delegates.push(shownDelegate(organization, account, enabled_at));
    }
    return { output: { DelegatedAdministrators: delegates, ...next } };
  });
