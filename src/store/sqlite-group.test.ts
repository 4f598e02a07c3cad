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

/** A disk that syncs when it is told to. */
function slowDisk() {
  const waiting: ((failure: Error | null) => void)[] = [];
  return {
    sync: (done: (failure: Error | null) => void) => void waiting.push(done),
    finish: (failure: Error | null = null) => waiting.shift()!(failure),
    waiting,
  };
}

function onDisk() {
  const db = new DatabaseSync(':memory:');
  db.exec('create table t (a text primary key)');
  const disk = slowDisk();
  const group = createGroup(db, disk);
  const insert = db.prepare('insert into t (a) values (?)');
  const heard: string[] = [];
  const put = (a: string) =>
    group.join({ work: () => void insert.run(a), done: () => {} }).then(
      () => void heard.push(a),
      (error: Error) => void heard.push(`${a}: ${error.message}`),
    );
  const turn = () => new Promise((resolve) => setImmediate(resolve));
  return { db, disk, group, put, heard, turn };
}

test('nobody hears of a commit before the disk has it', async () => {
  const { disk, put, heard, turn } = onDisk();
  void put('a');
  await turn();
  await turn();
  assert.deepEqual(heard, []);
  disk.finish();
  await turn();
  assert.deepEqual(heard, ['a']);
});

test('what arrives during a sync is written and told after it, together', async () => {
  const { disk, put, heard, turn } = onDisk();
  void put('a');
  await turn();
  void put('b');
  await turn();
  void put('c');
  await turn();
  assert.equal(disk.waiting.length, 1);
  disk.finish();
  await turn();
  assert.deepEqual(heard, ['a']);
  assert.equal(disk.waiting.length, 1);
  disk.finish();
  await turn();
  assert.deepEqual(heard, ['a', 'b', 'c']);
});

test('after a failed sync nothing is acknowledged any more', async () => {
  const { disk, put, heard, turn } = onDisk();
  void put('a');
  await turn();
  void put('b');
  await turn();
  disk.finish(new Error('input/output error'));
  void put('c');
  await turn();
  assert.deepEqual(
    heard.map((h) => h.replace(/:.*/, '')),
    ['a', 'b', 'c'],
  );
  assert.ok(heard.every((h) => h.includes('input/output error')));
});

test('a flush waits for the disk', async () => {
  const { disk, group, put, heard, turn } = onDisk();
  void put('a');
  const flushed = group.flush().then(() => heard.push('flushed'));
  await turn();
  assert.deepEqual(heard, []);
  disk.finish();
  await flushed;
  assert.deepEqual(heard, ['a', 'flushed']);
});

test('a group whose disk is broken writes nothing more', async () => {
  const { group, put, rows } = grouped();
  group.breakWith(new Error('fsync failed'));
  await assert.rejects(put('a'), /could not be written: fsync failed/);
  assert.deepEqual(rows(), []);
});

test('a commit that touches no row is no sign of a disk that is well again', async () => {
  const { db, group, put } = grouped('pragma max_page_count = 10');
  await assert.rejects(put('big', 100_000), /full/);
  const nothing = db.prepare("delete from t where a = 'nobody'");
  await group.join({ work: () => void nothing.run(), done: () => {} });
  assert.match(String(group.sickness()), /full/);
  await put('small');
  assert.equal(group.sickness(), undefined);
});
