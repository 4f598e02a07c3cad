/** Looks into a store without changing anything: no migration, no file, no lock. */
import { existsSync, statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';

import { bound } from './compile.ts';
import { SELECT_APPLIED } from './migrate.ts';
import { numbered, tablesOf } from './sql.ts';
import type { Row, Statement } from './statement.ts';
import type { Migrations } from './store.ts';

/** What an administrator's command sees of a store that nobody has opened, or somebody else has. */
export interface Inspection {
  /** How many steps of each owner the store has seen. */
  readonly applied: ReadonlyMap<string, number>;
  /** The rows of a select; none where the store has not its tables yet. */
  readonly all: <V extends Row, R extends Row>(
    statement: Statement<V, R>,
    values: V,
  ) => Promise<readonly R[]>;
  /** Reads the whole store through; a sentence about what is wrong, or undefined. */
  readonly damage: () => Promise<string | undefined>;
  readonly close: () => Promise<void>;
}

/** The migrations that a store has seen: opened with them it is left as it is. */
export const migrationsUpTo = (
  applied: ReadonlyMap<string, number>,
  migrations: readonly Migrations[],
): readonly Migrations[] =>
  migrations.flatMap(({ owner, steps }) =>
    applied.has(owner) ? [{ owner, steps: steps.slice(0, applied.get(owner)) }] : [],
  );

/** Looks into a data file; undefined where there is none. */
export function inspectSqlite(path: string): Inspection | undefined {
  if (!existsSync(path)) return undefined;
  const db = new DatabaseSync(readable(path), { readOnly: true, timeout: 5000 });
  try {
    const has = (table: string) =>
      db.prepare('select 1 from sqlite_schema where name = ?').get(table) !== undefined;
    return {
      applied: stepsOf(has('schema_migration') ? (db.prepare(SELECT_APPLIED).all() as Row[]) : []),
      all: async ({ sql }, values) => {
        if (![...tablesOf(sql).reads].every(has)) return [];
        const { text, names } = numbered(sql, (n) => `?${n}`);
        return db.prepare(text).all(...bound(names, values)) as never;
      },
      damage: async () => {
        const [found] = db.prepare('pragma integrity_check(1)').all();
        const verdict = found?.['integrity_check'];
        if (verdict === 'ok') return undefined;
        // SQLite tells in which of its databases first, on a line of its own.
        const what = String(verdict).split('\n').at(-1);
        return `The data file \`${path}\` is damaged: ${what}.`;
      },
      close: async () => db.close(),
    };
  } catch (cause) {
    db.close();
    throw cause;
  }
}

/** Looks into a PostgreSQL database; undefined where no Lockstead has used it yet. */
export async function inspectPostgres(url: string): Promise<Inspection | undefined> {
  const { createPool, away } = await import('./postgres-pool.ts');
  const { pool, name } = createPool(url, 1);
  const ask = async (text: string, values: unknown[] = []): Promise<Row[]> => {
    try {
      return (await pool.query(text, values)).rows;
    } catch (cause) {
      throw away(name, cause);
    }
  };
  const has = async (table: string) =>
    (await ask('select to_regclass($1) is not null as found', [table]))[0]!['found'] === 1;
  try {
    await ask('set default_transaction_read_only = on');
    if (!(await has('schema_migration'))) {
      await pool.end();
      return undefined;
    }
    return {
      applied: stepsOf(await ask(SELECT_APPLIED)),
      all: async ({ sql }, values) => {
        for (const table of tablesOf(sql).reads) if (!(await has(table))) return [];
        const { text, names } = numbered(sql, (n) => `$${n}`);
        return (await ask(text, bound(names, values))) as never;
      },
      // PostgreSQL checks its pages itself as it reads them, where its operator told it to.
      damage: async () => undefined,
      close: () => pool.end(),
    };
  } catch (cause) {
    await pool.end();
    throw cause;
  }
}

/** Steps come in their order: the last one of an owner is how many there are. */
const stepsOf = (rows: readonly Row[]): ReadonlyMap<string, number> =>
  new Map(rows.map((row) => [row['owner'] as string, row['step'] as number]));

/**
 * A reader of a file in WAL mode makes the two files beside it when they are not there, and leaves
 * them. Without them nobody has the file open, and it can be read as the unchanging thing it is.
 */
function readable(path: string): string | URL {
  const log = statSync(`${path}-wal`, { throwIfNoEntry: false });
  if (log) return path;
  const url = pathToFileURL(path);
  url.searchParams.set('immutable', '1');
  return url;
}
