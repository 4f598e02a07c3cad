import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';

import { createGroup } from './sqlite-group.ts';
import { Conflict } from './store.ts';

function grouped(pragma = '') {
  const db = new DatabaseSync(':memory:');
  db.exec(`create table t (a text primary key, big blob); ${pragma}`);
  const group = createGroup(db);
  const insert = db.prepare('insert into t (a, big) values (?, ?)');
  const done: string[] = [];
  const put = (a: string, bytes = 0) =>
    group.join({
      work: () => void insert.run(a, new Uint8Array(bytes)),
      done: () => done.push(a),
    });
  const rows = () =>
    db
      .prepare('select a from t order by a')
      .all()
      .map(({ a }) => a);
  return { db, group, put, rows, done };
}

test('nothing is written before the turn is over, and then everything', async () => {
  const { put, rows, done } = grouped();
  const both = Promise.all([put('a'), put('b')]);
  assert.deepEqual(rows(), []);
  await both;
  assert.deepEqual(rows(), ['a', 'b']);
  assert.deepEqual(done, ['a', 'b']);
});

test('a full disk fails the whole group, and the store goes on when there is room again', async () => {
  const { db, group, put, rows, done } = grouped('pragma max_page_count = 10');
  const results = await Promise.allSettled([put('a'), put('b', 100_000), put('c')]);
  for (const result of results) {
    assert.equal(result.status, 'rejected');
    assert.match(String(result.reason), /The data file could not be written: .*full/);
    assert.ok(!(result.reason instanceof Conflict));
  }
  assert.deepEqual(rows(), []);
  assert.match(String(group.sickness()), /full/);
  db.exec('pragma max_page_count = 1000');
  await put('d', 100_000);
  assert.deepEqual(rows(), ['d']);
  assert.deepEqual(done, ['d']);
  assert.equal(group.sickness(), undefined);
});

test('a full disk met while one by one fails all of them too', async () => {
  const { put, rows } = grouped('pragma max_page_count = 10');
  await put('taken');
  const results = await Promise.allSettled([put('a'), put('taken'), put('b', 100_000)]);
  assert.deepEqual(
    results.map(({ status }) => status),
    ['rejected', 'rejected', 'rejected'],
  );
  assert.deepEqual(rows(), ['taken']);
});

test('a commit that fails at its very end has written nothing', async () => {
  const { db, put, rows, done } = grouped();
  db.exec(`pragma foreign_keys = on;
    create table child (a text references t deferrable initially deferred);
    create trigger late after insert on t when new.a = 'late' begin insert into child values ('nobody'); end`);
  const results = await Promise.allSettled([put('a'), put('late')]);
  assert.deepEqual(
    results.map(({ status }) => status),
    ['rejected', 'rejected'],
  );
  assert.deepEqual(rows(), []);
  await put('b');
  assert.deepEqual(done, ['b']);
});

test('a write waits for another process that is writing, and gives up one day', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'lockstead-group-'));
  const path = join(folder, 'data.db');
  const other = new DatabaseSync(path);
  other.exec('pragma journal_mode = wal; create table t (a text primary key); begin immediate');
  const db = new DatabaseSync(path, { timeout: 0 });
  const group = createGroup(db);
  const insert = db.prepare('insert into t (a) values (?)');
  const put = (a: string) => group.join({ work: () => void insert.run(a), done: () => {} });
  try {
    const patient = put('a');
    for (let turn = 0; turn < 5; turn++) await new Promise(setImmediate);
    assert.equal(db.prepare('select count(*) as n from t').get()?.['n'], 0);
    other.exec('commit');
    await patient;
    assert.equal(db.prepare('select count(*) as n from t').get()?.['n'], 1);
    other.exec('begin immediate');
    await assert.rejects(put('b'), /locked/);
  } finally {
    db.close();
    other.close();
    rmSync(folder, { recursive: true });
  }
});
