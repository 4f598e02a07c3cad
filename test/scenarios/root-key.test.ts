import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { CreateSecretCommand, GetSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import { seededRandom } from '../../src/base/random.ts';
import { clients } from '../clients.ts';
import { missed, startLoad } from '../durability/load.ts';
import { command, type KeptServer, keptServer } from '../kept-server.ts';

const START = ['start', '--listen', '127.0.0.1:0', '--data'];

/** The names, sizes and contents of all that is in a folder. */
function fingerprint(folder: string): object {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true });
  return Object.fromEntries(
    files
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => {
        const path = join(parentPath, name);
        return [path, createHash('sha256').update(readFileSync(path)).digest('hex')];
      }),
  );
}

async function stored(server: KeptServer): Promise<void> {
  const { secrets } = clients(server.administrator, { endpoint: server.url });
  await secrets.send(new CreateSecretCommand({ Name: 'kept', SecretString: 'kept' }));
}

async function assertReads(server: KeptServer): Promise<void> {
  const { secrets } = clients(server.administrator, { endpoint: server.url });
  const { SecretString } = await secrets.send(new GetSecretValueCommand({ SecretId: 'kept' }));
  assert.equal(SecretString, 'kept');
}

test('with a wrong or missing root key nothing starts and nothing is touched', async (t) => {
  const server = await keptServer(t);
  await stored(server);
  assert.equal(await server.stop(), 0);
  const [key, other] = [join(server.folder, 'lockstead-root.key'), join(server.folder, 'other')];
  const made = await command(['root-key', 'new']);
  writeFileSync(other, made.out, { mode: 0o600 });
  const before = fingerprint(server.folder);

  const wrong = await command([...START, server.data, '--root-key', `file:${other}`]);
  assert.equal(wrong.code, 3);
  assert.match(
    wrong.err,
    /^lockstead: The root key is the wrong one: the store was locked with `\w+`, and `file:.*other` holds `\w+`\. Say where the right one is with `--root-key`\. Nothing was changed\.\n$/,
  );
  const fromEnvironment = await command([...START, server.data, '--root-key', 'env:KEY'], {
    KEY: made.out.trim(),
  });
  assert.equal(fromEnvironment.code, 3);
  assert.deepEqual(fingerprint(server.folder), before);

  renameSync(key, `${key}.away`);
  const lost = await command([...START, server.data]);
  assert.equal(lost.code, 3);
  assert.match(
    lost.err,
    /^lockstead: The root key is missing: .*Put your copy of it back.*Nothing was changed\.\n$/,
  );
  renameSync(`${key}.away`, key);
  assert.deepEqual(fingerprint(server.folder), before);
  await server.start();
  await assertReads(server);
});

test('the root key is changed while the server works; the next start takes the new one alone', async (t) => {
  const server = await keptServer(t);
  await stored(server);
  const [old, next] = [
    `file:${join(server.folder, 'lockstead-root.key')}`,
    `file:${join(server.folder, 'next.key')}`,
  ];
  const load = startLoad(server, { writers: 4, random: seededRandom('rotate'), name: 'load' });
  await load.answered(50);
  const { code, err } = await command(['root-key', 'rotate', '--data', server.data, '--to', next]);
  assert.equal(code, 0, err);
  assert.match(
    err,
    /running servers go on, the next start needs it: `--root-key file:.*next\.key`/,
  );
  await load.answered(load.of.requestIds.length + 50);
  await load.stop();
  assert.deepEqual(load.of.refusals, []);
  assert.equal(await server.stop(), 0);

  const refused = await command([...START, server.data, '--root-key', old]);
  assert.equal(refused.code, 3, refused.err);
  await server.start(['--root-key', next]);
  await assertReads(server);
  assert.deepEqual(await missed(server, load.of), []);
});

test('a root key that is changed in its place needs no other command line', async (t) => {
  const server = await keptServer(t);
  await stored(server);
  const key = join(server.folder, 'lockstead-root.key');
  const before = readFileSync(key, 'utf8');
  const { code, err } = await command(['root-key', 'rotate', '--data', server.data]);
  assert.equal(code, 0, err);
  assert.notEqual(readFileSync(key, 'utf8'), before);
  await assertReads(server);
  await server.kill();
  await server.start();
  await assertReads(server);

  await server.stop();
  const copy = join(server.folder, 'copy.key');
  writeFileSync(copy, before, { mode: 0o600 });
  const refused = await command([...START, server.data, '--root-key', `file:${copy}`]);
  assert.equal(refused.code, 3);
});
