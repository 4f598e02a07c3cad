import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  type DatabaseServer,
  postgresMaster,
  postgresServer,
} from '../database/postgres-server.ts';
import { databaseHouse } from './database-house.ts';

const SINGLE = 'SecretsManagerRDSPostgreSQLRotationSingleUser';
const MULTI = 'SecretsManagerRDSPostgreSQLRotationMultiUser';

let server: DatabaseServer;
before(async () => {
  server = await postgresServer();
});
after(() => server.stop());

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;
const makeUser = (name: string, password = 'first') =>
  server.sql(`create role ${quoted(name)} login password '${password.replaceAll("'", "''")}'`);
const at = (username: string, more: object = {}) => ({
  engine: 'postgres',
  host: 'localhost',
  port: server.port,
  username,
  password: 'first',
  ssl: true,
  ...more,
});
const wrong = { code: '28P01' };

test('a single user changes his own password: the old one is refused and the new one taken', async () => {
  const h = await databaseHouse();
  await makeUser('app');
  await h.secret('app', at('app', { dbname: 'postgres', note: 'kept' }));
  await h.rotate('app', SINGLE);
  const second = await h.value('app');
  assert.equal(second.password.length, 32);
  assert.equal(second.note, 'kept');
  assert.equal(await server.whoIs('app', second.password), 'app');
  await assert.rejects(server.whoIs('app', 'first'), wrong);
  await h.rotate('app');
  const third = await h.value('app');
  assert.equal(await server.whoIs('app', third.password), 'app');
  await assert.rejects(server.whoIs('app', second.password), wrong);
  // What the server has logged tells of a verifier, and nobody's password.
  for (const { password } of [second, third]) assert.ok(!server.log().includes(password));
});

test('two users alternate: the one that is in use keeps his password, and both have the same rights', async () => {
  const h = await databaseHouse();
  await makeUser('web');
  await server.sql('create table letter (id int); grant select, insert on letter to web');
  await server.sql("alter role web set search_path = 'public', \"$user\", 'Odd, Name'");
  await server.sql("alter role web set statement_timeout = '7s'");
  const master = at(postgresMaster.username, { password: postgresMaster.password });
  const masterarn = await h.secret('master', master);
  await h.secret('web', at('web', { masterarn }));
  await h.rotate('web', MULTI);
  const second = await h.value('web');
  assert.equal(second.username, 'web_clone');
  assert.equal(await server.whoIs('web', 'first'), 'web');
  // Whichever of the two makes something, it is the first one's.
  assert.equal(await server.whoIs('web_clone', second.password), 'web');
  const settings = (name: string) =>
    server.sql(`select unnest(setconfig) as s from pg_db_role_setting
                 join pg_roles on oid = setrole where rolname = '${name}' order by s`);
  const own = (await settings('web')).map(({ s }) => s);
  assert.equal(own.length, 2);
  const copied = (await settings('web_clone')).map(({ s }) => s);
  assert.deepEqual(copied, ['role=web', ...own].sort());

  await h.rotate('web');
  const third = await h.value('web');
  assert.equal(third.username, 'web');
  assert.equal(await server.whoIs('web', third.password), 'web');
  await assert.rejects(server.whoIs('web', 'first'), wrong);
  assert.equal(await server.whoIs('web_clone', second.password), 'web');
  await h.rotate('web');
  assert.equal((await h.value('web')).username, 'web_clone');
  await assert.rejects(server.whoIs('web_clone', second.password), wrong);
});

test('names and passwords may have every character that the server takes', async () => {
  const h = await databaseHouse();
  const name = `O'Brien "the\\one"; drop role app`;
  await makeUser(name);
  await h.secret('odd', at(name, { exclude_characters: '' }));
  await h.rotate('odd', SINGLE);
  assert.equal(await server.whoIs(name, (await h.value('odd')).password), name);
});

test('passwords follow the rules that tags or members of the secret set, as AWS calls them', async () => {
  const h = await databaseHouse();
  await makeUser('ruled');
  const tags = {
    'lockstead:PASSWORD_LENGTH': '50',
    'lockstead:EXCLUDE_PUNCTUATION': 'true',
    'lockstead:EXCLUDE_NUMBERS': 'false',
  };
  await h.secret('ruled', at('ruled', { exclude_numbers: true }), tags);
  await h.rotate('ruled', SINGLE);
  assert.match((await h.value('ruled')).password, /^[A-Za-z]{50}$/);
});

test('a certificate that nobody vouches for, or for another host, is refused where TLS is demanded', async () => {
  const h = await databaseHouse();
  await makeUser('guarded');
  // The certificate is for localhost and 127.0.0.1.
  await h.secret('guarded', at('guarded', { host: '127.0.0.2' }));
  await assert.rejects(h.rotate('guarded', SINGLE), {
    message: /setSecret: (?:TlsFailed|HostUnreachable)/,
  });
  assert.equal(await server.whoIs('guarded', 'first'), 'guarded');
});

test('a value that names another user, host or master turns the function against nobody', async () => {
  const h = await databaseHouse();
  for (const name of ['mine', 'victim']) await makeUser(name);
  await h.secret('stranger', at('mine', { password: 'not his', masterarn: 'x' }));
  await assert.rejects(h.rotate('stranger', MULTI), { message: 'setSecret: LoginFailed' });
  const masterarn = await h.secret('elsewhere', at('postgres', { host: 'db.example.com' }));
  await h.secret('mine', at('mine', { masterarn }));
  await assert.rejects(h.rotate('mine', MULTI), { message: 'setSecret: SecretNotRotatable' });
  assert.equal(await server.whoIs('victim', 'first'), 'victim');
});

test('a secret that is no JSON, of another engine or lacks something is told so', async () => {
  const h = await databaseHouse();
  const cases = [{}, at('app', { engine: 'mysql' }), at('', {}), at('app', { port: 'x' })];
  for (const [n, value] of cases.entries()) {
    await h.secret(`bad${n}`, value);
    await assert.rejects(h.rotate(`bad${n}`, SINGLE), {
      message: 'createSecret: SecretNotRotatable',
    });
  }
});
