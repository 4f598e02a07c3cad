import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { CreateSecretCommand, GetSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import { aws, clients } from '../clients.ts';
import { missing, run, scratch } from '../process.ts';
import { world } from './world.ts';

/** A server, and a folder that other programs write keys into. */
async function desk(t: TestContext) {
  const { url, administrator } = await world(t);
  const { path, remove } = scratch();
  t.after(remove);
  const { secrets } = clients(administrator);
  return {
    file: (name: string) => join(path, name),
    cli: (...args: readonly string[]) => aws(url, administrator, ...args),
    create: (Name: string, value: string | Uint8Array) =>
      secrets.send(
        new CreateSecretCommand({
          Name,
          ...(typeof value === 'string' ? { SecretString: value } : { SecretBinary: value }),
        }),
      ),
    get: async (SecretId: string) => {
      const { SecretString, SecretBinary } = await secrets.send(
        new GetSecretValueCommand({ SecretId }),
      );
      return SecretString ?? Buffer.from(SecretBinary!);
    },
  };
}

function ran(program: string, ...args: readonly string[]): string {
  const { status, stdout, stderr } = run(program, args);
  assert.equal(status, 0, stderr);
  return stdout;
}

test('an SSH key that was kept as a secret is still a key', {
  skip: missing('ssh-keygen', 'aws'),
}, async (t) => {
  const { file, cli, create, get } = await desk(t);
  const type = ['-q', '-t', 'ed25519', '-N', '', '-C', 'me'];
  ran('ssh-keygen', ...type, '-f', file('key'));
  const text = readFileSync(file('key'), 'utf8');
  assert.match(text, /-----END OPENSSH PRIVATE KEY-----\n$/);
  await create('ssh', text);
  assert.equal(await get('ssh'), text);

  const get1 = ['secretsmanager', 'get-secret-value', '--secret-id', 'ssh'];
  const { stdout } = cli(...get1, '--query', 'SecretString', '--output', 'text');
  writeFileSync(file('fetched'), stdout, { mode: 0o600 });
  const found = ran('ssh-keygen', '-y', '-f', file('fetched'));
  assert.equal(found, readFileSync(file('key.pub'), 'utf8'));
});

test('PGP keys, armoured and in bytes, are still keys', { skip: missing('gpg') }, async (t) => {
  const { file, create, get } = await desk(t);
  const gpg = (home: string, ...args: readonly string[]) => {
    run('mkdir', ['-p', '-m', '700', file(home)]);
    const flags = ['--batch', '--pinentry-mode', 'loopback', '--passphrase', ''];
    return ran('gpg', '--homedir', file(home), ...flags, ...args);
  };
  const homes = ['mine', 'armoured', 'bytes'];
  t.after(() =>
    homes.forEach((home) => run('gpgconf', ['--homedir', file(home), '--kill', 'all'])),
  );
  gpg('mine', '--quick-generate-key', 'me <me@example.com>', 'rsa3072', 'default', 'never');
  gpg('mine', '--output', file('key.gpg'), '--export-secret-keys');
  await create('bytes', readFileSync(file('key.gpg')));
  await create('armoured', gpg('mine', '--armor', '--export-secret-keys'));
  const fingerprint = (home: string) => /^fpr:+(\w+):/m.exec(gpg(home, '-K', '--with-colons'))![1];
  for (const home of ['armoured', 'bytes']) {
    writeFileSync(file(`${home}.fetched`), await get(home));
    gpg(home, '--import', file(`${home}.fetched`));
    assert.equal(fingerprint(home), fingerprint('mine'));
  }
});

test('values are kept byte for byte, up to 65,536 bytes', async (t) => {
  const { create, get } = await desk(t);
  const key = Buffer.from(Array.from({ length: 32 }, (_, i) => i * 8));
  const values: { readonly [name: string]: string | Buffer } = {
    key,
    'one byte': '\0',
    'unlike text': Buffer.from([0xff, 0xfe, 0x00, 0xc3, 0x28]),
    text: '{"a":"\\u2028 \u2028 \u0000 \u{1f511} \r\n\t"}\n',
    'largest text': 'x'.repeat(65_536),
    'largest bytes': Buffer.alloc(65_536, 0xa5),
  };
  for (const [name, value] of Object.entries(values)) {
    const Name = name.replaceAll(' ', '-');
    await create(Name, value);
    assert.deepEqual(await get(Name), value, name);
  }
  for (const [name, value] of [
    ['secretString', 'x'.repeat(65_537)],
    ['secretBinary', Buffer.alloc(65_537)],
  ] as const) {
    await assert.rejects(create('too-large', value), {
      name: 'ValidationException',
      message: `1 validation error detected: Value at '${name}' failed to satisfy constraint: Member must have length less than or equal to 65536`,
    });
  }
});
