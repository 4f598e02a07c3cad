import type { QueryConfig } from 'pg';

import type { Instant } from '../base/clock.ts';
import { createCache, freeze } from './cache.ts';
import { bound, compile, type Compiled } from './compile.ts';
import { watchGenerations } from './generations.ts';
import { clearPostgres, loadPostgres, snapshotPostgres } from './postgres-copy.ts';
import { conflictOr } from './postgres-error.ts';
import { createLane, idlest } from './postgres-lanes.ts';
import { away, createPool, type Server } from './postgres-pool.ts';
import { countMore, setUp } from './postgres-setup.ts';
import { createWriter, type Commit } from './postgres-writer.ts';
import { schemaOf, type Schema } from './schema.ts';
import { tablesOf } from './sql.ts';
import {
  allStatements,
  type AnyStatement,
  type Change,
  type Row,
  type Statement,
} from './statement.ts';
import type { Migrations, Reader, Store } from './store.ts';

export interface PostgresOptions {
  /** `postgres://user:password@host:port/database?sslmode=…`. */
  readonly url: string;
  readonly migrations: readonly Migrations[];
  /** The most connections to open; ten unless told. */
  readonly poolSize?: number;
  /** When it is: goes into the record of migrations. */
  readonly now?: Instant;
}

/** A store in PostgreSQL, which several servers may share. */
export async function openPostgres(options: PostgresOptions): Promise<Store> {
  const { url, migrations, poolSize = 10, now } = options;
  if (poolSize < LEAST)
    throw new Error(`\`poolSize\` is ${poolSize}; it must be ${LEAST} at least.`);
  const schema = schemaOf(migrations);
  const server = createPool(url, poolSize);
  try {
    const counted = new Set(cachedTables(schema));
    await setUp(server, migrations, counted, now);
    return createStore(server, schema, counted, poolSize);
  } catch (cause) {
    await server.pool.end();
    throw cause;
  }
}

/** One for each: reading, writing, generations, claims and copies. */
const LEAST = 4;

function* cachedTables(schema: Schema): Generator<string> {
  for (const { cached, sql } of allStatements()) {
    // Statements of services that this store was not opened for have no tables here.
    if (cached) for (const table of tablesOf(sql).reads) if (schema.tables.has(table)) yield table;
  }
}

interface Prepared extends Compiled {
  readonly sql: string;
  readonly question: (values: Row) => QueryConfig;
}

function preparer(schema: Schema): (statement: AnyStatement) => Prepared {
  const known = new Map<AnyStatement, Prepared>();
  return (statement) => {
    let prepared = known.get(statement);
    if (!prepared) {
      const compiled = compile(statement, schema, (n) => `$${n}`);
      const { text, names } = compiled;
      const name = `statement_${known.size + 1}`;
      const question = (values: Row) => ({ name, text, values: bound(names, values) });
      known.set(statement, (prepared = { ...compiled, sql: statement.sql, question }));
    }
    return prepared;
  };
}

function createStore(server: Server, schema: Schema, counted: Set<string>, size: number): Store {
  const cache = createCache();
  const prepared = preparer(schema);
  // Beside the readers and the writers: one connection asks generations, one claims and copies.
  const half = Math.floor((size - 2) / 2);
  const writer = createWriter(server, half);
  const readers = Array.from({ length: half }, () => createLane(server));
  const asking = createLane(server, () => {
    // After a failover generations may go on from an older number: nothing is known any more.
    generations.reset();
    cache.dropAll();
  });
  const generations = watchGenerations(asking, cache.drop);

  const read = async ({ question }: Prepared, values: Row) =>
    (await idlest(readers).ask(question(values))).rows as Row[];
  const readCounted = async (here: Prepared, values: Row) => {
    const uncounted = here.reads.filter((table) => !counted.has(table));
    if (uncounted.length > 0) {
      await countMore(server, uncounted);
      for (const table of uncounted) counted.add(table);
    }
    return freeze(await read(here, values));
  };
  const keep = (statement: AnyStatement, values: Row) => {
    const here = prepared(statement);
    return cache.keep(statement, here, values, () => readCounted(here, values));
  };
  const readOne = async (statement: AnyStatement, values: Row) =>
    statement.cached ? keep(statement, values).first : (await read(prepared(statement), values))[0];
  const readAll = async (statement: AnyStatement, values: Row) =>
    statement.cached ? keep(statement, values).all : read(prepared(statement), values);
  // A hit hands out the promise that is already there: no wrapper, no turn of its own.
  const reader = {
    one: (statement: AnyStatement, values: Row) =>
      (statement.cached && cache.find(statement, values)?.first) || readOne(statement, values),
    all: (statement: AnyStatement, values: Row) =>
      (statement.cached && cache.find(statement, values)?.all) || readAll(statement, values),
  } as Reader;

  const fresh = async () => {
    await generations.refresh();
    return reader;
  };
  const toCommit = (changes: readonly Change[]): Commit => ({
    writes: changes.map(({ statement, values, rows }) => {
      const { sql, question } = prepared(statement);
      return { sql, question: question(values), rows };
    }),
    counted: changes
      .flatMap(({ statement }) => prepared(statement).writes)
      .filter((table) => counted.has(table)),
  });

  return {
    engine: 'postgres',
    one: async (statement, values) =>
      (statement.cached ? await fresh() : reader).one(statement, values),
    all: async (statement, values) =>
      (statement.cached ? await fresh() : reader).all(statement, values),
    fresh,
    commit: async (changes) => {
      if (changes.length === 0) return;
      const commit = toCommit(changes);
      await writer.join(commit);
      cache.drop(commit.counted);
    },
    claim: async <V extends Row, R extends Row>(statement: Statement<V, R>, values: V) => {
      const { sql, question, writes } = prepared(statement);
      try {
        return (await server.pool.query(question(values))).rows as R[];
      } catch (cause) {
        throw away(server.name, conflictOr(cause, sql));
      } finally {
        cache.drop(writes);
      }
    },
    snapshot: (visit) => snapshotPostgres(server, schema.tables, visit),
    load: async (snapshot) => {
      await loadPostgres(server, schema.tables, snapshot);
      cache.dropAll();
    },
    clear: async () => {
      await clearPostgres(server, schema.tables);
      cache.dropAll();
    },
    ailment: () => ailmentOf(server),
    close: async () => {
      await writer.close();
      await Promise.all([asking, ...readers].map((lane) => lane.close()));
      await server.pool.end();
    },
  };
}

async function ailmentOf(server: Server): Promise<string | undefined> {
  try {
    const { rows } = await server.pool.query(
      "select current_setting('transaction_read_only') as read_only",
    );
    if (rows[0].read_only === 'off') return undefined;
    return `PostgreSQL at \`${server.name}\` is read-only: it is a standby, or was set so. Point the URL at the primary.`;
  } catch (cause) {
    return (away(server.name, cause) as Error).message;
  }
}
