import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { test, type TestContext } from 'node:test';

import { createCheckpointer } from './sqlite-checkpointer.ts';
import { openFile } from './sqlite-file.ts';
import { openSqlite } from './sqlite.ts';
import { change, statement } from './statement.ts';

const migrations = [
  {
    owner: 'test',
    steps: ['create table t (id integer not null primary key, big blob not null) strict;'],
  },
];
const insert = statement<{ id: number; big: Uint8Array }>(
  'insert into t (id, big) values (:id, :big)',
);
const count = statement<{}, { n: number }>('select count(*) as n from t');

function fileOf(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'lockstead-checkpoint-'));
  t.after(() => rmSync(folder, { recursive: true }));
  return join(folder, 'data.db');
}

test('a log that grew long is moved while its writer goes on, and begun anew', async (t) => {
  const path = fileOf(t);
  const db = openFile(path);
  db.exec('pragma wal_autocheckpoint = 0; create table t (big blob)');
  const write = () => db.exec('insert into t values (zeroblob(40000))');
  const logBytes = () => statSync(`${path}-wal`).size;
  const checkpointer = createCheckpointer({ path, db, breakWith: assert.fail, longPages: 20 });
  for (let i = 0; i < 3; i++) write();
  checkpointer.look();
  write();
  const long = logBytes();
  // A log that is begun anew does not grow until it is as long as it was.
  for (let before = -1; before !== logBytes(); await new Promise(setImmediate)) {
    before = logBytes();
    write();
  }
  assert.ok(logBytes() >= long);
  await checkpointer.close();
  db.close();
});

test('a store under load begins its log anew again and again, and loses nothing', async (t) => {
  const path = fileOf(t);
  const store = await openSqlite({ path, migrations, longLogPages: 50 });
  const logBytes = () => statSync(`${path}-wal`).size;
  let rows = 0;
  // Ten rows of two pages each: a log that does not grow in fifty rounds was begun anew many times.
  for (let unchanged = 0, before = 0; unchanged < 50; before = logBytes()) {
    const ids = Array.from({ length: 10 }, () => rows++);
    await Promise.all(
      ids.map((id) => store.commit([change(insert, { id, big: new Uint8Array(8000) })])),
    );
    unchanged = logBytes() === before ? unchanged + 1 : 0;
  }
  await store.close();
  const again = await openSqlite({ path, migrations });
  assert.deepEqual(await again.one(count, {}), { n: rows });
  await again.close();
});

test('a store that is closed while its log is being moved loses nothing', async (t) => {
  const path = fileOf(t);
  const store = await openSqlite({ path, migrations, longLogPages: 5 });
  for (let id = 0; id < 20; id++)
    await store.commit([change(insert, { id, big: new Uint8Array(8000) })]);
  await store.close();
  const file = new DatabaseSync(path);
  assert.deepEqual({ ...file.prepare('select count(*) as n from t').get() }, { n: 20 });
  file.close();
});

test('a disk that does not keep what it was given stops the writer', async (t) => {
  const path = fileOf(t);
  const db = openFile(path);
  db.exec('create table t (a text)');
  const broken = Promise.withResolvers<Error>();
  const checkpointer = createCheckpointer({
    path: join(path, 'nowhere'),
    db,
    breakWith: broken.resolve,
    longPages: 1,
  });
  checkpointer.look();
  assert.match((await broken.promise).message, /unable to open/);
  await checkpointer.close();
  db.close();
});
