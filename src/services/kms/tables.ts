import { cachedStatement, statement } from '../../store/statement.ts';
import type { Migrations } from '../../store/store.ts';

export const migrations: Migrations = {
  owner: 'kms',
  steps: [
    `create table kms_key (
       arn          text not null primary key,
       account      text not null,
       region       text not null,
       id           text not null,
       manager      text not null,
       spec         text not null,
       usage        text not null,
       origin       text not null,
       state        text not null,
       description  text not null,
       policy       text not null,
       tags         text not null,
       material     text not null,
       created_at   integer not null,
       deletion_at  integer,
       revision     integer not null
     ) strict;
     create unique index kms_key_of_account on kms_key (account, region, id);

     create table kms_key_material (
       key        text not null,
       id         text not null,
       sealed     blob not null,
       created_at integer not null,
       primary key (key, id)
     ) strict;

     create table kms_alias (
       account    text not null,
       region     text not null,
       name       text not null,
       key        text not null,
       created_at integer not null,
       updated_at integer not null,
       revision   integer not null,
       primary key (account, region, name)
     ) strict;
     create index kms_alias_of_key on kms_alias (key, name);`,
  ],
};

export type KeyRow = {
  readonly arn: string;
  readonly account: string;
  readonly region: string;
  readonly id: string;
  readonly manager: 'CUSTOMER' | 'AWS';
  readonly spec: 'SYMMETRIC_DEFAULT';
  readonly usage: 'ENCRYPT_DECRYPT';
  readonly origin: 'AWS_KMS';
  readonly state: 'Enabled' | 'Disabled' | 'PendingDeletion';
  readonly description: string;
  /** Its principals are bound to unique ids. */
  readonly policy: string;
  /** JSON: pairs in the order in which they were set. */
  readonly tags: string;
  /** The id of the material that encrypts; the others only decrypt. */
  readonly material: string;
  readonly created_at: number;
  readonly deletion_at: number | null;
  readonly revision: number;
};

export type MaterialRow = {
  readonly key: string;
  readonly id: string;
  readonly sealed: Uint8Array;
  readonly created_at: number;
};

export type AliasRow = {
  readonly account: string;
  readonly region: string;
  readonly name: string;
  readonly key: string;
  readonly created_at: number;
  readonly updated_at: number;
  readonly revision: number;
};

const KEY = `arn, account, region, id, manager, spec, usage, origin, state, description, policy, tags,
         material, created_at, deletion_at, revision`;

export const selectKey = cachedStatement<{ arn: string }, KeyRow>(`
  select ${KEY} from kms_key where arn = :arn`);

export const selectKeys = statement<
  { account: string; region: string; after: string; count: number },
  { readonly id: string; readonly arn: string }
>(`
  select id, arn from kms_key
   where account = :account and region = :region and id > :after
   order by id limit :count`);

export const insertKey = statement<KeyRow>(`
  insert into kms_key (${KEY})
  values (:arn, :account, :region, :id, :manager, :spec, :usage, :origin, :state, :description, :policy,
          :tags, :material, :created_at, :deletion_at, :revision)`);

export const updateState = statement<{
  arn: string;
  revision: number;
  state: string;
  deletion_at: number | null;
}>(`
  update kms_key set state = :state, deletion_at = :deletion_at, revision = revision + 1
   where arn = :arn and revision = :revision`);

export const updateDescription = statement<{ arn: string; revision: number; description: string }>(`
  update kms_key set description = :description, revision = revision + 1
   where arn = :arn and revision = :revision`);

export const updatePolicy = statement<{ arn: string; revision: number; policy: string }>(`
  update kms_key set policy = :policy, revision = revision + 1
   where arn = :arn and revision = :revision`);

export const updateTags = statement<{ arn: string; revision: number; tags: string }>(`
  update kms_key set tags = :tags, revision = revision + 1
   where arn = :arn and revision = :revision`);

export const touchKey = statement<{ arn: string; revision: number }>(`
  update kms_key set revision = revision + 1 where arn = :arn and revision = :revision`);

export const deleteKey = statement<{ arn: string; revision: number }>(`
  delete from kms_key where arn = :arn and revision = :revision`);

export const selectMaterial = cachedStatement<{ key: string; id: string }, MaterialRow>(`
  select key, id, sealed, created_at from kms_key_material where key = :key and id = :id`);

export const insertMaterial = statement<MaterialRow>(`
  insert into kms_key_material (key, id, sealed, created_at) values (:key, :id, :sealed, :created_at)`);

export const deleteMaterials = statement<{ key: string }>(`
  delete from kms_key_material where key = :key`);

const ALIAS = 'account, region, name, key, created_at, updated_at, revision';

export const selectAlias = cachedStatement<
  { account: string; region: string; name: string },
  AliasRow
>(`
  select ${ALIAS} from kms_alias
   where account = :account and region = :region and name = :name`);

export const selectAliasesOfKey = cachedStatement<{ key: string }, AliasRow>(`
  select ${ALIAS} from kms_alias where key = :key order by name`);

export const selectAliases = statement<
  { account: string; region: string; after: string; count: number },
  AliasRow
>(`
  select ${ALIAS} from kms_alias
   where account = :account and region = :region and name > :after
   order by name limit :count`);

export const insertAlias = statement<AliasRow>(`
  insert into kms_alias (${ALIAS})
  values (:account, :region, :name, :key, :created_at, :updated_at, :revision)`);

export const updateAliasKey = statement<{
  account: string;
  region: string;
  name: string;
  revision: number;
  key: string;
  updated_at: number;
}>(`
  update kms_alias set key = :key, updated_at = :updated_at, revision = revision + 1
   where account = :account and region = :region and name = :name and revision = :revision`);

export const removeAlias = statement<{
  account: string;
  region: string;
  name: string;
  revision: number;
}>(`
  delete from kms_alias
   where account = :account and region = :region and name = :name and revision = :revision`);

export const removeAliasesOfKey = statement<{ key: string }>(
  'delete from kms_alias where key = :key',
);
