import { statement } from '../../store/statement.ts';
import type { Migrations } from '../../store/store.ts';

/** Sessions live in their tokens; what must be remembered is which assertions were used, and by what accounts sign. */
export const migrations: Migrations = {
  owner: 'sts',
  steps: [
    `create table sts_used_assertion (
       id    text not null primary key,
       until integer not null
     ) strict;
     create index sts_used_assertion_until on sts_used_assertion (until);`,
    `create table sts_token_key (
       account   text not null,
       algorithm text not null,
       id        text not null,
       public    blob not null,
       sealed    blob not null,
       primary key (account, algorithm)
     ) strict;`,
  ],
};

/** A pair of keys by which an account signs tokens for others. */
export type TokenKeyRow = {
  readonly account: string;
  readonly algorithm: string;
  readonly id: string;
  readonly public: Uint8Array;
  /** The private half, sealed for its account and id. */
  readonly sealed: Uint8Array;
};

export const selectTokenKeys = statement<{ account: string }, TokenKeyRow>(
  'select account, algorithm, id, public, sealed from sts_token_key where account = :account order by algorithm',
);

export const insertTokenKey = statement<TokenKeyRow>(`
  insert into sts_token_key (account, algorithm, id, public, sealed)
  values (:account, :algorithm, :id, :public, :sealed)`);

export const selectUsedAssertion = statement<{ id: string }, { readonly until: number }>(
  'select until from sts_used_assertion where id = :id',
);

export const insertUsedAssertion = statement<{ id: string; until: number }>(
  'insert into sts_used_assertion (id, until) values (:id, :until)',
);

/** Those that nobody would believe any more. */
export const deleteUsedAssertions = statement<{ now: number }>(
  'delete from sts_used_assertion where until < :now',
);
