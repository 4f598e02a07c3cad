import { statement } from '../../store/statement.ts';

/** Reports are made by jobs, and read until they are too old. */
export const REPORTS = `
  create table iam_report (
    id           text not null primary key,
    account      text not null,
    kind         text not null,
    input        text not null,
    result       text,
    created_at   integer not null,
    completed_at integer
  ) strict;
  create index iam_report_created on iam_report (created_at);

  create table iam_credential_report (
    account      text not null primary key,
    content      text,
    started_at   integer not null,
    generated_at integer
  ) strict;`;

export type ReportRow = {
  readonly id: string;
  readonly account: string;
  readonly kind: 'entity' | 'organization';
  /** JSON: what was asked. */
  readonly input: string;
  /** JSON: what was found; null until then. */
  readonly result: string | null;
  readonly created_at: number;
  readonly completed_at: number | null;
};

const REPORT = 'id, account, kind, input, result, created_at, completed_at';

export const selectReport = statement<{ id: string }, ReportRow>(
  `select ${REPORT} from iam_report where id = :id`,
);

export const insertReport = statement<ReportRow>(`
  insert into iam_report (${REPORT})
  values (:id, :account, :kind, :input, :result, :created_at, :completed_at)`);

export const finishReport = statement<{ id: string; result: string; completed_at: number }>(
  'update iam_report set result = :result, completed_at = :completed_at where id = :id',
);

export const deleteOldReports = statement<{ before: number }>(
  'delete from iam_report where created_at < :before',
);

export type CredentialReportRow = {
  readonly account: string;
  /** The CSV of the last report that was done. */
  readonly content: string | null;
  readonly started_at: number;
  /** Null until the report that was started is done. */
  readonly generated_at: number | null;
};

export const selectCredentialReport = statement<{ account: string }, CredentialReportRow>(`
  select account, content, started_at, generated_at from iam_credential_report where account = :account`);

export const startCredentialReport = statement<{ account: string; started_at: number }>(`
  insert into iam_credential_report (account, content, started_at, generated_at)
  values (:account, null, :started_at, null)
  on conflict (account) do update
     set content = null, started_at = excluded.started_at, generated_at = null`);

export const finishCredentialReport = statement<{
  account: string;
  content: string;
  generated_at: number;
}>(`
  update iam_credential_report set content = :content, generated_at = :generated_at
   where account = :account`);
