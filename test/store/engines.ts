import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { Client } from 'pg';

import { openPostgres } from '../../src/store/postgres.ts';
import { openSqlite } from '../../src/store/sqlite.ts';
import type { Migrations, Store } from '../../src/store/store.ts';
import { postgresPrograms, sharedPostgres } from './postgres-server.ts';

/** A place where stores can be opened for tests. */
export interface Engine {
  readonly name: string;
  /** A new, empty store; it is closed and removed when `discard` is called. */
  readonly open: (migrations: readonly Migrations[]) => Promise<TestStore>;
}

export interface TestStore {
  readonly store: Store;
  /** Opens the same data once more, as another process would. Undefined where there is no such thing. */
  readonly again: ((migrations?: readonly Migrations[]) => Promise<Store>) | undefined;
  /** Closes the store and opens its data with a program of other migrations. */
  readonly reopen: ((migrations: readonly Migrations[]) => Promise<Store>) | undefined;
  /** The data file, or the URL of the server. */
  readonly place: string;
  readonly discard: () => Promise<void>;
}

const memory: Engine = {
  name: 'SQLite in memory',
  open: async (migrations) => {
    const store = await openSqlite({ path: ':memory:', migrations });
    return {
      store,
      again: undefined,
      reopen: undefined,
      place: ':memory:',
      discard: () => store.close(),
    };
  },
};

const disk: Engine = {
  name: 'SQLite on disk',
  open: async (migrations) => {
    const folder = mkdtempSync(join(tmpdir(), 'lockstead-store-'));
    const path = join(folder, 'lockstead.db');
    const stores = [await openSqlite({ path, migrations })];
    const close = async () => {
      for (const store of stores.splice(0).reverse()) await store.close();
    };
    return {
      store: stores[0]!,
      place: path,
      reopen: async (others) => {
        await close();
        const store = await openSqlite({ path, migrations: others });
        stores.push(store);
        return store;
      },
      again: async (of = migrations) => {
        const store = await openSqlite({ path, migrations: of, exclusive: false });
        stores.push(store);
        return store;
      },
      discard: async () => {
        await close();
        rmSync(folder, { recursive: true });
      },
    };
  },
};

let schemas = 0;

const postgres: Engine = {
  name: 'PostgreSQL',
  open: async (migrations) => {
    const server = await sharedPostgres();
    // A schema for each store; servers may be shared by test processes.
    const schema = `test_${process.pid}_${++schemas}`;
    await run(server, `create schema ${schema}`);
    const url = new URL(server);
    url.searchParams.set('options', `-c search_path=${schema}`);
    const stores: Store[] = [];
    const open = async (of: readonly Migrations[]) => {
      const store = await openPostgres({ url: url.href, migrations: of, poolSize: 6 });
      stores.push(store);
      return store;
    };
    const close = async () => {
      for (const store of stores.splice(0)) await store.close();
    };
    return {
      store: await open(migrations),
      place: url.href,
      again: (of = migrations) => open(of),
      reopen: async (others) => {
        await close();
        return open(others);
      },
      discard: async () => {
        await close();
        await run(server, `drop schema ${schema} cascade`);
      },
    };
  },
};

/** Runs SQL as a person with `psql` would. */
export async function run(url: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(`set client_min_messages = warning; ${sql}`);
  await client.end();
}

const available =
  process.env['LOCKSTEAD_TEST_POSTGRES'] !== undefined || postgresPrograms() !== undefined;
if (!available) {
  const missing = 'PostgreSQL is not installed (/usr/lib/postgresql/*/bin/initdb)';
  if (process.env['CI']) throw new Error(`${missing}: the tests of the store need it.`);
  console.error(`${missing}: NOTHING is tested on PostgreSQL. Install Debian's \`postgresql\`.`);
}

/** Every test with a store runs on each of these. */
export const engines: readonly Engine[] = available ? [memory, disk, postgres] : [memory, disk];
