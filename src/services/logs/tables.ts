import { statement } from '../../store/statement.ts';
import type { Migrations } from '../../store/store.ts';

export const migrations: Migrations = {
  owner: 'logs',
  steps: [
    `create table log_group (
       arn            text not null primary key,
       account        text not null,
       region         text not null,
       name           text not null,
       created_at     integer not null,
       retention_days integer not null,
       tags           text not null
     ) strict;
     create unique index log_group_by_name on log_group (account, region, name);

     create table log_stream (
       group_arn   text not null,
       name        text not null,
       created_at  integer not null,
       first_at    integer,
       last_at     integer,
       ingested_at integer,
       stored      integer not null,
       primary key (group_arn, name)
     ) strict;

     create table log_event (
       group_arn   text not null,
       stream      text not null,
       at          integer not null,
       id          text not null,
       ingested_at integer not null,
       sealed      blob not null,
       primary key (group_arn, stream, at, id)
     ) strict;
     create index log_event_by_time on log_event (group_arn, at, id);`,
  ],
};

export type GroupRow = {
  /** Without the `:*` at the end that AWS shows. */
  arn: string;
  account: string;
  region: string;
  name: string;
  created_at: number;
  /** 0: kept for ever. */
  retention_days: number;
  /** JSON. */
  tags: string;
};

const GROUP = 'arn, account, region, name, created_at, retention_days, tags';

/** Not cached: each invocation of a function writes this table, as far as the engine can tell. */
export const selectGroup = statement<{ arn: string }, GroupRow>(
  `select ${GROUP} from log_group where arn = :arn`,
);

export const insertGroup = statement<GroupRow>(`
  insert into log_group (${GROUP})
  values (:arn, :account, :region, :name, :created_at, :retention_days, :tags)`);

/** For those who are glad of one that is there. */
export const insertGroupOnce = statement<GroupRow>(`
  insert into log_group (${GROUP})
  values (:arn, :account, :region, :name, :created_at, :retention_days, :tags)
  on conflict (arn) do nothing`);

export const updateRetention = statement<{ arn: string; retention_days: number }>(
  'update log_group set retention_days = :retention_days where arn = :arn',
);

export const deleteGroup = statement<{ arn: string }>('delete from log_group where arn = :arn');

export const deleteStreams = statement<{ group_arn: string }>(
  'delete from log_stream where group_arn = :group_arn',
);

export const deleteEvents = statement<{ group_arn: string }>(
  'delete from log_event where group_arn = :group_arn',
);

export type GroupPageRow = GroupRow & { stored: number };

export const selectGroupPage = statement<
  {
    account: string;
    region: string;
    prefix: string;
    pattern: string;
    after: string;
    count: number;
  },
  GroupPageRow
>(`
  select ${GROUP},
         cast(coalesce((select sum(stored) from log_stream where group_arn = arn), 0) as bigint)
           as stored
    from log_group
   where account = :account and region = :region and name like :prefix escape '\\'
     and name like :pattern escape '\\' and name > :after
   order by name limit :count`);

export type StreamRow = {
  group_arn: string;
  name: string;
  created_at: number;
  /** Of its events; null before there is one. */
  first_at: number | null;
  last_at: number | null;
  ingested_at: number | null;
  stored: number;
};

const STREAM = 'group_arn, name, created_at, first_at, last_at, ingested_at, stored';

export const selectStream = statement<{ group_arn: string; name: string }, StreamRow>(
  `select ${STREAM} from log_stream where group_arn = :group_arn and name = :name`,
);

export const insertStream = statement<StreamRow>(`
  insert into log_stream (${STREAM})
  values (:group_arn, :name, :created_at, :first_at, :last_at, :ingested_at, :stored)`);

/** Makes the stream where it is not there. */
export const insertStreamOnce = statement<StreamRow>(`
  insert into log_stream (${STREAM})
  values (:group_arn, :name, :created_at, :first_at, :last_at, :ingested_at, :stored)
  on conflict (group_arn, name) do nothing`);

/** Several may write to a stream at once: each adds what is his. */
export const noteEvents = statement<{
  group_arn: string;
  name: string;
  first_at: number;
  last_at: number;
  ingested_at: number;
  added: number;
}>(`
  update log_stream
     set first_at = case when first_at is null or first_at > :first_at then :first_at else first_at end,
         last_at = case when last_at is null or last_at < :last_at then :last_at else last_at end,
         ingested_at = :ingested_at, stored = stored + :added
   where group_arn = :group_arn and name = :name`);

export const deleteStream = statement<{ group_arn: string; name: string }>(
  'delete from log_stream where group_arn = :group_arn and name = :name',
);

export const deleteEventsOfStream = statement<{ group_arn: string; stream: string }>(
  'delete from log_event where group_arn = :group_arn and stream = :stream',
);

type StreamPage = { group_arn: string; prefix: string; count: number };

export const selectStreamsByName = statement<StreamPage & { after: string }, StreamRow>(`
  select ${STREAM} from log_stream
   where group_arn = :group_arn and name like :prefix escape '\\' and name > :after
   order by name limit :count`);

export const selectStreamsByNameBack = statement<StreamPage & { before: string }, StreamRow>(`
  select ${STREAM} from log_stream
   where group_arn = :group_arn and name like :prefix escape '\\' and name < :before
   order by name desc limit :count`);

export const selectStreamsByTime = statement<StreamPage & { at: number; name: string }, StreamRow>(`
  select ${STREAM} from log_stream
   where group_arn = :group_arn and name like :prefix escape '\\'
     and (coalesce(last_at, 0), name) > (:at, :name)
   order by coalesce(last_at, 0), name limit :count`);

export const selectStreamsByTimeBack = statement<
  StreamPage & { at: number; name: string },
  StreamRow
>(`
  select ${STREAM} from log_stream
   where group_arn = :group_arn and name like :prefix escape '\\'
     and (coalesce(last_at, 0), name) < (:at, :name)
   order by coalesce(last_at, 0) desc, name desc limit :count`);

export type EventRow = {
  group_arn: string;
  stream: string;
  at: number;
  /** Digits: in a stream, and at one moment, they grow with the order of arrival. */
  id: string;
  ingested_at: number;
  sealed: Uint8Array;
};

const EVENT = 'group_arn, stream, at, id, ingested_at, sealed';

export const insertEvent = statement<EventRow>(`
  insert into log_event (${EVENT})
  values (:group_arn, :stream, :at, :id, :ingested_at, :sealed)`);

type EventPage = {
  group_arn: string;
  from: number;
  until: number;
  at: number;
  id: string;
  count: number;
};

export const selectEventsOfStream = statement<EventPage & { stream: string }, EventRow>(`
  select ${EVENT} from log_event
   where group_arn = :group_arn and stream = :stream and at >= :from and at < :until
     and (at, id) > (:at, :id)
   order by at, id limit :count`);

export const selectEventsOfStreamBack = statement<EventPage & { stream: string }, EventRow>(`
  select ${EVENT} from log_event
   where group_arn = :group_arn and stream = :stream and at >= :from and at < :until
     and (at, id) < (:at, :id)
   order by at desc, id desc limit :count`);

export const selectEventsOfGroup = statement<EventPage & { prefix: string }, EventRow>(`
  select ${EVENT} from log_event
   where group_arn = :group_arn and stream like :prefix escape '\\' and at >= :from
     and at < :until and (at, id) > (:at, :id)
   order by at, id limit :count`);

export const deleteEventsBefore = statement<{ group_arn: string; before: number }>(
  'delete from log_event where group_arn = :group_arn and at < :before',
);
