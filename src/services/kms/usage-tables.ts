import { cachedStatement, statement } from '../../store/statement.ts';

/** The step of KMS's migrations that makes room for the days on which keys were used. */
export const USES = `
     create table kms_key_use (
       key       text not null primary key,
       at        integer not null,
       operation text not null,
       request   text not null
     ) strict;`;

export type UseRow = {
  readonly key: string;
  /** The first use on the last day on which the key was used. */
  readonly at: number;
  readonly operation: string;
  readonly request: string;
};

export const selectUse = cachedStatement<{ key: string }, UseRow>(
  'select key, at, operation, request from kms_key_use where key = :key',
);

export const noteUse = statement<UseRow & { readonly today: number }>(`
  insert into kms_key_use (key, at, operation, request)
  values (:key, :at, :operation, :request)
  on conflict (key) do update
     set at = excluded.at, operation = excluded.operation, request = excluded.request
   where kms_key_use.at < :today`);

export const deleteUse = statement<{ key: string }>('delete from kms_key_use where key = :key');
