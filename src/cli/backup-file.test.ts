import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { gunzipSync, gzipSync } from 'node:zlib';
import { engines } from '../../test/store/engines.ts';
import { seededRandom } from '../base/random.ts';
import { change, type Row, statement } from '../store/statement.ts';
import type { Store } from '../store/store.ts';
import { rowsOf, verifyBackup, writeBackup } from './backup-file.ts';

const world = {
  owner: 'world',
  steps: [
    `create table folder (name text primary key) strict;
     create table paper (folder text not null references folder (name), number integer not null, body blob, note text,
       primary key (folder, number)) strict;
     create table untouched (id text primary key) strict;`,
  ],
};
const insertFolder = statement<{ name: string }>('insert into folder (name) values (:name)');
type Paper = { folder: string; number: number; body: Uint8Array | null; note: string | null };
const insertPaper = statement<Paper>(
  'insert into paper (folder, number, body, note) values (:folder, :number, :body, :note)',
);

const PAPERS = 503;
const random = seededRandom('papers');
const notes = [
  '',
  'plain',
  'line\nend\r\n',
  '\u2028\u2029',
  '"\\{}[]',
  'ä€😀',
  '{"b":"AAAA"}',
  null,
];

async function fill(store: Store): Promise<void> {
  await store.commit([change(insertFolder, { name: 'only' })]);
  const papers = Array.from({ length: PAPERS }, (_, i) =>
    change(insertPaper, {
      folder: 'only',
      number: i === 0 ? Number.MAX_SAFE_INTEGER : -i,
      body: i % 5 === 0 ? null : random.bytes(i % 40),
      note: notes[i % notes.length]!,
    }),
  );
  await store.commit(papers);
}

async function content(store: Store): Promise<{ [table: string]: Row[] }> {
  const all: { [table: string]: Row[] } = {};
  await store.snapshot(async (table, rows) => void (all[table] ??= []).push(...rows));
  return all;
}

const header = {
  created: '2026-11-01T00:00:00Z',
  engine: 'sqlite',
  migrations: { world: 1 },
} as const;

function desk(t: TestContext) {
  const folder = mkdtempSync(join(tmpdir(), 'lockstead-backup-'));
  t.after(() => rmSync(folder, { recursive: true }));
  return { folder, path: join(folder, 'file') };
}

for (const from of engines) {
  for (const to of engines) {
    test(`a backup of ${from.name} fills ${to.name} with the very same rows`, async (t) => {
      const { folder, path } = desk(t);
      const source = await from.open([world]);
      t.after(source.discard);
      await fill(source.store);
      const counts = await writeBackup(path, header, source.store.snapshot, false);
      assert.deepEqual(counts, { folder: 1, paper: PAPERS });
      assert.equal(statSync(path).mode & 0o777, 0o600);
      assert.deepEqual(readdirSync(folder), ['file']);

      const verified = await verifyBackup(path);
      assert.deepEqual(verified.counts, counts);
      assert.deepEqual(verified.header.migrations, { world: 1 });
      const target = await to.open([world]);
      t.after(target.discard);
      await target.store.load(rowsOf(path));
      assert.deepEqual(await content(target.store), await content(source.store));
      await assert.rejects(target.store.load(rowsOf(path)), /not empty/);
    });
  }

  test(`a damaged backup is not loaded into ${from.name}, wherever it is damaged`, async (t) => {
    const { path } = desk(t);
    const { store, discard } = await from.open([world]);
    t.after(discard);
    await fill(store);
    await writeBackup(path, header, store.snapshot, false);
    const whole = readFileSync(path);
    const lines = gunzipSync(whole).toString('utf8').split('\n');
    const without = (at: number) =>
      gzipSync([...lines.slice(0, at), ...lines.slice(at + 1)].join('\n'));
    const swapped = gzipSync(lines.join('\n').replace('plain', 'plaim'));
    const damaged = [
      whole.subarray(0, 100),
      whole.subarray(0, -9),
      Buffer.concat([whole, gzipSync('["more"]\n')]),
      without(3),
      without(lines.length - 2),
      swapped,
      Buffer.from('no gzip'),
      Buffer.alloc(0),
      gzipSync(''),
    ];
    await store.clear();
    for (const bytes of damaged) {
      writeFileSync(path, bytes);
      await assert.rejects(verifyBackup(path), { name: 'OperatorError', exitCode: 1 });
      await assert.rejects(store.load(rowsOf(path)));
      assert.deepEqual(await content(store), {});
    }
    writeFileSync(path, whole);
    await store.load(rowsOf(path));
  });
}

test('a backup that fails leaves no file, and the one that was there', async (t) => {
  const { folder, path } = desk(t);
  const failing: Store['snapshot'] = async (visit) => {
    await visit('folder', [{ name: 'one' }]);
    throw new Error('the disk is gone');
  };
  await assert.rejects(writeBackup(path, header, failing, false), /disk is gone/);
  assert.deepEqual(readdirSync(folder), []);
  writeFileSync(path, 'precious');
  const fine: Store['snapshot'] = (visit) => visit('folder', [{ name: 'one' }]);
  await assert.rejects(writeBackup(path, header, fine, false), /--force/);
  await assert.rejects(writeBackup(path, header, failing, true), /disk is gone/);
  assert.equal(readFileSync(path, 'utf8'), 'precious');
  await writeBackup(path, header, fine, true);
  assert.deepEqual((await verifyBackup(path)).counts, { folder: 1 });
});

test('what is no backup, or one of a later format, is told as that', async (t) => {
  const { path } = desk(t);
  writeFileSync(path, gzipSync('{"some":"json"}\n'));
  await assert.rejects(verifyBackup(path), /is no backup of Lockstead/);
  writeFileSync(path, gzipSync('{"lockstead":"backup","format":2}\n'));
  await assert.rejects(verifyBackup(path), /format `2`/);
});
