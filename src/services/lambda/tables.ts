import { cachedStatement, statement } from '../../store/statement.ts';
import type { Migrations } from '../../store/store.ts';

export const migrations: Migrations = {
  owner: 'lambda',
  steps: [
    `create table lambda_function (
       arn          text not null primary key,
       account      text not null,
       region       text not null,
       name         text not null,
       tags         text not null,
       reserved     integer,
       last_version integer not null,
       revision     integer not null
     ) strict;
     create unique index lambda_function_by_name on lambda_function (account, region, name);

     create table lambda_version (
       function    text not null,
       version     text not null,
       number      integer not null,
       config      text not null,
       environment blob,
       env_key     blob,
       kms_key     text not null,
       code        text not null,
       code_sha256 text not null,
       code_size   integer not null,
       unzipped    integer not null,
       same_as     text not null,
       revision_id text not null,
       modified_at integer not null,
       primary key (function, version)
     ) strict;
     create index lambda_version_by_code on lambda_version (code);

     create table lambda_layer_use (
       code     text not null,
       function text not null,
       version  text not null,
       primary key (code, function, version)
     ) strict;

     create table lambda_alias (
       function    text not null,
       name        text not null,
       version     text not null,
       description text not null,
       weights     text not null,
       revision_id text not null,
       primary key (function, name)
     ) strict;

     create table lambda_policy (
       function    text not null,
       qualifier   text not null,
       document    text not null,
       revision_id text not null,
       primary key (function, qualifier)
     ) strict;

     create table lambda_event_config (
       function    text not null,
       qualifier   text not null,
       retries     integer,
       age_seconds integer,
       modified_at integer not null,
       primary key (function, qualifier)
     ) strict;

     create table lambda_code (
       id      text not null primary key,
       account text not null,
       region  text not null,
       size    integer not null,
       parts   integer not null
     ) strict;
     create index lambda_code_by_owner on lambda_code (account, region);

     create table lambda_code_part (
       code   text not null,
       number integer not null,
       sealed blob not null,
       primary key (code, number)
     ) strict;

     create table lambda_layer (
       arn          text not null primary key,
       account      text not null,
       region       text not null,
       name         text not null,
       last_version integer not null
     ) strict;

     create table lambda_layer_version (
       layer         text not null,
       version       integer not null,
       account       text not null,
       region        text not null,
       description   text not null,
       license       text not null,
       runtimes      text not null,
       architectures text not null,
       code          text not null,
       code_sha256   text not null,
       code_size     integer not null,
       unzipped      integer not null,
       created_at    integer not null,
       policy        text not null,
       revision_id   text not null,
       primary key (layer, version)
     ) strict;
     create index lambda_layer_version_by_code on lambda_layer_version (code);

     create table lambda_event (
       id             text not null primary key,
       function       text not null,
       qualifier      text not null,
       payload        blob not null,
       client_context text not null,
       trace_id       text not null,
       queued_at      integer not null,
       attempts       integer not null
     ) strict;`,
    `alter table lambda_version add column env_grant text not null default '';`,
  ],
};

export type FunctionRow = {
  arn: string;
  account: string;
  region: string;
  name: string;
  /** JSON. */
  tags: string;
  /** Reserved concurrency; null without. */
  reserved: number | null;
  /** The number that was given last: numbers are not given again. */
  last_version: number;
  revision: number;
};

const FUNCTION = 'arn, account, region, name, tags, reserved, last_version, revision';

export const selectFunction = cachedStatement<{ arn: string }, FunctionRow>(
  `select ${FUNCTION} from lambda_function where arn = :arn`,
);

export const insertFunction = statement<FunctionRow>(`
  insert into lambda_function (${FUNCTION})
  values (:arn, :account, :region, :name, :tags, :reserved, :last_version, :revision)`);

export type FunctionUpdate = Pick<
  FunctionRow,
  'arn' | 'tags' | 'reserved' | 'last_version' | 'revision'
>;

export const updateFunctionRow = statement<FunctionUpdate>(`
  update lambda_function
     set tags = :tags, reserved = :reserved, last_version = :last_version, revision = revision + 1
   where arn = :arn and revision = :revision`);

export const deleteFunctionRow = statement<{ arn: string; revision: number }>(
  'delete from lambda_function where arn = :arn and revision = :revision',
);

export const selectReserved = cachedStatement<
  { account: string; region: string },
  { total: number }
>(`
  select cast(coalesce(sum(reserved), 0) as bigint) as total from lambda_function
   where account = :account and region = :region`);

export const countFunctions = statement<{ account: string; region: string }, { count: number }>(`
  select count(*) as count from lambda_function where account = :account and region = :region`);

export const selectAnyFunction = statement<{ count: number }, { arn: string }>(
  'select arn from lambda_function limit :count',
);

export type VersionRow = {
  function: string;
  /** `$LATEST`, or its number as text. */
  version: string;
  /** 0 for `$LATEST`. */
  number: number;
  /** JSON: a Config. */
  config: string;
  /** JSON of the variables: under the keyring, or under `env_key` where that is not null. */
  environment: Uint8Array | null;
  /** A data key under the function's KMS key. */
  env_key: Uint8Array | null;
  /** The grant by which the role opens that; empty where there is none. */
  env_grant: string;
  kms_key: string;
  code: string;
  code_sha256: string;
  code_size: number;
  unzipped: number;
  /** Of `$LATEST`: the version that was published of it as it is now; empty where it has changed since. */
  same_as: string;
  revision_id: string;
  modified_at: number;
};

const VERSION = `function, version, number, config, environment, env_key, env_grant, kms_key, code,
  code_sha256, code_size, unzipped, same_as, revision_id, modified_at`;

export const selectVersion = cachedStatement<{ function: string; version: string }, VersionRow>(
  `select ${VERSION} from lambda_version where function = :function and version = :version`,
);

export const insertVersion = statement<VersionRow>(`
  insert into lambda_version (${VERSION})
  values (:function, :version, :number, :config, :environment, :env_key, :env_grant, :kms_key, :code,
          :code_sha256, :code_size, :unzipped, :same_as, :revision_id, :modified_at)`);

export const replaceVersion = statement<VersionRow>(`
  update lambda_version
     set number = :number, config = :config, environment = :environment, env_key = :env_key,
         env_grant = :env_grant, kms_key = :kms_key, code = :code, code_sha256 = :code_sha256, code_size = :code_size,
         unzipped = :unzipped, same_as = :same_as, revision_id = :revision_id,
         modified_at = :modified_at
   where function = :function and version = :version`);

export const deleteVersionRow = statement<{ function: string; version: string }>(
  'delete from lambda_version where function = :function and version = :version',
);

export const deleteVersions = statement<{ function: string }>(
  'delete from lambda_version where function = :function',
);

/** The newest version but for `$LATEST`. */
export const selectNewest = statement<{ function: string }, VersionRow>(`
  select ${VERSION} from lambda_version where function = :function
   order by number desc limit 1`);

export const selectVersionPage = statement<
  { function: string; after: number; count: number },
  VersionRow
>(`
  select ${VERSION} from lambda_version where function = :function and number > :after
   order by number limit :count`);

export const selectCodes = statement<{ function: string }, { code: string }>(
  'select distinct code from lambda_version where function = :function',
);

/** `$LATEST` of each function, in the order of their names. */
export const selectLatestPage = statement<
  { account: string; region: string; after: string; count: number },
  VersionRow & { name: string }
>(`
  select f.name, v.function, v.version, v.number, v.config, v.environment, v.env_key,
         v.env_grant, v.kms_key, v.code, v.code_sha256, v.code_size, v.unzipped, v.same_as, v.revision_id, v.modified_at
    from lambda_function f join lambda_version v on v.function = f.arn
   where f.account = :account and f.region = :region and v.number = 0 and f.name > :after
   order by f.name limit :count`);

export const selectEveryPage = statement<
  { account: string; region: string; after: string; number: number; count: number },
  VersionRow & { name: string }
>(`
  select f.name, v.function, v.version, v.number, v.config, v.environment, v.env_key,
         v.env_grant, v.kms_key, v.code, v.code_sha256, v.code_size, v.unzipped, v.same_as, v.revision_id, v.modified_at
    from lambda_function f join lambda_version v on v.function = f.arn
   where f.account = :account and f.region = :region and (f.name, v.number) > (:after, :number)
   order by f.name, v.number limit :count`);

export type AliasRow = {
  function: string;
  name: string;
  version: string;
  description: string;
  /** JSON: further versions and the share of invocations that each gets. */
  weights: string;
  revision_id: string;
};

const ALIAS = 'function, name, version, description, weights, revision_id';

export const selectAlias = cachedStatement<{ function: string; name: string }, AliasRow>(
  `select ${ALIAS} from lambda_alias where function = :function and name = :name`,
);

export const selectAliasPage = statement<
  { function: string; after: string; count: number },
  AliasRow
>(`
  select ${ALIAS} from lambda_alias where function = :function and name > :after
   order by name limit :count`);

export const selectAliasPageOf = statement<
  { function: string; version: string; after: string; count: number },
  AliasRow
>(`
  select ${ALIAS} from lambda_alias
   where function = :function and version = :version and name > :after
   order by name limit :count`);

export const selectAliases = statement<{ function: string }, AliasRow>(
  `select ${ALIAS} from lambda_alias where function = :function order by name`,
);

export const insertAlias = statement<AliasRow>(`
  insert into lambda_alias (${ALIAS})
  values (:function, :name, :version, :description, :weights, :revision_id)`);

export const updateAliasRow = statement<AliasRow>(`
  update lambda_alias
     set version = :version, description = :description, weights = :weights,
         revision_id = :revision_id
   where function = :function and name = :name`);

export const deleteAliasRow = statement<{ function: string; name: string }>(
  'delete from lambda_alias where function = :function and name = :name',
);

export const deleteAliases = statement<{ function: string }>(
  'delete from lambda_alias where function = :function',
);

export type PolicyRow = {
  function: string;
  /** A version's number or an alias; empty for the function itself. */
  qualifier: string;
  /** Its principals are bound to unique ids. */
  document: string;
  revision_id: string;
};

export const selectPolicy = cachedStatement<{ function: string; qualifier: string }, PolicyRow>(`
  select function, qualifier, document, revision_id from lambda_policy
   where function = :function and qualifier = :qualifier`);

export const insertPolicy = statement<PolicyRow>(`
  insert into lambda_policy (function, qualifier, document, revision_id)
  values (:function, :qualifier, :document, :revision_id)`);

export const updatePolicy = statement<PolicyRow & { before: string }>(`
  update lambda_policy set document = :document, revision_id = :revision_id
   where function = :function and qualifier = :qualifier and revision_id = :before`);

export const deletePolicy = statement<{ function: string; qualifier: string; before: string }>(`
  delete from lambda_policy
   where function = :function and qualifier = :qualifier and revision_id = :before`);

export const clearPolicy = statement<{ function: string; qualifier: string }>(
  'delete from lambda_policy where function = :function and qualifier = :qualifier',
);

export const deletePolicies = statement<{ function: string }>(
  'delete from lambda_policy where function = :function',
);

export type EventConfigRow = {
  function: string;
  qualifier: string;
  retries: number | null;
  age_seconds: number | null;
  modified_at: number;
};

const EVENT_CONFIG = 'function, qualifier, retries, age_seconds, modified_at';

export const selectEventConfig = cachedStatement<
  { function: string; qualifier: string },
  EventConfigRow
>(`
  select ${EVENT_CONFIG} from lambda_event_config
   where function = :function and qualifier = :qualifier`);

export const selectEventConfigPage = statement<
  { function: string; after: string; count: number },
  EventConfigRow
>(`
  select ${EVENT_CONFIG} from lambda_event_config
   where function = :function and qualifier > :after order by qualifier limit :count`);

export const putEventConfig = statement<EventConfigRow>(`
  insert into lambda_event_config (${EVENT_CONFIG})
  values (:function, :qualifier, :retries, :age_seconds, :modified_at)
  on conflict (function, qualifier) do update
     set retries = excluded.retries, age_seconds = excluded.age_seconds,
         modified_at = excluded.modified_at`);

export const deleteEventConfig = statement<{ function: string; qualifier: string }>(
  'delete from lambda_event_config where function = :function and qualifier = :qualifier',
);

export const deleteEventConfigs = statement<{ function: string }>(
  'delete from lambda_event_config where function = :function',
);

export type EventRow = {
  /** Its request's id too. */
  id: string;
  function: string;
  /** As it was asked: an alias is looked up when the event is given to the function. */
  qualifier: string;
  payload: Uint8Array;
  client_context: string;
  trace_id: string;
  queued_at: number;
  /** How often the function has failed on it. */
  attempts: number;
};

const EVENT = 'id, function, qualifier, payload, client_context, trace_id, queued_at, attempts';

export const selectEvent = statement<{ id: string }, EventRow>(
  `select ${EVENT} from lambda_event where id = :id`,
);

export const insertEvent = statement<EventRow>(`
  insert into lambda_event (${EVENT})
  values (:id, :function, :qualifier, :payload, :client_context, :trace_id, :queued_at, :attempts)`);

export const countAttempt = statement<{ id: string; attempts: number }>(
  'update lambda_event set attempts = :attempts where id = :id',
);

export const deleteEvent = statement<{ id: string }>('delete from lambda_event where id = :id');
