import { statement } from '../store/statement.ts';
import type { Migrations } from '../store/store.ts';

/**
 * One row an event, in the order of arrival, and beside it the actors: who asked, from where, with
 * what client. An actor does the same thing thousands of times a day, and his text is most of a record, so
 * it is kept once a day. `record.ts` puts the two together again.
 */
export const migrations: Migrations = {
  owner: 'audit',
  steps: [
    `create table event (
       account    text not null,
       at         integer not null,
       id         text not null,
       region     text not null,
       source     text not null,
       name       text not null,
       actor      text not null,
       resource   text not null,
       type       text not null,
       outcome    text not null,
       details    text not null
     ) strict;
     create index event_account_at on event (account, at);

     create table event_actor (
       id      text not null primary key,
       at      integer not null,
       subject text not null,
       record  text not null
     ) strict;
     create index event_actor_at on event_actor (at);
     create index event_actor_subject on event_actor (subject, at);`,
  ],
};

export type EventRow = {
  /** Whose trail it is on: the caller's account, and the resource's where that is another. */
  account: string;
  at: number;
  /** CloudTrail's eventID. */
  id: string;
  region: string;
  /** CloudTrail's eventSource. */
  source: string;
  /** CloudTrail's eventName. */
  name: string;
  actor: string;
  /** The ARN of what it was about, and CloudTrail's name of its kind; empty where nothing is named. */
  resource: string;
  type: string;
  /** `Success` or the error code. */
  outcome: string;
  /** JSON: the members of the record that are this event's own. */
  details: string;
};

export type ActorRow = {
  id: string;
  /** When he was first seen that day. */
  at: number;
  /** The id of the role or of the access key that was used; empty where there was neither. */
  subject: string;
  /** JSON: the members of the record that tell who asked and how. */
  record: string;
};

export const insertEvent = statement<EventRow>(`
  insert into event (account, at, id, region, source, name, actor, resource, type, outcome, details)
  values (:account, :at, :id, :region, :source, :name, :actor, :resource, :type, :outcome, :details)`);

/** Another request of the same actor may have been first. */
export const insertActor = statement<ActorRow>(`
  insert into event_actor (id, at, subject, record) values (:id, :at, :subject, :record)
  on conflict (id) do nothing`);

/** What is remembered of the events of one moment on one trail. */
export const selectDetailsAt = statement<
  { account: string; at: number },
  { readonly details: string }
>('select details from event where account = :account and at = :at');

/** When a role or an access key was first seen on the last day that it was used. */
export const selectLastActor = statement<{ subject: string }, { at: number }>(
  'select at from event_actor where subject = :subject order by at desc limit 1',
);

/** The last event of a role or an access key between two moments. */
export const selectLastEvent = statement<
  { account: string; subject: string; from: number; until: number },
  { at: number; source: string; region: string }
>(`
  select e.at, e.source, e.region
    from event e join event_actor a on a.id = e.actor
   where e.account = :account and e.at >= :from and e.at < :until and a.subject = :subject
   order by e.at desc limit 1`);

/**
 * The last success of one service about a resource between two moments, among operations named in a text
 * like `,Encrypt,Decrypt,`. One of them, `twofold`, may name the resource besides another.
 */
export const selectLastSuccess = statement<
  {
    account: string;
    source: string;
    names: string;
    resource: string;
    twofold: string;
    besides: string;
    from: number;
    until: number;
  },
  { at: number; id: string; name: string; details: string }
>(`
  select at, id, name, details from event
   where account = :account and at >= :from and at < :until
     and (resource = :resource or (name = :twofold and details like :besides))
     and source = :source and outcome = 'Success' and :names like '%,' || name || ',%'
   order by at desc limit 1`);

/** Who was there between two moments. */
export const selectActors = statement<
  { from: number; until: number },
  { id: string; record: string }
>('select id, record from event_actor where at >= :from and at < :until');

/** The last of each kind of event between two moments, and whose it was. */
export const selectAccesses = statement<
  { account: string; from: number; until: number },
  { actor: string; source: string; name: string; region: string; at: number }
>(`
  select actor, source, name, region, max(at) as at from event
   where account = :account and at >= :from and at < :until
   group by actor, source, name, region`);

/** Newest first; `actor_record` is null where the trail was cut behind it. */
export const selectEvents = statement<
  { account: string; from: number; until: number; count: number },
  EventRow & { actor_record: string | null }
>(`
  select e.account, e.at, e.id, e.region, e.source, e.name, e.actor, e.resource, e.type, e.outcome, e.details,
         a.record as actor_record
    from event e left join event_actor a on a.id = e.actor
   where e.account = :account and e.at >= :from and e.at < :until
   order by e.at desc limit :count`);

/** Forgets what one account did before a moment. */
export const deleteOldEvents = statement<{ account: string; before: number }>(
  'delete from event where account = :account and at < :before',
);

export const deleteOldActors = statement<{ before: number }>(
  'delete from event_actor where at < :before',
);

/** The next account with events, in order; an index look-up, however many events there are. */
export const selectNextAccount = statement<{ after: string }, { account: string | null }>(
  'select min(account) as account from event where account > :after',
);

export const selectOldestEvent = statement<{ account: string }, { at: number | null }>(
  'select min(at) as at from event where account = :account',
);
