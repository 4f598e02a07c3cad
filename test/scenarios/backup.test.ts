import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { gunzipSync } from 'node:zlib';
import {
  CreateSecretCommand,
  GetSecretValueCommand,
  paginateListSecrets,
} from '@aws-sdk/client-secrets-manager';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { seededRandom } from '../../src/base/random.ts';
import { clients } from '../clients.ts';
import { type Load, missed, type Promised, startLoad } from '../durability/load.ts';
import { postgresStore } from '../durability/postgres.ts';
import { command, eventsOf, type KeptServer, keptServer } from '../kept-server.ts';
import { missing } from '../process.ts';

const CANARY = 'nobody may find this in a backup';

/** A server under load, and its backup: with what had been acknowledged when the backup began. */
async function backedUp(t: TestContext) {
  const server = await keptServer(t);
  const { secrets, sts } = clients(server.administrator, { endpoint: server.url });
  await secrets.send(new CreateSecretCommand({ Name: 'canary', SecretString: CANARY }));
  const file = join(server.folder, 'backup.gz');
  const load = startLoad(server, { writers: 4, random: seededRandom('backup'), name: 'load' });
  await load.answered(150);
  const before = promisedBy(load);
  const { code, err } = await command(['backup', file, '--data', server.data]);
  assert.equal(code, 0, err);
  assert.match(
    err,
    /^Backed up \d+ rows in \d+ tables from `.*` to `.*backup\.gz`\. The root key is/,
  );
  assert.ok(
    load.of.requestIds.length > before.requestIds.length,
    'the server stood still meanwhile',
  );
  await load.stop();
  const promised = { ...before, doomed: load.of.doomed };
  const account = (await sts.send(new GetCallerIdentityCommand({}))).Account!;
  const rootKey = `file:${join(server.folder, 'lockstead-root.key')}`;
  return { server, file, promised, account, rootKey };
}

const promisedBy = ({ of }: Load): Promised => structuredClone(of);

/** Reads every secret that there is, and asserts that those which were promised are among them. */
async function assertWhole(server: KeptServer, promised: Promised): Promise<void> {
  assert.deepEqual(await missed(server, promised), []);
  const { secrets } = clients(server.administrator, { endpoint: server.url });
  const names = new Set<string>();
  for await (const { SecretList } of paginateListSecrets({ client: secrets }, {})) {
    for (const { Name } of SecretList!) names.add(Name!);
  }
  for (const name of names) {
    const { SecretString } = await secrets.send(new GetSecretValueCommand({ SecretId: name }));
    if (name === 'canary') assert.equal(SecretString, CANARY);
    else assert.ok(SecretString);
  }
  assert.ok(names.has('canary') && names.size > 20);
}

test('a backup taken under load is restored into an empty folder, and every secret is read', async (t) => {
  const { server, file, promised, account, rootKey } = await backedUp(t);
  assert.equal(statSync(file).mode & 0o777, 0o600);
  assert.equal(existsSync(`${file}.partial`), false);
  const plain = gunzipSync(readFileSync(file)).toString('utf8');
  assert.equal(plain.includes(CANARY), false);

  const again = await command(['restore', file, '--data', server.data]);
  assert.equal(again.code, 4, 'a server has the store open');

  const restored = await keptServer(t, {
    administrator: server.administrator,
    flags: ['--root-key', rootKey],
    prepare: async (data) => {
      const { code, err } = await command(['restore', file, '--data', data]);
      assert.equal(code, 0, err);
      assert.match(err, /^Restored \d+ rows in \d+ tables of 20.* into `.*lockstead\.db`\. Start/);
      const twice = await command(['restore', file, '--data', data]);
      assert.equal(twice.code, 4);
      assert.match(twice.err, /not empty/);
    },
  });
  await assertWhole(restored, promised);
  const told = new Set((await restored.events(account)).map(({ requestID }) => requestID));
  assert.deepEqual(
    promised.requestIds.filter((id) => !told.has(id)),
    [],
  );
  // The server that was backed up is as it was.
  await assertWhole(server, promised);
});

test('a backup of SQLite is restored into PostgreSQL, and back', {
  skip: missing('postgresql'),
}, async (t) => {
  const { server, file, promised, account, rootKey } = await backedUp(t);
  const store = await postgresStore('restored');
  const flags = ['--root-key', rootKey];
  const into = await command(['restore', file, '--store', store, '--data', server.data]);
  assert.equal(into.code, 0, into.err);
  const moved = await keptServer(t, { administrator: server.administrator, store, flags });
  await assertWhole(moved, promised);

  const second = join(moved.folder, 'second.gz');
  const out = await command(['backup', second, '--store', store, '--data', moved.data]);
  assert.equal(out.code, 0, out.err);
  const back = await keptServer(t, {
    administrator: server.administrator,
    flags,
    prepare: async (data) => {
      const { code, err } = await command(['restore', second, '--data', data]);
      assert.equal(code, 0, err);
    },
  });
  await assertWhole(back, promised);
  const before = await eventsOf({ engine: 'postgres', url: store }, account);
  const after = new Set((await back.events(account)).map(({ eventID }) => eventID));
  assert.ok(before.filter(({ eventID }) => after.has(eventID)).length > promised.requestIds.length);
});

test('a file that is no backup, or half of one, is told and restores nothing', async (t) => {
  const { server, file } = await backedUp(t);
  const whole = readFileSync(file);
  const data = join(server.folder, 'other');
  for (const bytes of [Buffer.from('hello'), whole.subarray(0, whole.length / 2)]) {
    writeFileSync(file, bytes);
    const { code, err } = await command(['restore', file, '--data', data]);
    assert.equal(code, 1);
    assert.match(err, /^lockstead: The backup `.*backup\.gz` .+\n$/);
    assert.doesNotMatch(err, /\n\s+at /);
    assert.equal(existsSync(data), false, readdirSync(server.folder).join());
  }
});
