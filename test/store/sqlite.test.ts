import assert from 'node:assert/strict';
import { mkdtempSync, renameSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';

import { openSqlite } from '../../src/store/sqlite.ts';
import { change } from '../../src/store/statement.ts';
import * as world from './tables.ts';

const migrations = [world.migrations];

const inFolder = (name: string, body: (path: string) => Promise<void>) =>
  test(name, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'lockstead-sqlite-'));
    try {
      await body(join(folder, 'lockstead.db'));
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

inFolder('a data file has one server, and commands beside it', async (path) => {
  const server = await openSqlite({ path, migrations });
  await assert.rejects(
    openSqlite({ path, migrations }),
    /Another Lockstead server has the data file .* open/,
  );
  const command = await openSqlite({ path, migrations, exclusive: false });
  await command.commit([change(world.insertOwner, { name: 'ann', revision: 1 })]);
  assert.equal((await server.one(world.selectOwner, { name: 'ann' }))?.revision, 1);
  await command.close();
  await server.close();
  await (await openSqlite({ path, migrations })).close();
});

inFolder('a command does not change tables below a running server', async (path) => {
  const [first] = world.migrations.steps as [string];
  const server = await openSqlite({ path, migrations: [{ owner: 'world', steps: [first] }] });
  await assert.rejects(
    openSqlite({ path, migrations, exclusive: false }),
    /Another Lockstead server/,
  );
  await server.close();
  await (await openSqlite({ path, migrations, exclusive: false })).close();
});

inFolder('the data can be read by its owner alone', async (path) => {
  const store = await openSqlite({ path, migrations });
  await store.commit([change(world.insertOwner, { name: 'ann', revision: 1 })]);
  for (const file of [path, `${path}-wal`]) assert.equal(statSync(file).mode & 0o077, 0, file);
  await store.close();
});

inFolder('each commit waits for the disk', async (path) => {
  const store = await openSqlite({ path, migrations, now: 1_700_000_000_000 });
  await store.close();
  const db = new DatabaseSync(path);
  assert.equal(db.prepare('pragma journal_mode').get()?.['journal_mode'], 'wal');
  const applied = db.prepare('select owner, step, applied_at from schema_migration').all();
  assert.deepEqual(
    applied.map((row) => ({ ...row })),
    [
      { owner: 'world', step: 1, applied_at: 1_700_000_000_000 },
      { owner: 'world', step: 2, applied_at: 1_700_000_000_000 },
    ],
  );
  db.close();
});

inFolder('a data file that was taken away is noticed', async (path) => {
  const store = await openSqlite({ path, migrations });
  assert.equal(await store.ailment(), undefined);
  renameSync(path, `${path}.elsewhere`);
  assert.match((await store.ailment())!, /was removed or replaced/);
  renameSync(`${path}.elsewhere`, path);
  assert.equal(await store.ailment(), undefined);
  await store.close();
});

test('thousands of rows in memory are gone in a moment', async () => {
  const store = await openSqlite({ path: ':memory:', migrations });
  const rows = Array.from({ length: 5000 }, (_, i) =>
    change(world.insertTrail, { id: `t${i}`, at: i, what: 'happened' }),
  );
  await store.commit(rows);
  const started = performance.now();
  await store.clear();
  const millis = performance.now() - started;
  assert.ok(millis < 50, `clearing took ${millis} ms`);
  assert.deepEqual(await store.all(world.selectTrail, {}), []);
  await store.close();
});
