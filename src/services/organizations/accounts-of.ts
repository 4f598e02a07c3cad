/** The accounts that one account may look into. */
import { statement } from '../../store/statement.ts';
import type { Reader } from '../../store/store.ts';
import { membership } from './standing.ts';

/** An account itself, and for the one that manages an organization all accounts in it. */
export async function accountsSeenBy(store: Reader, account: string): Promise<readonly string[]> {
  const of = await membership(store, account);
  if (of?.managementAccount !== account) return [account];
  const rows = await store.all(selectIds, { organization: of.organizationId });
  return rows.map(({ id }) => id);
}

const selectIds = statement<{ organization: string }, { readonly id: string }>(
  "select id from account where organization = :organization and status = 'ACTIVE' order by id",
);
