/** Reports on which services somebody, or an organization's accounts, may use and did use. */
import { type Access, lastAccesses } from '../../audit/accesses.ts';
import { DAY, type Instant } from '../../base/clock.ts';
import { type Random, uuid } from '../../base/random.ts';
import type { Asking, Missing, Resource } from '../../operation/operation.ts';
import { type Job, type JobCall, schedule } from '../../operation/job.ts';
import { type Change, change } from '../../store/statement.ts';
import type { Reader } from '../../store/store.ts';
import type { Entity } from './advised.ts';
import type { Parts } from './parts.ts';
import {
  deleteOldReports,
  finishReport,
  insertReport,
  type ReportRow,
  selectReport,
} from './report-tables.ts';
import { KNOWN, namespaceOf } from './service-names.ts';

/** What a report on users and roles is to look for. */
export interface EntityInput {
  readonly entities: readonly Entity[];
  readonly namespaces: readonly string[];
  readonly granularity: 'SERVICE_LEVEL' | 'ACTION_LEVEL';
}

/** What a report on accounts is to look for. */
export interface OrganizationInput {
  readonly accounts: readonly { readonly account: string; readonly path: string }[];
  readonly namespaces: readonly string[];
  /** Why there can be no report. */
  readonly failure?: { readonly Code: string; readonly Message: string };
}

/** The last use of a service, or of one operation of it. */
export interface LastUse {
  readonly at: Instant;
  readonly region: string;
  /** Who it was: a user or role by his id, or an account. */
  readonly by: string;
}

/** What is found of one service. */
export interface Found {
  readonly last?: LastUse;
  /** When each of the entities, or accounts, last used it. */
  readonly each: { readonly [by: string]: Instant };
  readonly actions: { readonly [name: string]: LastUse };
}

export type Result = { readonly [namespace: string]: Found };

/** Fills in a report: its subject. */
export const accessReport: Job<Parts> = {
  kind: 'iam.access-report',
  run: async ({ subject: id, store, now }: JobCall<Parts>) => {
    const report = await store.one(selectReport, { id });
    if (!report || report.result !== null) return {};
    const result = JSON.stringify(
      report.kind === 'entity'
        ? await ofEntities(store, report, now)
        : await ofAccounts(store, report, now),
    );
    return { changes: [change(finishReport, { id, result, completed_at: now }, 'any')] };
  },
};

/** A new report, which the job will fill in. */
export function startReport(
  of: { readonly random: Random; readonly now: Instant; readonly account: string },
  kind: ReportRow['kind'],
  input: EntityInput | OrganizationInput,
): { readonly id: string; readonly changes: readonly Change[] } {
  const id = uuid(of.random);
  const row = {
    id,
    account: of.account,
    kind,
    input: JSON.stringify(input),
    result: null,
    created_at: of.now,
    completed_at: null,
  };
  return {
    id,
    changes: [
      change(deleteOldReports, { before: of.now - KEPT }, 'any'),
      change(insertReport, row),
      schedule(accessReport.kind, id, of.now),
    ],
  };
}

/** A report of the caller's account. */
export interface Report extends Resource {
  readonly row: ReportRow;
}

/** The access of an operation that reads a report. */
export const onReport = <const Action extends `iam:${string}`>(
  action: Action,
  kind: ReportRow['kind'],
) => ({
  action,
  on: async (
    { JobId: id }: { readonly JobId: string },
    { store, caller: { account } }: Asking,
  ): Promise<Report | Missing<'NoSuchEntity'>> => {
    const row = await store.one(selectReport, { id });
    if (row?.account === account && row.kind === kind) return { row, arn: '*', account };
    const message = `Job with id ${id} cannot be found.`;
    return { missing: '*', account, error: 'NoSuchEntity', message };
  },
});

/** A week: whoever asked has read it by then. */
const KEPT = 7 * DAY;
/** AWS looks back so far; the trail may not. */
const TRACKED = 400 * DAY;

async function ofEntities(store: Reader, report: ReportRow, now: Instant): Promise<Result> {
  const { entities, namespaces } = JSON.parse(report.input) as EntityInput;
  const principals = new Set(entities.map(({ id }) => id));
  const { account } = report;
  const accesses = await lastAccesses(store, {
    account,
    principals,
    from: now - TRACKED,
    until: now,
  });
  return summed(namespaces, accesses, ({ principal }) => principal);
}

async function ofAccounts(store: Reader, report: ReportRow, now: Instant): Promise<Result> {
  const { accounts, namespaces } = JSON.parse(report.input) as OrganizationInput;
  const all: (Access & { readonly account: string })[] = [];
  for (const { account } of accounts) {
    const accesses = await lastAccesses(store, { account, from: now - TRACKED, until: now });
    all.push(...accesses.map((access) => ({ ...access, account })));
  }
  return summed(namespaces, all, (access) => (access as { account?: string }).account!);
}

function summed(
  namespaces: readonly string[],
  accesses: readonly Access[],
  by: (access: Access) => string,
): Result {
  const result: { [namespace: string]: Found } = {};
  for (const namespace of namespaces) {
    const own = accesses.filter(({ source }) => namespaceOf(source) === namespace);
    const each: { [by: string]: Instant } = {};
    const actions: { [name: string]: LastUse } = {};
    let last: LastUse | undefined;
    for (const access of own) {
      const { at, region, name } = access;
      const use = { at, region, by: by(access) };
      each[use.by] = Math.max(each[use.by] ?? 0, at);
      if (!last || at > last.at) last = use;
      const known = KNOWN.get(namespace)?.includes(name);
      if (known && at > (actions[name]?.at ?? -1)) actions[name] = use;
    }
    result[namespace] = { ...(last && { last }), each, actions };
  }
  return result;
}
