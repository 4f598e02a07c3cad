import { statement } from '../store/statement.ts';
import type { Migrations } from '../store/store.ts';

/**
 * One row an event, in the order of arrival. `record` is the whole CloudTrail record; the columns
 * beside it are what people look events up by.
 */
export const migrations: Migrations = {
  owner: 'audit',
  steps: [
    `create table event (
       account   text not null,
       at        integer not null,
       id        text not null,
       region    text not null,
       source    text not null,
       name      text not null,
       principal text not null,
       resource  text not null,
       outcome   text not null,
       record    text not null
     ) strict;
     create index event_account_at on event (account, at);`,
  ],
};

export type EventRow = {
  /** Whose trail it is on: the caller's account, and the resource's where that is another. */
  account: string;
  at: number;
  /** CloudTrail's eventID. */
  id: string;
  region: string;
  source: string;
  name: string;
  /** The caller's ARN, or the service. */
  principal: string;
  /** The ARN of what it was about; empty where nothing is named. */
  resource: string;
  /** `Success` or the error code. */
  outcome: string;
  record: string;
};

export const insertEvent = statement<EventRow>(`
  insert into event (account, at, id, region, source, name, principal, resource, outcome, record)
  values (:account, :at, :id, :region, :source, :name, :principal, :resource, :outcome, :record)`);

export const selectEvents = statement<
  { account: string; from: number; until: number; count: number },
  EventRow
>(`
  select account, at, id, region, source, name, principal, resource, outcome, record
    from event where account = :account and at >= :from and at < :until
   order by at desc limit :count`);

/** Forgets what one account did before a moment. */
export const deleteOldEvents = statement<{ account: string; before: number }>(
  'delete from event where account = :account and at < :before',
);

/** The next account with events, in order; an index look-up, however many events there are. */
export const selectNextAccount = statement<{ after: string }, { account: string | null }>(
  'select min(account) as account from event where account > :after',
);

export const selectOldestEvent = statement<{ account: string }, { at: number | null }>(
  'select min(at) as at from event where account = :account',
);
