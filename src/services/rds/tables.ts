import { statement } from '../../store/statement.ts';
import type { Migrations } from '../../store/store.ts';

export const migrations: Migrations = {
  owner: 'rds',
  steps: [
    `create table rds_database (
       arn         text not null primary key,
       kind        text not null,
       account     text not null,
       region      text not null,
       id          text not null,
       cluster     text not null,
       resource_id text not null,
       created_at  integer not null,
       tags        text not null,
       settings    text not null,
       revision    integer not null
     ) strict;
     create unique index rds_database_by_id on rds_database (account, region, kind, id);
     create index rds_database_by_cluster on rds_database (account, region, cluster);

     create table rds_master_user (
       arn           text not null primary key,
       sealed        blob not null,
       is_changing   integer not null,
       secret_arn    text not null,
       secret_status text not null,
       kms_key       text not null,
       revision      integer not null
     ) strict;
     create index rds_master_user_by_secret on rds_master_user (secret_arn);`,
  ],
};

/** An instance or a cluster that is registered. */
export type DatabaseRow = {
  arn: string;
  kind: 'db' | 'cluster';
  account: string;
  region: string;
  id: string;
  /** The id of the cluster that an instance is a member of; empty for any other. */
  cluster: string;
  /** `db-…` or `cluster-…`: it stays the same for as long as there is this registration. */
  resource_id: string;
  created_at: number;
  /** JSON: pairs in the order in which they were set. */
  tags: string;
  /** JSON: what was said of it, by the names of AWS's answer. */
  settings: string;
  revision: number;
};

const DATABASE =
  'arn, kind, account, region, id, cluster, resource_id, created_at, tags, settings, revision';

export const selectDatabase = statement<{ arn: string }, DatabaseRow>(
  `select ${DATABASE} from rds_database where arn = :arn`,
);

export const insertDatabase = statement<DatabaseRow>(`
  insert into rds_database (${DATABASE})
  values (:arn, :kind, :account, :region, :id, :cluster, :resource_id, :created_at, :tags, :settings,
          :revision)`);

export const updateDatabase = statement<
  Pick<DatabaseRow, 'arn' | 'tags' | 'settings' | 'revision'>
>(`
  update rds_database set tags = :tags, settings = :settings, revision = revision + 1
   where arn = :arn and revision = :revision`);

export const deleteDatabase = statement<Pick<DatabaseRow, 'arn' | 'revision'>>(
  'delete from rds_database where arn = :arn and revision = :revision',
);

type Place = Pick<DatabaseRow, 'account' | 'region' | 'kind'>;

export const selectDatabasesAfter = statement<
  Place & { after: string; count: number },
  DatabaseRow
>(`
  select ${DATABASE} from rds_database
   where account = :account and region = :region and kind = :kind and id > :after
   order by id limit :count`);

/** In the order in which they came. */
export const selectMembers = statement<
  Pick<DatabaseRow, 'account' | 'region' | 'cluster'>,
  DatabaseRow
>(`
  select ${DATABASE} from rds_database
   where account = :account and region = :region and cluster = :cluster
   order by created_at, id`);

/** What is known of the master user's password. */
export type MasterUserRow = {
  /** The database's. */
  arn: string;
  sealed: Uint8Array;
  /** 1: a new password has been asked for, and is not yet in force. */
  is_changing: number;
  /** The secret that is kept for it; empty where people keep the password. */
  secret_arn: string;
  secret_status: '' | 'creating' | 'active' | 'rotating' | 'impaired';
  kms_key: string;
  revision: number;
};

const MASTER = 'arn, sealed, is_changing, secret_arn, secret_status, kms_key, revision';

export const selectMasterUser = statement<{ arn: string }, MasterUserRow>(
  `select ${MASTER} from rds_master_user where arn = :arn`,
);

export const selectMasterUserOfSecret = statement<{ secret_arn: string }, MasterUserRow>(
  `select ${MASTER} from rds_master_user where secret_arn = :secret_arn`,
);

export const insertMasterUser = statement<MasterUserRow>(`
  insert into rds_master_user (${MASTER})
  values (:arn, :sealed, :is_changing, :secret_arn, :secret_status, :kms_key, :revision)`);

export const updateMasterUser = statement<MasterUserRow>(`
  update rds_master_user
     set sealed = :sealed, is_changing = :is_changing, secret_arn = :secret_arn,
         secret_status = :secret_status, kms_key = :kms_key, revision = revision + 1
   where arn = :arn and revision = :revision`);

export const deleteMasterUser = statement<{ arn: string }>(
  'delete from rds_master_user where arn = :arn',
);
