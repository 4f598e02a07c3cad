import { ListHandshakesForOrganization } from '../../../generated/organizations.ts';
import { asReader } from '../caller.ts';
import { filterOf } from '../handshake-filter.ts';
import { shownHandshake } from '../handshake.ts';
import { selectHandshakesOf } from '../handshake-tables.ts';
import { pageOf, pageStart } from '../page.ts';
import { operation } from '../parts.ts';

export const listHandshakesForOrganization = operation(ListHandshakesForOrganization)
  .access({ action: 'organizations:ListHandshakesForOrganization', on: asReader })
  .handle(async ({ input, resource, caller, store, parts, now, error }) => {
    const filter = filterOf(input.Filter, error);
    const list = `ListHandshakesForOrganization ${filter.action} ${filter.parent}`;
    const page = { operation: list, account: caller.account, keyring: parts.keyring };
    const { after, count } = pageStart(input, page, error);
    const { organizationId: organization } = resource.organization;
    const rows = await store.all(selectHandshakesOf, { organization, ...filter, after, count });
    const { shown, next } = pageOf(rows, count, page);
    const handshakes = await Promise.all(shown.map((row) => shownHandshake(store, row, now)));
    return { output: { Handshakes: handshakes, ...next } };
  });
