import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { systemRandom as random } from '../base/random.ts';
import { storeOptions } from './config.ts';
import { inspect, openLocked, openStore } from './open-store.ts';
import { migrations, selectKeyring } from './tables.ts';

const now = Date.UTC(2026, 10, 1);
const later = { owner: 'later', steps: ['create table later (id text primary key) strict'] };

function house(t: TestContext) {
  const folder = mkdtempSync(join(tmpdir(), 'lockstead-open-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const options = (rootKey?: string, env = {}) =>
    storeOptions({ data: join(folder, 'lockstead-data'), rootKey }, { env, ask: undefined });
  const open = async (of = options(), more = migrations) =>
    openLocked(of, { migrations: more, random, now });
  return { folder, options, open };
}

/** Every file below a folder with its bytes, its mode and its time. */
const picture = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .sort()
    .map((name) => {
      const facts = statSync(join(folder, name));
      return [
        name,
        facts.mode,
        facts.mtimeMs,
        facts.isFile() ? readFileSync(join(folder, name), 'base64') : '',
      ];
    });

test('the first start makes a folder, a store and a root key that only their owner reads', async (t) => {
  const { folder, open } = house(t);
  const { store, news } = await open();
  await store.close();
  assert.match(news!, /lockstead-root\.key/);
  assert.deepEqual(readdirSync(folder).sort(), ['lockstead-data', 'lockstead-root.key']);
  assert.equal(statSync(join(folder, 'lockstead-data')).mode & 0o777, 0o700);
  for (const name of ['lockstead-root.key', 'lockstead-data/lockstead.db']) {
    assert.equal(statSync(join(folder, name)).mode & 0o777, 0o600);
  }
});

test('with a wrong or a missing root key nothing is touched, and no table is migrated', async (t) => {
  const { folder, open, options } = house(t);
  await (await open()).store.close();
  const env = {
    KEY: Buffer.from(random.bytes(32)).toString('hex'),
    LOCKSTEAD_ROOT_PASSPHRASE: 'correct horse battery',
  };
  const before = picture(folder);
  for (const spec of [
    'env:KEY',
    'env:NONE',
    `file:${folder}/none.key`,
    'credential:none',
    'passphrase',
    'passphrase-file:/nowhere/word',
  ]) {
    await assert.rejects(open(options(spec, env), [...migrations, later]), { exitCode: 3 }, spec);
    assert.deepEqual(picture(folder), before, spec);
  }
  const { store } = await open(options(), [...migrations, later]);
  await store.close();
});

test('a first start without a root key to take makes nothing', async (t) => {
  const { folder, open, options } = house(t);
  await assert.rejects(open(options('env:NONE')), { exitCode: 3 });
  await assert.rejects(open(options('credential:none')), { exitCode: 3 });
  assert.deepEqual(readdirSync(folder), []);
});

test('a store that does not open is told with the exit code of stores, without a password', async (t) => {
  const { open, options, folder } = house(t);
  const store = { engine: 'postgres', url: 'postgres://user:geheim@127.0.0.1:1/none' } as const;
  const refused = (error: Error & { exitCode?: number }) =>
    error.exitCode === 4 &&
    /127\.0\.0\.1:1\/none/.test(error.message) &&
    !error.message.includes('geheim');
  await assert.rejects(open({ ...options(), store }), refused);
  await assert.rejects(openStore(store, { migrations, now, exclusive: false }), refused);
  assert.deepEqual(readdirSync(folder), []);
});

test('a second server on the same data is refused, and the first goes on', async (t) => {
  const { open } = house(t);
  const { store } = await open();
  await assert.rejects(open(), { exitCode: 4, message: /Another Lockstead server/ });
  assert.ok(await store.one(selectKeyring, {}));
  await store.close();
});

test('a look into a store leaves it as it is, whether it is in use or not', async (t) => {
  const { folder, open, options } = house(t);
  assert.equal(await inspect(options().store), undefined);
  const { store } = await open();
  const look = async () => {
    const seen = (await inspect(options().store))!;
    assert.deepEqual(Object.fromEntries(seen.applied), { keyring: 1, installation: 1 });
    assert.equal((await seen.all(selectKeyring, {})).length, 1);
    assert.equal(await seen.damage(), undefined);
    await seen.close();
  };
  await look();
  await store.close();
  const before = picture(folder);
  await look();
  assert.deepEqual(picture(folder), before);
});
