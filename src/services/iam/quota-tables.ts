import { statement } from '../../store/statement.ts';

/** One row for each account and kind of thing that is counted in it: who adds one holds the row meanwhile. */
export const QUOTAS = `
  create table iam_quota (
    account text not null,
    kind    text not null,
    primary key (account, kind)
  ) strict;`;

/** Lets one after the other pass: the row is held until the commit is done. */
export const lockQuota = statement<{ account: string; kind: string }>(`
  insert into iam_quota (account, kind) values (:account, :kind)
  on conflict (account, kind) do update set kind = excluded.kind`);

/** How many rows of a table an account has, and a write that touches one row while they are fewer than `most`. */
export const counting = (table: string, narrowed = '') => ({
  count: statement<{ account: string }, { readonly number: number }>(
    `select count(*) as number from ${table} where account = :account${narrowed}`,
  ),
  guard: statement<{ account: string; kind: string; most: number }>(`
    update iam_quota set kind = :kind
     where account = :account and kind = :kind
       and (select count(*) from ${table} where account = :account${narrowed}) < :most`),
});
