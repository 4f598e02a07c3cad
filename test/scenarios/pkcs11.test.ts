import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { CreateSecretCommand, GetSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import { clients } from '../clients.ts';
import { command, type KeptServer, keptServer } from '../kept-server.ts';
import { missing, run, scratch } from '../process.ts';

// A token of SoftHSM, as Debian brings it, and the package by which Node speaks to such libraries.
const skip = missing('softhsm2', 'pkcs11js');
const LIBRARY = '/usr/lib/softhsm/libsofthsm2.so';
const PIN = '471147114711';
const START = ['start', '--listen', '127.0.0.1:0', '--data'];

interface SoftToken {
  readonly uri: (label: string, more?: string) => string;
  readonly pinFile: string;
  /** The ids of the keys in the token that have this label. */
  readonly tool: (...args: readonly string[]) => string;
  /** Makes another token, which has its own keys. */
  readonly add: (token: string) => void;
}

/** A new token; every process of this test finds it by the same environment. */
function softToken(t: TestContext): SoftToken {
  const { path, remove } = scratch();
  const before = process.env['SOFTHSM2_CONF'];
  t.after(() => {
    if (before === undefined) delete process.env['SOFTHSM2_CONF'];
    else process.env['SOFTHSM2_CONF'] = before;
    remove();
  });
  mkdirSync(join(path, 'tokens'));
  const conf = join(path, 'softhsm2.conf');
  writeFileSync(conf, `directories.tokendir = ${join(path, 'tokens')}\nlog.level = ERROR\n`);
  process.env['SOFTHSM2_CONF'] = conf;
  const pinFile = join(path, 'pin');
  writeFileSync(pinFile, `${PIN}\n`, { mode: 0o600 });
  const tool = (...args: readonly string[]) => {
    const ran = run('softhsm2-util', args);
    assert.equal(ran.status, 0, ran.stderr);
    return ran.stdout;
  };
  const add = (token: string) =>
    void tool('--init-token', '--free', '--label', token, '--so-pin', '12345678', '--pin', PIN);
  add('lockstead');
  return {
    uri: (label, more = `&pin-source=file:${pinFile}`) =>
      `pkcs11:token=lockstead;object=${label}?module-path=${LIBRARY}${more}`,
    pinFile,
    tool,
    add,
  };
}

async function stored(server: KeptServer, name = 'kept'): Promise<void> {
  const { secrets } = clients(server.administrator, { endpoint: server.url });
  await secrets.send(new CreateSecretCommand({ Name: name, SecretString: name }));
}

async function assertReads(server: KeptServer, name = 'kept'): Promise<void> {
  const { secrets } = clients(server.administrator, { endpoint: server.url });
  const { SecretString } = await secrets.send(new GetSecretValueCommand({ SecretId: name }));
  assert.equal(SecretString, name);
}

test('the first start makes a key in the token, and no start opens the store without it', {
  skip,
}, async (t) => {
  const token = softToken(t);
  const root = token.uri('root');
  const server = await keptServer(t, { flags: ['--root-key', root] });
  assert.match(
    server.printed(),
    /The root key is the object `root` \(id `[0-9a-f]{32}`\) of the token, and cannot be taken out of it/,
  );
  await stored(server);
  await server.kill();
  await server.start();
  await assertReads(server);
  assert.equal(await server.stop(), 0);
  // No key lies anywhere beside the data.
  assert.deepEqual(readdirSync(server.folder), ['lockstead-data']);

  const fails = async (source: string, message: RegExp, env = {}) => {
    const { code, err } = await command([...START, server.data, '--root-key', source], env);
    assert.equal(code, 3, err);
    assert.match(err, message);
    assert.ok(!err.includes(PIN) && !/\n {4}at /.test(err), err);
  };
  await fails(
    token.uri('other'),
    /^lockstead: The root key is missing: .*Nothing was changed\.\n$/,
  );
  await fails(token.uri('root', ''), /Set `LOCKSTEAD_PKCS11_PIN`/);
  const wrong = { LOCKSTEAD_PKCS11_PIN: '0000' };
  await fails(token.uri('root', ''), /does not take the PIN.*Nothing was changed/, wrong);
  chmodSync(token.pinFile, 0o644);
  await fails(root, /The PIN file .* has mode `0644`/);
  chmodSync(token.pinFile, 0o600);
  await fails(root.replace('token=lockstead', 'token=lost'), /No token of .*libsofthsm2\.so/);
  await fails(root.replace(LIBRARY, '/nowhere.so'), /There is no PKCS #11 library `\/nowhere\.so`/);
  await fails(root.replace(LIBRARY, token.pinFile), /could not be used/);
  const { code, err } = await command([...START, server.data]);
  assert.equal(code, 3, err);

  await server.start();
  await assertReads(server);
});

test('the root key moves into a token, to another key in it, and out again, while the server works', {
  skip,
}, async (t) => {
  const token = softToken(t);
  const root = token.uri('root', '');
  const env = { LOCKSTEAD_PKCS11_PIN: PIN };
  const server = await keptServer(t);
  await stored(server);
  const data = ['--data', server.data];
  const rotate = async (...args: readonly string[]) => {
    const { code, err } = await command(['root-key', 'rotate', ...data, ...args], env);
    assert.equal(code, 0, err);
    return err;
  };
  assert.match(await rotate('--to', root), /is locked with the root key `[0-9a-f]{16}` now/);
  await assertReads(server);

  const backup = join(server.folder, 'before.backup');
  assert.equal((await command(['backup', backup, ...data])).code, 0);
  assert.match(await rotate('--root-key', root), /The old one stays beside it/);
  await stored(server, 'later');
  assert.equal(await server.stop(), 0);
  await server.start(['--root-key', `${root}&pin-source=${token.pinFile}`]);
  await assertReads(server);
  await assertReads(server, 'later');

  const doctor = await command(['doctor', ...data, '--root-key', root], env);
  assert.equal(doctor.code, 0, doctor.out);
  assert.match(doctor.out, /root key: `pkcs11:.*` opens the keyring \([0-9a-f]{16}\)/);
  const blind = await command(['doctor', ...data, '--root-key', token.uri('nothing', '')], env);
  assert.equal(blind.code, 1);
  assert.match(blind.out, /root key: The root key is missing/);

  // A backup from before opens by the older key, which has the same label.
  const restored = join(server.folder, 'restored');
  const made = await command(['restore', backup, '--data', restored, '--root-key', root], env);
  assert.equal(made.code, 0, made.err);
  const other = await command(['doctor', '--data', restored, '--root-key', root], env);
  assert.match(other.out, /root key: `pkcs11:.*` opens the keyring/);

  const out = `file:${join(server.folder, 'out.key')}`;
  await rotate('--root-key', root, '--to', out);
  assert.equal(await server.stop(), 0);
  const refused = await command([...START, server.data, '--root-key', root], env);
  assert.equal(refused.code, 3, refused.err);
  assert.match(refused.err, /The root key is the wrong one/);
  await server.start(['--root-key', out]);
  await assertReads(server, 'later');
});

test('a key that can be taken out of its token is no root key', { skip }, async (t) => {
  const token = softToken(t);
  const program = `
    const { default: p } = await import('pkcs11js');
    const library = new p.PKCS11();
    library.load('${LIBRARY}');
    library.C_Initialize();
    const slot = library.C_GetSlotList(true)[0];
    const session = library.C_OpenSession(slot, p.CKF_SERIAL_SESSION | p.CKF_RW_SESSION);
    library.C_Login(session, p.CKU_USER, '${PIN}');
    const key = (label, bytes, extractable) =>
      library.C_GenerateKey(session, { mechanism: p.CKM_AES_KEY_GEN }, [
        { type: p.CKA_CLASS, value: p.CKO_SECRET_KEY },
        { type: p.CKA_KEY_TYPE, value: p.CKK_AES },
        { type: p.CKA_VALUE_LEN, value: bytes },
        { type: p.CKA_LABEL, value: label },
        { type: p.CKA_TOKEN, value: true },
        { type: p.CKA_PRIVATE, value: true },
        { type: p.CKA_SENSITIVE, value: true },
        { type: p.CKA_EXTRACTABLE, value: extractable },
        { type: p.CKA_ENCRYPT, value: true },
        { type: p.CKA_DECRYPT, value: true },
      ]);
    key('loose', 32, true);
    key('short', 16, false);
    key('own', 32, false);
    library.C_Finalize();
  `;
  const ran = run(process.execPath, ['--input-type=module', '-e', program]);
  assert.equal(ran.status, 0, ran.stderr);
  const { path, remove } = scratch();
  t.after(remove);
  for (const [label, message] of [
    ['loose', /can be taken out of it/],
    ['short', /has 16 bytes and not 32/],
  ] as const) {
    const place = join(path, label);
    const { code, err } = await command([...START, place, '--root-key', token.uri(label)]);
    assert.equal(code, 3, err);
    assert.match(err, message);
  }
  assert.deepEqual(readdirSync(path), []);

  // One that people made by their own means will do, and Lockstead makes none beside it.
  const server = await keptServer(t, { flags: ['--root-key', token.uri('own')] });
  assert.doesNotMatch(server.printed(), /root key is the object/);
  await stored(server);
  await server.kill();
  await server.start();
  await assertReads(server);
});
