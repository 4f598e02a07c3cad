/** All keys of some accounts, as the judge sees them. */
import { statement } from '../../store/statement.ts';
import type { Reader } from '../../store/store.ts';
import { type Key, keyOf } from './key.ts';
import { type AliasRow, selectKey } from './tables.ts';

/** Every key of an account, in whatever Region. */
export async function everyKey(store: Reader, account: string): Promise<readonly Key[]> {
  const found = await store.all(selectArns, { account });
  const aliases = Map.groupBy(await store.all(selectEveryAlias, { account }), ({ key }) => key);
  const keys: Key[] = [];
  for (const { arn } of found) {
    const row = await store.one(selectKey, { arn });
    if (row) keys.push(keyOf(row, aliases.get(arn) ?? NONE));
  }
  return keys;
}

const NONE: readonly AliasRow[] = [];

const selectArns = statement<{ account: string }, { readonly arn: string }>(
  'select arn from kms_key where account = :account order by arn',
);

const selectEveryAlias = statement<{ account: string }, AliasRow>(`
  select account, region, name, key, created_at, updated_at, revision
    from kms_alias where account = :account order by region, name`);
