import type { DatabaseSync, StatementSync } from 'node:sqlite';

import { assert } from '../base/assert.ts';
import { CHUNK_ROWS, type Snapshot, type Visit } from './copy.ts';
import { quoted } from './sql.ts';
import { columnsOf, rowOf } from './sqlite-statement.ts';
import type { Row, Value } from './statement.ts';

/** Reads all tables in one transaction of `db`, which nobody else may use meanwhile. */
export async function snapshotSqlite(
  db: DatabaseSync,
  tables: Iterable<string>,
  visit: Visit,
): Promise<void> {
  db.exec('begin');
  try {
    for (const table of tables) {
      let rows: Row[] = [];
      for (const row of scan(db, table)) {
        if (rows.push(row) < CHUNK_ROWS) continue;
        await visit(table, rows);
        rows = [];
      }
      if (rows.length > 0) await visit(table, rows);
    }
  } finally {
    db.exec('rollback');
  }
}

/** Reads all tables in one turn, for a store in memory: it has no second connection. */
export async function snapshotMemory(
  db: DatabaseSync,
  tables: Iterable<string>,
  visit: Visit,
): Promise<void> {
  const copies = [...tables].map((table) => ({ table, rows: [...scan(db, table)] }));
  for (const { table, rows } of copies) {
    for (let at = 0; at < rows.length; at += CHUNK_ROWS) {
      await visit(table, rows.slice(at, at + CHUNK_ROWS));
    }
  }
}

/** Empties all tables in one turn. */
export function clearSqlite(db: DatabaseSync, tables: Iterable<string>): void {
  // Without the keys between them a table is emptied as a whole, not row by row.
  db.exec('pragma foreign_keys = off; begin immediate');
  try {
    for (const table of tables) db.exec(`delete from ${quoted(table)}`);
    db.exec('commit');
  } finally {
    if (db.isTransaction) db.exec('rollback');
    db.exec('pragma foreign_keys = on');
  }
}

/** Fills empty tables in one transaction of `db`, which nobody else may use meanwhile. */
export async function loadSqlite(
  db: DatabaseSync,
  tables: ReadonlySet<string>,
  snapshot: Snapshot,
): Promise<void> {
  // Rows come in any order; the keys between them are checked once all are there.
  db.exec('pragma foreign_keys = off; begin immediate');
  try {
    for (const table of tables) {
      const row = db.prepare(`select 1 from ${quoted(table)} limit 1`).get();
      if (row)
        throw new Error(`The store is not empty: \`${table}\` has rows. Nothing was loaded.`);
    }
    const inserts = new Map<string, Insert>();
    for await (const { table, rows } of snapshot) {
      assert(tables.has(table), `the snapshot has a table \`${table}\`, the store has not.`);
      for (const row of rows) insertInto(db, inserts, table, row);
    }
    const broken = db.prepare('pragma foreign_key_check').get();
    if (broken)
      throw new Error(
        `The snapshot is not whole: \`${broken['table']}\` points at rows of \`${broken['parent']}\` that it lacks. Nothing was loaded.`,
      );
    db.exec('commit');
  } finally {
    if (db.isTransaction) db.exec('rollback');
    db.exec('pragma foreign_keys = on');
  }
}

interface Insert {
  readonly columns: readonly string[];
  readonly native: StatementSync;
}

function insertInto(db: DatabaseSync, known: Map<string, Insert>, table: string, row: Row): void {
  const columns = Object.keys(row);
  let insert = known.get(table);
  if (
    !insert ||
    columns.length !== insert.columns.length ||
    !insert.columns.every((c) => c in row)
  ) {
    const list = columns.map(quoted).join(', ');
    const marks = columns.map(() => '?').join(', ');
    const native = db.prepare(`insert into ${quoted(table)} (${list}) values (${marks})`);
    known.set(table, (insert = { columns, native }));
  }
  insert.native.run(...insert.columns.map((column) => row[column]!));
}

function* scan(db: DatabaseSync, table: string): Generator<Row> {
  const native = db.prepare(`select * from ${quoted(table)} order by ${orderOf(db, table)}`);
  const columns = columnsOf(native);
  native.setReturnArrays(true);
  for (const cells of native.iterate()) yield rowOf(columns, cells as unknown as Value[]);
}

/** By the primary key, as PostgreSQL does; a table without one in the order of arrival. */
function orderOf(db: DatabaseSync, table: string): string {
  const key = db
    .prepare('select name from pragma_table_info(?) where pk > 0 order by pk')
    .all(table);
  return key.map(({ name }) => quoted(name as string)).join(', ') || 'rowid';
}
