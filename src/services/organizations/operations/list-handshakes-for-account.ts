import { assert } from '../../../base/assert.ts';
import { ListHandshakesForAccount } from '../../../generated/organizations.ts';
import { anything } from '../../../operation/operation.ts';
import { filterOf } from '../handshake-filter.ts';
import { shownHandshake } from '../handshake.ts';
import { selectHandshakesTo } from '../handshake-tables.ts';
import { pageOf, pageStart } from '../page.ts';
import { operation } from '../parts.ts';
import { selectAccount } from '../tables.ts';

export const listHandshakesForAccount = operation(ListHandshakesForAccount)
  .access({ action: 'organizations:ListHandshakesForAccount', on: anything })
  .handle(async ({ input, caller, store, parts, now, error }) => {
    const filter = filterOf(input.Filter, error);
    const list = `ListHandshakesForAccount ${filter.action} ${filter.parent}`;
    const page = { operation: list, account: caller.account, keyring: parts.keyring };
    const { after, count } = pageStart(input, page, error);
    const account = await store.one(selectAccount, { id: caller.account });
    assert(account, 'whoever signs belongs to an account');
    const to = { account: account.id, email_key: account.email_key };
    const rows = await store.all(selectHandshakesTo, { ...to, ...filter, after, count });
    const { shown, next } = pageOf(rows, count, page);
    const handshakes = await Promise.all(shown.map((row) => shownHandshake(store, row, now)));
    return { output: { Handshakes: handshakes, ...next } };
  });
