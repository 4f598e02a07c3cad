import { cachedStatement, statement } from '../../store/statement.ts';
import type { Migrations } from '../../store/store.ts';

export const migrations: Migrations = {
  owner: 'secretsmanager',
  steps: [
    `create table secret (
       arn         text not null primary key,
       account     text not null,
       region      text not null,
       name        text not null,
       description text not null,
       kms_key_id  text not null,
       tags        text,
       stages      text not null,
       policy      text,
       created_at  integer not null,
       changed_at  integer not null,
       accessed_at integer not null,
       deleted_at  integer,
       purge_at    integer,
       revision    integer not null
     ) strict;
     create unique index secret_by_name on secret (account, region, name);
     create index secret_by_created on secret (account, region, created_at, arn);
     create index secret_by_changed on secret (account, region, changed_at, arn);
     create index secret_by_accessed on secret (account, region, accessed_at, arn);

     create table secret_version (
       secret      text not null,
       id          text not null,
       created_at  integer not null,
       accessed_at integer not null,
       labelled    integer not null,
       is_text     integer not null,
       kms_key     text not null,
       data_key    blob not null,
       sealed      blob not null,
       primary key (secret, id)
     ) strict;
     create index secret_version_by_age on secret_version (secret, created_at, id);
     create index secret_version_by_label on secret_version (secret, labelled, created_at, id);`,

    `alter table secret add column secret_type text not null default '';
     alter table secret add column owning_service text not null default '';
     alter table secret add column primary_region text not null default '';

     create table secret_replica (
       secret     text not null,
       region     text not null,
       kms_key_id text not null,
       status     text not null,
       message    text not null,
       primary key (secret, region)
     ) strict;`,

    `alter table secret add column rotation text;
     alter table secret add column rotated_at integer not null default 0;
     alter table secret add column rotate_at integer;
     alter table secret add column rotate_by integer;

     create table secret_rotation (
       secret     text not null primary key,
       version    text not null,
       kind       text not null,
       step       text not null,
       attempts   integer not null,
       begun_at   integer not null,
       waits_from integer not null,
       retry_at   integer not null,
       failure    blob not null
     ) strict;`,

    `create index secret_by_rotation on secret (rotate_by);`,
  ],
};

/** What lists show of a secret: everything but its policy, which may be long. */
export type ListedRow = {
  arn: string;
  account: string;
  region: string;
  name: string;
  description: string;
  /** As it was given; empty for the default key. */
  kms_key_id: string;
  /** JSON: pairs in the order in which they were set; null where there never was a tag. */
  tags: string | null;
  /** JSON: each staging label and the version that has it. */
  stages: string;
  created_at: number;
  changed_at: number;
  /** The day of the last read; 0 where there was none. */
  accessed_at: number;
  /** When DeleteSecret was called; null while alive. */
  deleted_at: number | null;
  /** When the recovery window ends. */
  purge_at: number | null;
  /** The partner's name for what it is, where a partner of AWS holds it too; else empty. */
  secret_type: string;
  /** The service that made it and alone may change it; empty for people's own. */
  owning_service: string;
  /** Where the primary of a secret with replicas lies, on it and on them; empty for one without. */
  primary_region: string;
  /** JSON: how it is rotated; null where that was never said. */
  rotation: string | null;
  /** When a rotation last succeeded; 0 where none has. */
  rotated_at: number;
  /** When the next rotation is due; null where none is. */
  rotate_at: number | null;
  /** The end of the window of the next rotation: the date that people are told. */
  rotate_by: number | null;
  revision: number;
};

export type SecretRow = ListedRow & {
  /** Its principals are bound to unique ids. */
  policy: string | null;
};

/** What lists show of a version. */
export type ListedVersionRow = {
  id: string;
  created_at: number;
  accessed_at: number;
  /** The ARN of the key that wraps its data key; empty for the default key. */
  kms_key: string;
};

export type VersionRow = ListedVersionRow & {
  secret: string;
  /** 1 where the version has a staging label; the labels themselves are the secret's. */
  labelled: number;
  is_text: number;
  /** Under the KMS key. */
  data_key: Uint8Array;
  /** Under the data key; empty where a rotation has yet to give the version a value. */
  sealed: Uint8Array;
};

/** The columns of a ListedRow. */
export const LISTED = `arn, account, region, name, description, kms_key_id, tags, stages,
         created_at, changed_at, accessed_at, deleted_at, purge_at, secret_type, owning_service,
         primary_region, rotation, rotated_at, rotate_at, rotate_by, revision`;

export const selectSecret = cachedStatement<{ arn: string }, SecretRow>(`
  select ${LISTED}, policy from secret where arn = :arn`);

export const selectSecretByName = cachedStatement<
  { account: string; region: string; name: string },
  SecretRow
>(`
  select ${LISTED}, policy from secret
   where account = :account and region = :region and name = :name`);

export const insertSecret = statement<SecretRow>(`
  insert into secret (arn, account, region, name, description, kms_key_id, tags, stages, policy,
                      created_at, changed_at, accessed_at, deleted_at, purge_at, secret_type,
                      owning_service, primary_region, rotation, rotated_at, rotate_at, rotate_by,
                      revision)
  values (:arn, :account, :region, :name, :description, :kms_key_id, :tags, :stages, :policy,
          :created_at, :changed_at, :accessed_at, :deleted_at, :purge_at, :secret_type,
          :owning_service, :primary_region, :rotation, :rotated_at, :rotate_at, :rotate_by,
          :revision)`);

/** The columns that operations change. */
export type SecretUpdate = Pick<
  SecretRow,
  | 'arn'
  | 'description'
  | 'kms_key_id'
  | 'tags'
  | 'stages'
  | 'policy'
  | 'changed_at'
  | 'deleted_at'
  | 'purge_at'
  | 'secret_type'
  | 'primary_region'
  | 'rotation'
  | 'rotated_at'
  | 'rotate_at'
  | 'rotate_by'
  | 'revision'
>;

export const updateSecret = statement<SecretUpdate>(`
  update secret
     set description = :description, kms_key_id = :kms_key_id, tags = :tags, stages = :stages,
         policy = :policy, changed_at = :changed_at, deleted_at = :deleted_at,
         purge_at = :purge_at, secret_type = :secret_type, primary_region = :primary_region,
         rotation = :rotation, rotated_at = :rotated_at, rotate_at = :rotate_at,
         rotate_by = :rotate_by, revision = revision + 1
   where arn = :arn and revision = :revision`);

/** A read is no revision: whoever changes the secret meanwhile need not start again. */
export const touchSecret = statement<{ arn: string; day: number }>(`
  update secret set accessed_at = :day where arn = :arn and accessed_at < :day`);

export const deleteSecretRow = statement<{ arn: string; revision: number }>(`
  delete from secret where arn = :arn and revision = :revision`);

export const selectVersion = cachedStatement<{ secret: string; id: string }, VersionRow>(`
  select secret, id, created_at, accessed_at, labelled, is_text, kms_key, data_key, sealed
    from secret_version where secret = :secret and id = :id`);

export const insertVersion = statement<VersionRow>(`
  insert into secret_version (secret, id, created_at, accessed_at, labelled, is_text, kms_key,
                              data_key, sealed)
  values (:secret, :id, :created_at, :accessed_at, :labelled, :is_text, :kms_key,
          :data_key, :sealed)`);

/** Gives a value to a version that has none. */
export const fillVersion = statement<
  Pick<VersionRow, 'secret' | 'id' | 'is_text' | 'kms_key' | 'data_key' | 'sealed'>
>(`
  update secret_version
     set is_text = :is_text, kms_key = :kms_key, data_key = :data_key, sealed = :sealed,
         labelled = 1
   where secret = :secret and id = :id and length(sealed) = 0`);

export const selectEmptyVersions = statement<{ secret: string }, { id: string }>(`
  select id from secret_version where secret = :secret and labelled = 1 and length(sealed) = 0`);

export const touchVersion = statement<{ secret: string; id: string; day: number }>(`
  update secret_version set accessed_at = :day
   where secret = :secret and id = :id and accessed_at < :day`);

export const labelVersion = statement<{ secret: string; id: string; labelled: number }>(`
  update secret_version set labelled = :labelled where secret = :secret and id = :id`);

export const rewrapVersion = statement<{
  secret: string;
  id: string;
  kms_key: string;
  data_key: Uint8Array;
}>(`
  update secret_version set kms_key = :kms_key, data_key = :data_key
   where secret = :secret and id = :id`);

export const deleteVersion = statement<{ secret: string; id: string }>(`
  delete from secret_version where secret = :secret and id = :id`);

export const deleteVersions = statement<{ secret: string }>(`
  delete from secret_version where secret = :secret`);

export const selectVersionId = statement<{ secret: string; id: string }, { id: string }>(`
  select id from secret_version where secret = :secret and id = :id`);

export const selectVersionLabels = statement<{ secret: string }, { id: string; labelled: number }>(`
  select id, labelled from secret_version where secret = :secret`);

export const selectVersionIds = statement<{ secret: string }, { id: string }>(`
  select id from secret_version where secret = :secret order by created_at, id`);

/** Versions without labels, older than `before`, that are not among the `kept` newest of their kind. */
export const selectStaleVersions = statement<
  { secret: string; before: number; kept: number; count: number },
  { id: string }
>(`
  select id from secret_version
   where secret = :secret and labelled = 0 and created_at < :before
     and created_at <= coalesce(
           (select created_at from secret_version where secret = :secret and labelled = 0
             order by created_at desc limit 1 offset :kept), -1)
   order by created_at limit :count`);

type VersionPage = { secret: string; at: number; id: string; count: number };

export const selectVersionPage = statement<VersionPage, ListedVersionRow>(`
  select id, created_at, accessed_at, kms_key from secret_version
   where secret = :secret and (created_at, id) > (:at, :id)
   order by created_at, id limit :count`);

export const selectLabelledPage = statement<VersionPage, ListedVersionRow>(`
  select id, created_at, accessed_at, kms_key from secret_version
   where secret = :secret and labelled = 1 and (created_at, id) > (:at, :id)
   order by created_at, id limit :count`);
