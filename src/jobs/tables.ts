import { statement } from '../store/statement.ts';

/** The table itself is `operation/job.ts`'s, where services schedule; these are the runner's own statements. */
export { migrations } from '../operation/job.ts';

export type JobRow = { kind: string; subject: string; due_at: number; attempts: number };

/**
 * Takes jobs that are due and that nobody holds. The lease is asked for again in the outer `where`:
 * a second node that waited for the row sees that it has been taken.
 */
export const claimJobs = statement<
  { now: number; until: number; owner: string; count: number },
  JobRow
>(`
  update job set lease_until = :until, lease_owner = :owner, attempts = attempts + 1
   where (kind, subject) in (
           select kind, subject from job
            where due_at <= :now and lease_until <= :now
            order by due_at limit :count)
     and due_at <= :now and lease_until <= :now
  returning kind, subject, due_at, attempts`);

export const finishJob = statement<{
  kind: string;
  subject: string;
  owner: string;
  until: number;
}>(`
  delete from job
   where kind = :kind and subject = :subject and lease_owner = :owner and lease_until = :until`);

export const repeatJob = statement<{
  kind: string;
  subject: string;
  owner: string;
  until: number;
  due_at: number;
}>(`
  update job set due_at = :due_at, attempts = 0, lease_until = 0, lease_owner = ''
   where kind = :kind and subject = :subject and lease_owner = :owner and lease_until = :until`);

export const postponeJob = statement<{
  kind: string;
  subject: string;
  owner: string;
  until: number;
  due_at: number;
}>(`
  update job set due_at = :due_at, lease_until = 0, lease_owner = ''
   where kind = :kind and subject = :subject and lease_owner = :owner and lease_until = :until`);

/** Goes on holding a job that takes long. */
export const extendLease = statement<{
  kind: string;
  subject: string;
  owner: string;
  until: number;
  longer: number;
}>(`
  update job set lease_until = :longer
   where kind = :kind and subject = :subject and lease_owner = :owner and lease_until = :until`);

/** Goes on with a job that is due again at once, under the same lease, unless another node has taken it. */
export const goOnWithJob = statement<{
  kind: string;
  subject: string;
  owner: string;
  due_at: number;
}>(`
  update job set due_at = :due_at, attempts = 0
   where kind = :kind and subject = :subject and lease_owner = :owner`);

/** Takes every lease away. */
export const releaseJobs = statement<{ due: number }>(
  "update job set lease_until = 0, lease_owner = '' where lease_until > :due",
);

/** For jobs that are there from the first start on; one that waits already keeps its time. */
export const insertJobOnce = statement<{ kind: string; subject: string; due_at: number }>(`
  insert into job (kind, subject, due_at, attempts, lease_until, lease_owner)
  values (:kind, :subject, :due_at, 0, 0, '') on conflict (kind, subject) do nothing`);
