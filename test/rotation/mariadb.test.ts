import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type MariaDbServer, mariaDbServer } from '../database/mariadb-server.ts';
import { databaseHouse } from './database-house.ts';

const SINGLE = 'SecretsManagerRDSMariaDBRotationSingleUser';
const MULTI = 'SecretsManagerRDSMariaDBRotationMultiUser';

let server: MariaDbServer;
before(async () => {
  server = await mariaDbServer();
  await server.sql(
    "create user 'master'@'%' identified by 'the master''s own'; grant all on *.* to 'master'@'%' with grant option",
  );
});
after(() => server.stop());

const makeUser = (name: string, ...hosts: readonly string[]) =>
  Promise.all(
    (hosts.length > 0 ? hosts : ['%']).map((host) =>
      server.sql('create user ?@? identified by ?', [name, host, 'first']),
    ),
  );
const at = (username: string, more: object = {}) => ({
  engine: 'mariadb',
  host: 'localhost',
  port: server.port,
  username,
  password: 'first',
  ssl: true,
  ...more,
});
const master = () => at('master', { password: "the master's own" });
const wrong = { code: 'ER_ACCESS_DENIED_ERROR' };

test('a single user changes his own password: the old one is refused and the new one taken', async () => {
  const h = await databaseHouse();
  await makeUser('app');
  await h.secret('app', at('app'));
  await h.rotate('app', SINGLE);
  const { password } = await h.value('app');
  assert.equal(await server.whoIs('app', password), 'app@%');
  await assert.rejects(server.whoIs('app', 'first'), wrong);
});

test('two users alternate, from every host of the first, with his grants, roles, limits and TLS', async () => {
  const h = await databaseHouse();
  await makeUser('web', '127.0.0.1', '10.0.0.0/255.0.0.0');
  await server.sql(`
    create database \`odd \`\` TO name\`; create database shop; create table shop.bill (id int, sum int);
    create role clerk; grant clerk to 'master'@'%' with admin option; grant clerk to 'web'@'127.0.0.1'; set default role clerk for 'web'@'127.0.0.1';
    grant select, insert on shop.* to 'web'@'127.0.0.1' with grant option;
    grant update (sum) on shop.bill to 'web'@'127.0.0.1';
    grant delete on \`odd \`\` TO name\`.* to 'web'@'127.0.0.1';
    grant select on shop.bill to 'web'@'10.0.0.0/255.0.0.0';
    alter user 'web'@'127.0.0.1' require ssl with max_user_connections 17`);
  const masterarn = await h.secret('master', master());
  await h.secret('web', at('web', { masterarn }));
  await h.rotate('web', MULTI);
  const second = await h.value('web');
  assert.equal(second.username, 'web_clone');
  assert.equal(await server.whoIs('web_clone', second.password), 'web_clone@127.0.0.1');
  assert.equal(await server.whoIs('web', 'first'), 'web@127.0.0.1');
  const grants = async (name: string, host: string) =>
    (await server.sql('show grants for ?@?', [name, host]))
      .map((row) => String(Object.values(row)[0]))
      .map((line) =>
        line.replace(/IDENTIFIED BY PASSWORD '\*\w+'/, '').replaceAll(`${name}\``, 'x`'),
      )
      .sort();
  for (const host of ['127.0.0.1', '10.0.0.0/255.0.0.0'])
    assert.deepEqual(await grants('web_clone', host), await grants('web', host));

  await h.rotate('web');
  const third = await h.value('web');
  assert.equal(third.username, 'web');
  await assert.rejects(server.whoIs('web', 'first'), wrong);
  assert.equal(await server.whoIs('web', third.password), 'web@127.0.0.1');
  assert.equal(await server.whoIs('web_clone', second.password), 'web_clone@127.0.0.1');
  // Each account of his has it, wherever he comes from.
  const kept = await server.sql("select distinct password from mysql.user where user = 'web'");
  assert.equal(kept.length, 1);
});

test('names and passwords may have every character that the server takes', async () => {
  const h = await databaseHouse();
  const name = `O'Brien "the\\one\`;--`;
  await makeUser(name);
  await h.secret('odd', at(name, { exclude_characters: '' }));
  await h.rotate('odd', SINGLE);
  assert.equal(await server.whoIs(name, (await h.value('odd')).password), `${name}@%`);
  const masterarn = await h.secret('master', master());
  const { password } = await h.value('odd');
  await h.secret('odd-pair', at(name, { exclude_characters: '', masterarn, password }));
  await h.rotate('odd-pair', MULTI);
  const pair = await h.value('odd-pair');
  assert.equal(await server.whoIs(`${name}_clone`, pair.password), `${name}_clone@%`);
});

test('a server that takes no writes is told of as a reader, and nothing is changed', async () => {
  const h = await databaseHouse();
  await makeUser('reading');
  await h.secret('reading', at('reading'));
  await server.sql('set global read_only = on');
  await assert.rejects(h.rotate('reading', SINGLE), { message: 'setSecret: ReaderEndpoint' });
  await server.sql('set global read_only = off');
  assert.equal(await server.whoIs('reading', 'first'), 'reading@%');
  h.clock.advance(60_000);
  await h.steps();
  assert.equal(await server.whoIs('reading', (await h.value('reading')).password), 'reading@%');
});

test('a certificate for another host is refused where TLS is demanded, and passed over where it is not', async () => {
  const h = await databaseHouse();
  await makeUser('guarded');
  await h.secret('guarded', at('guarded', { host: '127.0.0.1.nip.invalid' }));
  await assert.rejects(h.rotate('guarded', SINGLE), { message: 'setSecret: HostUnreachable' });
});
