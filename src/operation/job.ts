import type { Instant } from '../base/clock.ts';
import type { Random } from '../base/random.ts';
import type { OperationModel } from '../model/model.ts';
import { type Change, change, statement } from '../store/statement.ts';
import type { Migrations, Reader } from '../store/store.ts';
import type { Caller } from './caller.ts';

/** What a job may use. It acts as the service that owns it. */
export interface JobCall<Parts> {
  /** Whom to look at; what to do follows from the state that is found there. */
  readonly subject: string;
  readonly now: Instant;
  readonly store: Reader;
  readonly random: Random;
  readonly parts: Parts;
  /** Asks an operation through the gate, as the caller that is named. */
  readonly perform: <I, O, E extends string>(
    caller: Caller,
    region: string,
    model: OperationModel<I, O, E>,
    input: I,
  ) => Promise<O>;
}

/** What becomes of a job: its changes, what the trail tells of it, and when to look again. */
export interface JobAnswer {
  readonly changes?: readonly Change[];
  readonly events?: readonly ServiceEvent[];
  /** Absent: the job is done and forgotten. */
  readonly again?: Instant;
}

/** What a service did on its own account: CloudTrail's `AwsServiceEvent`. */
export interface ServiceEvent {
  readonly name: string;
  readonly account: string;
  readonly region: string;
  readonly resource: { readonly arn: string; readonly type: string };
  /** CloudTrail's `additionalEventData`. */
  readonly data?: { readonly [key: string]: unknown };
  /** CloudTrail's `serviceEventDetails`; which of the two a service uses is its own habit. */
  readonly details?: { readonly [key: string]: unknown };
  readonly error?: { readonly code: string; readonly message: string };
}

/** A kind of work that must happen later. It may run late, twice, or on another node: let state decide. */
export interface Job<Parts = any> {
  readonly kind: string;
  /** Waits for others, minutes perhaps: it runs beside the jobs that come after it, and keeps its lease. */
  readonly isSlow?: true;
  /** How many of a slow kind run at once on one node; one that comes again at once keeps its place. Unless told any number. */
  readonly atOnce?: number;
  readonly run: (call: JobCall<Parts>) => Promise<JobAnswer>;
}

export const migrations: Migrations = {
  owner: 'jobs',
  steps: [
    `create table job (
       kind        text not null,
       subject     text not null,
       due_at      integer not null,
       attempts    integer not null,
       lease_until integer not null,
       lease_owner text not null,
       primary key (kind, subject)
     ) strict;
     create index job_due on job (due_at);`,
  ],
};

const upsertJob = statement<{ kind: string; subject: string; due_at: number }>(`
  insert into job (kind, subject, due_at, attempts, lease_until, lease_owner)
  values (:kind, :subject, :due_at, 0, 0, '')
  on conflict (kind, subject) do update set due_at = excluded.due_at, attempts = 0, lease_until = 0, lease_owner = ''`);

const deleteJob = statement<{ kind: string; subject: string }>(
  'delete from job where kind = :kind and subject = :subject',
);

/** Schedules a job, or moves the one that is there: one job per kind and subject. */
export const schedule = (kind: string, subject: string, dueAt: Instant): Change =>
  change(upsertJob, { kind, subject, due_at: dueAt });

/** Calls a job off, where there is one. */
export const unschedule = (kind: string, subject: string): Change =>
  change(deleteJob, { kind, subject }, 'any');
