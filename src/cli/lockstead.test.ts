import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { systemRandom as random } from '../base/random.ts';
import type { DevOptions, StartOptions } from '../server/config.ts';
import { openLocked } from '../server/open-store.ts';
import { migrations } from '../server/tables.ts';
import type { KeyKnowledge } from './kms.ts';
import { runCli } from './lockstead.ts';

/** A server that opens its store, and is done. */
async function start(options: StartOptions) {
  const { store, news } = await openLocked(options, { migrations, random, now: Date.now() });
  await store.close();
  return {
    url: 'http://127.0.0.1:4600',
    ...(news !== undefined && { news }),
    stop: async () => {},
  };
}

const dev = async ({ listen: { host, port } }: DevOptions) => ({
  url: `http://${host}:${port}`,
  stop: async () => {},
});

/** A house that knows no keys. */
const keyless: KeyKnowledge = {
  named: async () => [],
  dying: async () => [],
  impact: () => Promise.reject(new Error('there is no key')),
};

function terminal(t: TestContext) {
  const folder = mkdtempSync(join(tmpdir(), 'lockstead-cli-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const data = join(folder, 'lockstead-data');
  const type = async (...argv: string[]) => {
    let [out, err] = ['', ''];
    const shown = {
      env: {},
      ask: undefined,
      askOpenly: undefined,
      isWatched: false,
      progress: undefined,
      print: (text: string) => void (out += `${text}\n`),
      note: (text: string) => void (err += `${text}\n`),
      coloured: (_colour: string, text: string) => text,
    };
    const nothing = () => Promise.reject(new Error('nothing is handed over here'));
    const programs = {
      start,
      dev,
      migrations: async () => migrations,
      keys: async () => keyless,
      devices: nothing,
      accounts: nothing,
    };
    const code = await runCli(argv, programs, shown);
    return { code, out, err };
  };
  return { folder, data, type };
}

test('help is there for every command, with examples, and is no failure', async (t) => {
  const { type } = terminal(t);
  const whole = await type('--help');
  assert.equal(whole.code, 0);
  assert.match(whole.out, /start[^]*dev[^]*doctor[^]*backup[^]*restore[^]*root-key[^]*Exit codes/);
  for (const command of [
    ['start'],
    ['dev'],
    ['doctor'],
    ['backup'],
    ['restore'],
    ['kms', 'impact'],
    ['root-key', 'rotate'],
    ['root-key', 'new'],
    ['secrets', 'list'],
    ['secrets', 'show'],
    ['secrets', 'diff'],
    ['secrets', 'rollback'],
    ['secrets', 'import'],
    ['secrets', 'export'],
    ['run'],
  ]) {
    const { code, out, err } = await type(...command, '--help');
    assert.deepEqual([code, err], [0, ''], command.join(' '));
    assert.match(
      out,
      new RegExp(
        `Usage: lockstead ${command.join(' ')}[^]*Examples:\n  .*lockstead ${command.join(' ')}`,
      ),
    );
  }
  assert.match((await type('version')).out, /^\d+\.\d+\.\d+\n$/);
});

test('what is not understood ends with 2, a sentence and no stack', async (t) => {
  const { type } = terminal(t);
  const wrong = [
    [],
    ['fly'],
    ['start', '--nope'],
    ['start', 'extra'],
    ['dev', '--port', 'x'],
    ['backup'],
    ['root-key'],
    ['start', '--listen', '0.0.0.0:1'],
    ['secrets'],
    ['secrets', 'show'],
    ['secrets', 'show', 'a', 'b'],
    ['secrets', 'import'],
    ['secrets', 'import', 'a.env', '--from-endpoint', 'http://localhost'],
    ['secrets', 'import', 'a.env', '--existing', 'perhaps'],
    ['secrets', 'export', '--format', 'yaml'],
    ['secrets', 'list', '--endpoint-url', 'http://localhost'],
    ['run', '--secret', 'x'],
  ];
  for (const argv of wrong) {
    const { code, out, err } = await type(...argv);
    assert.equal(code, 2, argv.join(' '));
    assert.equal(out, '');
    assert.doesNotMatch(err, /\n\s+at /);
  }
});

test('a secret that a flag holds is in no message', async (t) => {
  const { type } = terminal(t);
  const { err } = await type('dev', '--secret-access-key', 'geh eim');
  assert.match(err, /--secret-access-key/);
  assert.doesNotMatch(err, /geh eim/);
});

test('the terminal tells where the server is and what to type next', async (t) => {
  const { data, type } = terminal(t);
  const { code, out, err } = await type('start', '--data', data);
  assert.deepEqual([code, out], [0, '']);
  assert.match(err, /answers on http:\/\/127\.0\.0\.1:4600[^]*root key lies in/);
  const forTests = await type('dev', '--port', '5000');
  assert.match(
    forTests.err,
    /export AWS_ENDPOINT_URL=http:\/\/127\.0\.0\.1:5000 AWS_REGION=us-east-1\n/,
  );
});

test('a backup is restored into an empty store, which opens with the root key of that day', async (t) => {
  const { folder, data, type } = terminal(t);
  await type('start', '--data', data);
  const file = join(folder, 'monday');
  assert.equal((await type('backup', file, '--data', data)).code, 0);
  assert.match((await type('backup', file, '--data', data)).err, /--force/);
  const restored = join(folder, 'restored');
  assert.equal((await type('restore', file, '--data', restored)).code, 0);
  const again = await type('restore', file, '--data', restored);
  assert.deepEqual([again.code, /not empty/.test(again.err)], [4, true]);
  assert.equal((await type('start', '--data', restored)).code, 3);
  const key = `file:${join(folder, 'lockstead-root.key')}`;
  assert.equal((await type('start', '--data', restored, '--root-key', key)).code, 0);
});

test('an older backup opens with the root key that a rotation retired', async (t) => {
  const { folder, data, type } = terminal(t);
  await type('start', '--data', data);
  await type('backup', join(folder, 'monday'), '--data', data);
  assert.match(
    (await type('root-key', 'rotate', '--data', data)).err,
    /locked with the root key `[0-9a-f]{16}`/,
  );
  assert.equal((await type('start', '--data', data)).code, 0);
  const restored = join(folder, 'restored');
  await type('restore', join(folder, 'monday'), '--data', restored);
  const key = (name: string) => ['--root-key', `file:${join(folder, name)}`];
  assert.equal((await type('start', '--data', restored, ...key('lockstead-root.key'))).code, 3);
  const retired = readdirSync(folder).find((name) => name.includes('.retired-'))!;
  assert.equal((await type('start', '--data', restored, ...key(retired))).code, 0);
});

test('commands on a store that is not there make none', async (t) => {
  const { folder, data, type } = terminal(t);
  assert.equal((await type('backup', join(folder, 'file'), '--data', data)).code, 4);
  assert.equal((await type('root-key', 'rotate', '--data', data)).code, 4);
  assert.equal((await type('restore', join(folder, 'none'), '--data', data)).code, 1);
  assert.equal((await type('doctor', '--data', data)).code, 0);
  assert.deepEqual(readdirSync(folder), []);
});

test('the doctor names what is not well and what to do', async (t) => {
  const { folder, data, type } = terminal(t);
  await type('start', '--data', data);
  const well = await type('doctor', '--data', data);
  assert.equal(well.code, 0);
  for (const about of ['store', 'schema', 'root key', 'clock', 'permissions', 'disk', 'network']) {
    assert.match(well.out, new RegExp(`^ok    ${about}: `, 'm'));
  }
  chmodSync(data, 0o755);
  assert.match((await type('doctor', '--data', data)).out, /^warn  permissions: .*chmod 700/m);
  const open = await type('doctor', '--data', data, '--listen', '0.0.0.0:4600');
  assert.deepEqual([open.code, /^fail  network: plain HTTP/m.test(open.out)], [1, true]);
  renameSync(join(folder, 'lockstead-root.key'), join(folder, 'away'));
  const lost = await type('doctor', '--data', data);
  assert.deepEqual([lost.code, /^fail  root key: .*missing/m.test(lost.out)], [1, true]);
});

test('a root key is printed for a service manager to keep', async (t) => {
  const { type } = terminal(t);
  const { code, out } = await type('root-key', 'new');
  assert.equal(code, 0);
  assert.match(out, /^lockstead-root-key:1:[A-Za-z0-9+/]{43}=:[0-9a-f]{16}\n$/);
});
