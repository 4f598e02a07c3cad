import type { DatabaseSync } from 'node:sqlite';

import { assert } from '../base/assert.ts';
import type { Instant } from '../base/clock.ts';
import { createCache, freeze } from './cache.ts';
import { pendingSteps, SCHEMA_MIGRATION, SELECT_APPLIED } from './migrate.ts';
import { schemaOf, type Schema } from './schema.ts';
import { createCheckpointer } from './sqlite-checkpointer.ts';
import { clearSqlite, loadSqlite, snapshotMemory, snapshotSqlite } from './sqlite-copy.ts';
import { conflictOr } from './sqlite-error.ts';
import { lockFile, logDisk, MEMORY, openFile, openReader, watchFile } from './sqlite-file.ts';
import { createGroup } from './sqlite-group.ts';
import { preparer, type Prepared } from './sqlite-statement.ts';
import type { AnyStatement, Change, Row, Statement } from './statement.ts';
import { Conflict, type Migrations, type Reader, type Store } from './store.ts';

export interface SqliteOptions {
  /** The data file, or `:memory:`. */
  readonly path: string;
  readonly migrations: readonly Migrations[];
  /** A server is alone on its file (the default); administrators' commands open it beside one. */
  readonly exclusive?: boolean;
  /** When it is: goes into the record of migrations. */
  readonly now?: Instant;
  /** From how many pages on the log is moved into the data file; fewer, in tests. */
  readonly longLogPages?: number;
}

/** A store in one file, or in memory. */
export async function openSqlite(options: SqliteOptions): Promise<Store> {
  const { path, migrations, exclusive = true, longLogPages } = options;
  const schema = schemaOf(migrations);
  const lock = exclusive ? lockFile(path) : undefined;
  let db: DatabaseSync | undefined;
  try {
    db = openFile(path);
    migrate(db, options);
    return createStore(db, {
      path,
      exclusive,
      schema,
      longLogPages,
      unlock: () => lock?.release(),
    });
  } catch (cause) {
    db?.close();
    lock?.release();
    throw cause;
  }
}

function migrate(db: DatabaseSync, options: SqliteOptions): void {
  const { path, migrations, exclusive = true, now } = options;
  const hasRecord = () =>
    db.prepare("select 1 from sqlite_schema where name = 'schema_migration'").get() !== undefined;
  const pending = () =>
    pendingSteps(hasRecord() ? (db.prepare(SELECT_APPLIED).all() as Row[]) : [], migrations);
  if (pending().length === 0) return;
  // Tables do not change below a running server.
  const lock = exclusive ? undefined : lockFile(path);
  try {
    db.exec('begin immediate');
    const steps = pending();
    if (!hasRecord()) db.exec(SCHEMA_MIGRATION);
    const record = db.prepare('insert into schema_migration values (?, ?, ?, ?)');
    for (const { owner, step, sql, checksum } of steps) {
      db.exec(sql);
      record.run(owner, step, checksum, now ?? null);
    }
    db.exec('commit');
  } finally {
    if (db.isTransaction) db.exec('rollback');
    lock?.release();
  }
}

interface Opened {
  readonly path: string;
  readonly exclusive: boolean;
  readonly schema: Schema;
  readonly longLogPages: number | undefined;
  readonly unlock: () => void;
}

function createStore(db: DatabaseSync, opened: Opened): Store {
  const { path, exclusive, schema, longLogPages, unlock } = opened;
  const cache = createCache();
  // A server syncs the log itself, beside the event loop; a command's one write may as well wait for it.
  const disk = path !== MEMORY && exclusive ? logDisk(path) : undefined;
  db.exec(`pragma synchronous = ${disk ? 'normal' : 'full'}`);
  // Its checkpoints are made beside the loop too; SQLite's own are left for when that fails.
  if (disk) db.exec(`pragma wal_autocheckpoint = ${LARGEST_LOG_PAGES}`);
  const group = createGroup(
    db,
    disk && {
      sync: (done) => {
        disk.sync(done);
        checkpointer?.look();
      },
    },
  );
  const checkpointer =
    disk && createCheckpointer({ path, db, breakWith: group.breakWith, longPages: longLogPages });
  const prepared = preparer(db, schema);
  const file = path === MEMORY ? undefined : watchFile(db, path, group.sickness);
  let loading = false;
  const assertReady = () => assert(!loading, 'the store is used while it is being loaded.');

  const keep = (statement: AnyStatement, values: Row) => {
    const here = prepared(statement);
    return cache.keep(statement, here, values, () => freeze(here.rows(values)));
  };
  const readOne = async (statement: AnyStatement, values: Row) => {
    assertReady();
    return statement.cached ? keep(statement, values).first : prepared(statement).first(values);
  };
  const readAll = async (statement: AnyStatement, values: Row) => {
    assertReady();
    return statement.cached ? keep(statement, values).all : prepared(statement).rows(values);
  };
  // A hit hands out the promise that is already there: no wrapper, no turn of its own.
  const reader = {
    one: (statement: AnyStatement, values: Row) =>
      (statement.cached && cache.find(statement, values)?.first) || readOne(statement, values),
    all: (statement: AnyStatement, values: Row) =>
      (statement.cached && cache.find(statement, values)?.all) || readAll(statement, values),
  } as Reader;

  /** Another process's commit is seen by its mark on the file, our own by what it writes. */
  let seen = file?.version();
  let looked = false;
  const fresh = async () => {
    // Nobody else serves from this file: once for all requests of a round of the event loop is enough
    // to see what an administrator's command has written.
    if (!looked) {
      looked = true;
      setImmediate(() => (looked = false));
      const version = file?.version();
      if (version !== seen) cache.dropAll();
      seen = version;
    }
    return reader;
  };
  const written = (statements: readonly AnyStatement[]) =>
    cache.drop(statements.flatMap((statement) => prepared(statement).writes));

  const store: Store = {
    engine: 'sqlite',
    one: async (statement, values) =>
      (statement.cached ? await fresh() : reader).one(statement, values),
    all: async (statement, values) =>
      (statement.cached ? await fresh() : reader).all(statement, values),
    fresh,
    commit: async (changes) => {
      assertReady();
      if (changes.length === 0) return;
      await group.join({
        work: () => {
          for (const each of changes) touch(prepared(each.statement), each);
        },
        done: () => written(changes.map(({ statement }) => statement)),
      });
    },
    claim: async <V extends Row, R extends Row>(statement: Statement<V, R>, values: V) => {
      assertReady();
      return group.join({
        work: () => claimOn(prepared(statement), values) as R[],
        done: () => written([statement]),
      });
    },
    snapshot: async (visit) => {
      assertReady();
      await group.flush();
      if (path === MEMORY) return snapshotMemory(db, schema.tables, visit);
      const own = openReader(path);
      try {
        await snapshotSqlite(own, schema.tables, visit);
      } finally {
        own.close();
      }
    },
    load: async (snapshot) => {
      assertReady();
      loading = true;
      try {
        await group.flush();
        db.exec('pragma synchronous = full');
        await loadSqlite(db, schema.tables, snapshot);
      } finally {
        if (disk) db.exec('pragma synchronous = normal');
        loading = false;
        cache.dropAll();
      }
    },
    clear: async () => {
      assertReady();
      await group.flush();
      clearSqlite(db, schema.tables);
      cache.dropAll();
    },
    ailment: async () => file?.ailment(),
    close: async () => {
      await group.flush();
      await checkpointer?.close();
      db.close();
      disk?.close();
      unlock();
    },
  };
  return store;
}

/** 64 MiB, at 4 KiB a page. */
const LARGEST_LOG_PAGES = 16_384;

function touch({ sql, touch }: Prepared, { values, rows }: Change): void {
  let touched: number;
  try {
    touched = touch(values);
  } catch (cause) {
    throw conflictOr(cause, sql);
  }
  if (rows === 'any' || touched === rows) return;
  throw new Conflict(`Touched ${touched} rows instead of ${rows}: ${sql}`);
}

function claimOn({ sql, rows }: Prepared, values: Row): Row[] {
  try {
    return rows(values);
  } catch (cause) {
    throw conflictOr(cause, sql);
  }
}
