import assert from 'node:assert/strict';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { systemRandom as random } from '../base/random.ts';
import { newDerivation, printRootKey } from '../crypto/root-key.ts';
import { defaultRootKey, rootKeySource, type Surroundings } from './root-key.ts';

const key = printRootKey(random.bytes(32));

function place(t: TestContext) {
  const folder = mkdtempSync(join(tmpdir(), 'lockstead-root-key-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const data = join(folder, 'data');
  const source = (
    spec: string,
    around: Partial<Surroundings> = {},
    more: { insideData?: boolean; next?: true } = {},
  ) =>
    rootKeySource(
      spec,
      { data, insideData: false, ...more },
      { env: {}, ask: undefined, ...around },
    );
  return { folder, data, source };
}

const withExit = (exitCode: number, message: RegExp) => (error: Error & { exitCode?: number }) => {
  assert.match(error.message, message);
  assert.equal(error.exitCode, exitCode);
  return true;
};

test('the root key lies beside the data folder unless told', () => {
  assert.equal(defaultRootKey('/srv/lockstead-data'), 'file:/srv/lockstead-root.key');
  assert.equal(defaultRootKey('/var/lib/lockstead/'), 'file:/var/lib/lockstead-root.key');
  assert.equal(defaultRootKey('/data'), 'file:/data-root.key');
});

test('a new root key file is read by its owner alone, and read again', async (t) => {
  const { folder, source } = place(t);
  const file = source(`file:${folder}/root.key`);
  assert.deepEqual(await file.read(null), []);
  const staged = await file.stage(random);
  assert.equal(statSync(`${folder}/root.key`).mode & 0o777, 0o600);
  assert.equal((await file.read(null))[0]!.key.fingerprint, staged.key.fingerprint);
  assert.deepEqual(readdirSync(folder), ['root.key']);
  await staged.discard();
  assert.deepEqual(readdirSync(folder), []);
});

test('a root key file that others can read is refused', async (t) => {
  const { folder, source } = place(t);
  writeFileSync(`${folder}/root.key`, key, { mode: 0o600 });
  const file = source(`file:${folder}/root.key`);
  assert.equal((await file.read(null)).length, 1);
  for (const mode of [0o640, 0o604, 0o620]) {
    chmodSync(`${folder}/root.key`, mode);
    await assert.rejects(file.read(null), withExit(3, /has mode `06\d\d`.*chmod 600/));
  }
});

test('a cut root key file is refused, and not replaced', async (t) => {
  const { folder, source } = place(t);
  writeFileSync(`${folder}/root.key`, key.slice(0, 30), { mode: 0o600 });
  const file = source(`file:${folder}/root.key`);
  await assert.rejects(file.read(null), withExit(3, /no whole root key/));
  await assert.rejects(file.stage(random), withExit(3, /no whole root key/));
});

test('a root key inside the data folder is refused unless the operator says so', (t) => {
  const { folder, data, source } = place(t);
  mkdirSync(data);
  symlinkSync(data, join(folder, 'elsewhere'));
  for (const spec of [
    `file:${data}/root.key`,
    `file:${data}/a/b/root.key`,
    `file:${folder}/elsewhere/root.key`,
    `passphrase-file:${data}/word`,
  ]) {
    assert.throws(() => source(spec), withExit(3, /inside the data folder/), spec);
    assert.ok(source(spec, {}, { insideData: true }));
  }
  for (const spec of [
    `file:${folder}/root.key`,
    `file:${data}-root.key`,
    `file:${folder}/..data/root.key`,
  ])
    assert.ok(source(spec), spec);
});

test('a root key comes from a variable or from the service manager', async (t) => {
  const { folder, source } = place(t);
  assert.equal((await source('env:KEY', { env: { KEY: key } }).read(null)).length, 1);
  await assert.rejects(source('env:KEY').read(null), withExit(3, /`KEY`, which is not set/));
  await assert.rejects(
    source('env:KEY', { env: { KEY: 'short' } }).read(null),
    withExit(3, /no whole root key/),
  );

  const env = { CREDENTIALS_DIRECTORY: folder };
  await assert.rejects(
    source('credential:key', { env }).read(null),
    withExit(3, /handed over no credential/),
  );
  writeFileSync(join(folder, 'key'), `${key}\n`, { mode: 0o400 });
  assert.equal((await source('credential:key', { env }).read(null)).length, 1);
  await assert.rejects(
    source('credential:key').read(null),
    withExit(3, /`CREDENTIALS_DIRECTORY` is not set/),
  );
  await assert.rejects(source('credential:../key', { env }).read(null), withExit(3, /plain names/));
});

test('a new passphrase is asked for twice, is long, and is asked for no more', async (t) => {
  const { source } = place(t);
  const answers = (...all: string[]) => ({ ask: async () => all.shift()! });
  const stage = (around: Partial<Surroundings>) => source('passphrase', around).stage(random);
  await assert.rejects(
    stage(answers('correct horse battery', 'correct horse batter')),
    withExit(3, /differ/),
  );
  await assert.rejects(stage(answers('short', 'short')), withExit(3, /shorter than 12/));
  await assert.rejects(stage(answers('')), withExit(3, /empty/));
  const asked = source('passphrase', answers('correct horse battery', 'correct horse battery'));
  const { key: made } = await asked.stage(random);
  const [again] = await asked.read(made.derivation);
  assert.equal(again!.key.fingerprint, made.fingerprint);
});

test('a passphrase comes from a file, without its last line end', async (t) => {
  const { folder, source } = place(t);
  const derivation = newDerivation(random);
  writeFileSync(join(folder, 'word'), 'correct horse battery\n', { mode: 0o600 });
  const [fromFile] = await source(`passphrase-file:${folder}/word`).read(derivation);
  const [fromEnv] = await source('passphrase', {
    env: { LOCKSTEAD_ROOT_PASSPHRASE: 'correct horse battery' },
  }).read(derivation);
  assert.equal(fromFile!.key.fingerprint, fromEnv!.key.fingerprint);
  await assert.rejects(
    source(`passphrase-file:${folder}/none`).read(derivation),
    withExit(3, /is not there/),
  );
});

test('a rotation takes its new passphrase from a variable of its own', async (t) => {
  const { source } = place(t);
  const env = {
    LOCKSTEAD_ROOT_PASSPHRASE: 'the old passphrase',
    LOCKSTEAD_NEW_ROOT_PASSPHRASE: 'the new passphrase',
  };
  const { key: next } = await source('passphrase', { env }, { next: true }).stage(random);
  const [old] = await source('passphrase', { env }).read(next.derivation);
  assert.notEqual(next.fingerprint, old!.key.fingerprint);
});

test('a source that is not understood is not repeated: it may be the key itself', (t) => {
  const { source } = place(t);
  for (const spec of [key, 'file:', 'env', 'secret', 'passphrase:correct horse', '']) {
    assert.throws(
      () => source(spec),
      (error: Error & { exitCode?: number }) =>
        error.exitCode === 2 && (spec === '' || spec.length < 7 || !error.message.includes(spec)),
    );
  }
  assert.throws(() => source('pkcs11:token=x'), withExit(2, /`module-path`/));
});
