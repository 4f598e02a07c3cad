/** What is different with MySQL 8: how passwords are kept and told, and what statements are called. */
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { mysql8Server } from '../database/mysql8-server.ts';
import { databaseHouse } from './database-house.ts';

const account = {
  host: '%',
  plugin: 'caching_sha2_password',
  ssl_type: 'ANY',
  ssl_cipher: '',
  x509_issuer: '',
  x509_subject: '',
  max_questions: '0',
  max_updates: '0',
  max_connections: '0',
  max_user_connections: '9',
};

async function server(t: TestContext) {
  const passwords = new Map([
    ['app', 'first'],
    ['master', 'm'],
  ]);
  const made = await mysql8Server(passwords, {
    'select version()': [{ version: '8.0.40' }],
    'select @@global.read_only': [{ own: '0', shared: '0' }],
    "select Host as host from mysql.user where User = 'app' ": [{ host: '%' }],
    "select Host as host from mysql.user where User = 'app_clone'": [{ host: '%' }],
    'select Host as host, plugin': [account],
    'show grants': [
      { 'Grants for app@%': 'GRANT USAGE ON *.* TO `app`@`%`' },
      { 'Grants for app@%': 'GRANT SELECT ON `shop`.* TO `app`@`%`' },
      { 'Grants for app@%': 'GRANT `clerk`@`%` TO `app`@`%`' },
    ],
    'select DEFAULT_ROLE_USER': [{ role: 'clerk', host: '%' }],
  });
  t.after(() => made.stop());
  return made;
}

const at = (port: number, username: string, password: string, more: object = {}) => ({
  engine: 'mysql',
  host: 'localhost',
  port,
  username,
  password,
  ssl: true,
  ...more,
});

test('a user whose password is kept by caching_sha2_password sets his own', async (t) => {
  const mysql = await server(t);
  const h = await databaseHouse();
  await h.secret('app', at(mysql.port, 'app', 'first'));
  await h.rotate('app', 'SecretsManagerRDSMySQLRotationSingleUser');
  const { password } = await h.value('app');
  assert.equal(password.length, 32);
  assert.equal(mysql.passwords.get('app'), password);
});

test('a clone has its password kept as the first user has, with his roles and the ones he begins with', async (t) => {
  const mysql = await server(t);
  const h = await databaseHouse();
  const masterarn = await h.secret('master', at(mysql.port, 'master', 'm'));
  await h.secret('app', at(mysql.port, 'app', 'first', { masterarn }));
  await h.rotate('app', 'SecretsManagerAuroraMySQLRotationMultiUser');
  const { username, password } = await h.value('app');
  assert.equal(username, 'app_clone');
  assert.equal(mysql.passwords.get('app_clone'), password);
  assert.equal(mysql.passwords.get('app'), 'first');
  const changes = mysql.asked.filter((sql) => /^(?:GRANT|alter|create)/.test(sql));
  assert.deepEqual(changes, [
    "alter user 'app_clone'@'%' require ssl with max_queries_per_hour 0 max_updates_per_hour 0 max_connections_per_hour 0 max_user_connections 9",
    "GRANT USAGE ON *.* TO 'app_clone'@'%'",
    "GRANT SELECT ON `shop`.* TO 'app_clone'@'%'",
    "GRANT `clerk`@`%` TO 'app_clone'@'%'",
    "alter user 'app_clone'@'%' default role 'clerk'@'%'",
    `alter user 'app_clone'@'%' identified by '${password}'`,
  ]);
});
