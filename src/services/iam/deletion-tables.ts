import { statement } from '../../store/statement.ts';

/** How it went when a service-linked role was to be deleted. */
export const DELETIONS = `
  create table iam_deletion (
    account text not null,
    task    text not null,
    reason  text,
    at      integer not null,
    primary key (account, task)
  ) strict;`;

export type DeletionRow = {
  readonly account: string;
  readonly task: string;
  /** Why it was not done; null where it was. */
  readonly reason: string | null;
  readonly at: number;
};

export const selectDeletion = statement<{ account: string; task: string }, DeletionRow>(`
  select account, task, reason, at from iam_deletion where account = :account and task = :task`);

export const insertDeletion = statement<DeletionRow>(`
  insert into iam_deletion (account, task, reason, at) values (:account, :task, :reason, :at)`);

/** Takes everything off a role that is deleted. */
export const detachAll = statement<{ owner: string }>(
  'delete from iam_attachment where owner = :owner',
);
