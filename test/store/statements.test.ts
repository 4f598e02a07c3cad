import assert from 'node:assert/strict';
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { constants, DatabaseSync } from 'node:sqlite';
import { after, before, test } from 'node:test';

import { Client, type Connection } from 'pg';

import { numbered, tablesOf } from '../../src/store/sql.ts';
import { postgresSchema, schemaOf } from '../../src/store/schema.ts';
import { allStatements, type AnyStatement } from '../../src/store/statement.ts';
import type { Migrations } from '../../src/store/store.ts';
import { engines, run } from './engines.ts';
import { sharedPostgres } from './postgres-server.ts';

const root = join(import.meta.dirname, '../../src');
const files = globSync(['{audit,jobs,server}/tables.ts', 'services/*/{tables,*-tables}.ts'], {
  cwd: root,
});
const modules = await Promise.all(
  files.map(
    async (file) =>
      ({ file, ...(await import(join(root, file))) }) as {
        file: string;
        migrations?: Migrations | readonly Migrations[];
      },
  ),
);
const migrations = modules.flatMap((module) => module.migrations ?? []) as Migrations[];
const schema = schemaOf(migrations);
const statements = [...allStatements()];

test('every room with tables tells its migrations, under a name of its own', () => {
  assert.ok(files.length >= 8, `found ${files.join(', ')}`);
  // Beside `tables.ts` lie further statements over the same tables.
  for (const { file, migrations } of modules) {
    if (file.endsWith('/tables.ts')) assert.ok(migrations, `${file} exports no \`migrations\``);
  }
  assert.equal(new Set(migrations.map(({ owner }) => owner)).size, migrations.length);
});

test('what the house reads and writes is understood as SQLite understands it', () => {
  const db = openMemory();
  for (const { sql } of statements) {
    const reads = new Set<string>();
    const writes = new Set<string>();
    db.setAuthorizer((code, table) => {
      if (code === constants.SQLITE_READ && schema.tables.has(table!)) reads.add(table!);
      if (WRITES.has(code) && schema.tables.has(table!)) writes.add(table!);
      return constants.SQLITE_OK;
    });
    db.prepare(numbered(sql, (n) => `?${n}`).text);
    const ours = tablesOf(sql);
    const touched = new Set([...ours.writes].flatMap((table) => [...schema.touchedWith(table)]));
    assert.deepEqual([...writes].sort(), [...touched].sort(), sql);
    // Who writes a table may look into it as well, which is no read of a cached statement.
    for (const table of reads)
      assert.ok(ours.reads.has(table) || touched.has(table), `${table}: ${sql}`);
  }
  db.close();
});

if (engines.some(({ name }) => name === 'PostgreSQL')) {
  const place = `statements_${process.pid}`;
  let client: Client;
  before(async () => {
    const server = await sharedPostgres();
    await run(server, `create schema ${place}`);
    client = new Client({ connectionString: server, options: `-c search_path=${place}` });
    await client.connect();
    for (const { steps } of migrations)
      for (const step of steps) await client.query(postgresSchema(step));
  });
  after(async () => {
    await client.query(`set client_min_messages = warning; drop schema ${place} cascade`);
    await client.end();
  });

  test('every statement means the same on both engines', async () => {
    const db = openMemory();
    for (const statement of statements) {
      const { text, names } = numbered(statement.sql, (n) => `?${n}`);
      const columns = db
        .prepare(text)
        .columns()
        .map(({ name }) => name);
      const seen = await describe(client, statement);
      assert.deepEqual(seen.columns, columns, statement.sql);
      seen.parameters.forEach((type, i) => {
        // A parameter of another type would refuse times, or sort and compare by other rules.
        assert.ok(OURS.has(type), `\`:${names[i]}\` is of type ${type}: ${statement.sql}`);
      });
    }
    db.close();
  });
}

// int8, text, bytea, float8
const OURS = new Set([20, 25, 17, 701]);
const WRITES = new Set([constants.SQLITE_INSERT, constants.SQLITE_UPDATE, constants.SQLITE_DELETE]);

function openMemory(): DatabaseSync {
  const db = new DatabaseSync(':memory:');
  db.exec('pragma foreign_keys = on');
  for (const { steps } of migrations) for (const step of steps) db.exec(step);
  return db;
}

interface Described {
  readonly columns: readonly string[];
  readonly parameters: readonly number[];
}

/** Prepares a statement and asks the server for its columns and parameters, without running it. */
async function describe(client: Client, { sql }: AnyStatement): Promise<Described> {
  const { promise, resolve, reject } = Promise.withResolvers<Described>();
  let columns: string[] = [];
  let parameters: number[] = [];
  const connection = (client as unknown as { connection: Connection }).connection;
  const learn = (message: { dataTypeIDs: number[] }) => (parameters = message.dataTypeIDs);
  connection.once('parameterDescription', learn);
  client.query({
    submit: (to: Connection) => {
      to.parse({ name: '', text: numbered(sql, (n) => `$${n}`).text, types: [] }, true);
      to.describe({ type: 'S', name: '' }, true);
      to.sync();
    },
    handleRowDescription: ({ fields }: { fields: { name: string }[] }) => {
      columns = fields.map(({ name }) => name);
    },
    handleError: (error: Error) => reject(new Error(`${error.message}: ${sql}`, { cause: error })),
    handleReadyForQuery: () => resolve({ columns, parameters }),
  } as never);
  try {
    return await promise;
  } finally {
    connection.off('parameterDescription', learn);
  }
}
