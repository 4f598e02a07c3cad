import { statement } from '../../store/statement.ts';
import type { Migrations } from '../../store/store.ts';

/** Sessions live in their tokens; what must be remembered is which assertions were used. */
export const migrations: Migrations = {
  owner: 'sts',
  steps: [
    `create table sts_used_assertion (
       id    text not null primary key,
       until integer not null
     ) strict;
     create index sts_used_assertion_until on sts_used_assertion (until);`,
  ],
};

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
