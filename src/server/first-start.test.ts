import assert from 'node:assert/strict';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { engines } from '../../test/store/engines.ts';
import { systemRandom as random } from '../base/random.ts';
import { keyring } from '../crypto/keyring.ts';
import { change, statement } from '../store/statement.ts';
import type { Store } from '../store/store.ts';
import { filesIn, firstStart, type FirstStartParts, pointClientsAt } from './first-start.ts';
import { migrations, selectInstallation } from './tables.ts';

const world = {
  owner: 'world',
  steps: ['create table made (id text primary key, what text not null) strict'],
};
const insertMade = statement<{ id: string; what: string }>(
  'insert into made (id, what) values (:id, :what)',
);
const selectMade = statement<{}, { id: string }>('select id from made order by id');

let keys = 0;
const parts = (store: Store): FirstStartParts => ({
  store,
  keyring: keyring(new Map([[1, random.bytes(32)]]), random),
  random,
  now: Date.UTC(2026, 10, 1, 12),
  registerAccount: ({ account }) => [change(insertMade, { id: account, what: 'account' })],
  createAdministrator: (_keyring, _random, { userName }) => {
    const accessKeyId = `AKIA${++keys}`;
    return {
      changes: [change(insertMade, { id: accessKeyId, what: userName })],
      accessKeyId,
      secretAccessKey: `secret${keys}`,
    };
  },
});

for (const engine of engines) {
  const house = async (t: TestContext) => {
    const { store, discard } = await engine.open([...migrations, world]);
    const data = mkdtempSync(join(tmpdir(), 'lockstead-first-'));
    t.after(async () => {
      await discard();
      rmSync(data, { recursive: true });
    });
    const options = { data, account: undefined, accountEmail: 'root@example.com' };
    return {
      store,
      data,
      options,
      files: filesIn(data),
      names: () => readdirSync(join(data, 'aws')).sort(),
    };
  };
  /** A store whose process dies before or after the commit. */
  const dying = (store: Store, when: 'before' | 'after'): Store => ({
    ...store,
    commit: async (changes) => {
      if (when === 'after') await store.commit(changes);
      throw new Error('killed');
    },
  });

  test(`${engine.name}: the first start makes an account, its administrator and files that only their owner reads`, async (t) => {
    const { store, options, files, names } = await house(t);
    const made = (await firstStart(options, parts(store)))!;
    await pointClientsAt(options.data, 'http://127.0.0.1:4600', 'eu-central-1');
    assert.match(made.account, /^[1-9]\d{11}$/);
    assert.equal(made.administratorArn, `arn:aws:iam::${made.account}:user/administrator`);
    assert.deepEqual(
      (await store.all(selectMade, {})).map(({ id }) => id),
      [made.account, made.accessKeyId].sort(),
    );
    assert.equal(
      readFileSync(made.credentialsFile, 'utf8'),
      `[default]\naws_access_key_id = ${made.accessKeyId}\naws_secret_access_key = secret${keys}\n`,
    );
    assert.match(
      readFileSync(made.configFile, 'utf8'),
      /^\[default\]\nregion = eu-central-1\n#.*\nendpoint_url = http:\/\/127\.0\.0\.1:4600\n$/,
    );
    for (const path of [files.config, files.credentials])
      assert.equal(statSync(path).mode & 0o777, 0o600);
    assert.equal(statSync(files.folder).mode & 0o777, 0o700);
    assert.equal(await firstStart(options, parts(store)), undefined);
    assert.deepEqual(names(), ['config', 'credentials']);
  });

  test(`${engine.name}: a first start that died is finished by the next, whenever it died`, async (t) => {
    for (const when of ['before', 'after'] as const) {
      const { store, options, files, names } = await house(t);
      await assert.rejects(firstStart(options, parts(dying(store, when))), /killed/);
      await firstStart(options, parts(store));
      const { access_key_id } = (await store.one(selectInstallation, {}))!;
      assert.match(readFileSync(files.credentials, 'utf8'), new RegExp(`= ${access_key_id}\n`));
      assert.deepEqual(names(), ['credentials']);
      assert.equal((await store.all(selectMade, {})).length, 2);
    }
  });

  test(`${engine.name}: of two servers that start at once, one makes the account`, async (t) => {
    const { store, options } = await house(t);
    const other = mkdtempSync(join(tmpdir(), 'lockstead-first-'));
    t.after(() => rmSync(other, { recursive: true }));
    const made = await Promise.all([
      firstStart(options, parts(store)),
      firstStart({ ...options, data: other }, parts(store)),
    ]);
    assert.equal(made.filter(Boolean).length, 1);
    assert.equal((await store.all(selectMade, {})).length, 2);
    const left = made[0] ? other : options.data;
    assert.deepEqual(readdirSync(join(left, 'aws')), []);
  });

  test(`${engine.name}: credentials of an earlier store are moved aside, not lost`, async (t) => {
    const first = await house(t);
    await firstStart(first.options, parts(first.store));
    const before = readFileSync(first.files.credentials, 'utf8');
    const second = await house(t);
    await firstStart({ ...second.options, data: first.data }, parts(second.store));
    const [aside] = first.names().filter((name) => name.startsWith('credentials.before-'));
    assert.equal(readFileSync(join(first.files.folder, aside!), 'utf8'), before);
    assert.notEqual(readFileSync(first.files.credentials, 'utf8'), before);
  });

  test(`${engine.name}: the account can be told, once`, async (t) => {
    const { store, options } = await house(t);
    assert.equal(
      (await firstStart({ ...options, account: '111122223333' }, parts(store)))!.account,
      '111122223333',
    );
    assert.equal(
      await firstStart({ ...options, account: '111122223333' }, parts(store)),
      undefined,
    );
    await assert.rejects(firstStart({ ...options, account: '444455556666' }, parts(store)), {
      exitCode: 2,
      message: /set up with `111122223333`/,
    });
  });
}

test('the address in the AWS configuration moves with the server, unless somebody keeps it himself', async (t) => {
  const data = mkdtempSync(join(tmpdir(), 'lockstead-first-'));
  t.after(() => rmSync(data, { recursive: true }));
  const { config } = filesIn(data);
  await pointClientsAt(data, 'http://127.0.0.1:1', 'us-east-1');
  assert.deepEqual(
    readdirSync(data),
    [],
    'a server without credentials of its own writes no configuration',
  );

  mkdirSync(join(data, 'aws'));
  await pointClientsAt(data, 'http://127.0.0.1:1', 'us-east-1');
  writeFileSync(config, `${readFileSync(config, 'utf8')}\n[profile reader]\nrole_arn = x\n`);
  await pointClientsAt(data, 'https://$&.example:2', 'eu-west-1');
  const text = readFileSync(config, 'utf8');
  assert.match(
    text,
    /endpoint_url = https:\/\/\$&\.example:2\n\n\[profile reader\]\nrole_arn = x\n$/,
  );
  assert.match(text, /region = us-east-1/);
  const own = text.replace(/#.*\n/, '');
  writeFileSync(config, own);
  await pointClientsAt(data, 'http://127.0.0.1:3', 'us-east-1');
  assert.equal(readFileSync(config, 'utf8'), own);
});
