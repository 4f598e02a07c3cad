import { crc32 } from 'node:zlib';

import type { Row } from './statement.ts';
import type { Migrations } from './store.ts';

/** A step that this database has not seen yet. */
export interface PendingStep {
  readonly owner: string;
  readonly step: number;
  readonly sql: string;
  readonly checksum: string;
}

/** The record of applied steps. `applied_at` is null when who opened the store told no time. */
export const SCHEMA_MIGRATION = `create table schema_migration (
  owner text not null, step integer not null, checksum text not null, applied_at integer,
  primary key (owner, step)) strict`;

export const SELECT_APPLIED =
  'select owner, step, checksum from schema_migration order by owner, step';

/**
 * The steps to apply, in the order of their owners.
 *
 * @throws when the database was made by another history than this program's: nothing must be
 *   touched then.
 */
export function pendingSteps(
  applied: readonly Row[],
  migrations: readonly Migrations[],
): readonly PendingStep[] {
  const known = new Map(migrations.map(({ owner, steps }) => [owner, steps]));
  const done = new Map<string, number>();
  for (const { owner, step, checksum } of applied as readonly AppliedRow[]) {
    const sql = known.get(owner)?.[step - 1];
    if (sql === undefined) throw new Error(newer(owner, step));
    if (checksum !== checksumOf(sql)) throw new Error(changed(owner, step));
    if (step !== (done.get(owner) ?? 0) + 1) throw new Error(missing(owner, step - 1));
    done.set(owner, step);
  }
  return migrations.flatMap(({ owner, steps }) =>
    steps
      .map((sql, index) => ({ owner, step: index + 1, sql, checksum: checksumOf(sql) }))
      .slice(done.get(owner) ?? 0),
  );
}

type AppliedRow = { readonly owner: string; readonly step: number; readonly checksum: string };

/** Finds edits made by mistake; a seal against malice it is not. */
const checksumOf = (sql: string): string => `${sql.length}-${crc32(sql).toString(16)}`;

const newer = (owner: string, step: number): string =>
  `The store was written by a newer Lockstead: it has step ${step} of \`${owner}\`, which this program does not know. Nothing was changed. Start the newer program, or restore a backup made by this one.`;

const changed = (owner: string, step: number): string =>
  `Step ${step} of \`${owner}\` was applied to the store with other SQL than this program has. Nothing was changed. Start the program that made the store.`;

const missing = (owner: string, step: number): string =>
  `The store's record of migrations lacks step ${step} of \`${owner}\`. Nothing was changed. Restore a backup.`;
