/** The whole way: a real server, the AWS CLI, real databases. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aws } from '../clients.ts';
import { mariaDbServer } from '../database/mariadb-server.ts';
import { postgresServer } from '../database/postgres-server.ts';
import { freePort, lockstead, missing, scratch } from '../process.ts';
import { asking, authority, built, type Database, logsIn } from './asking.ts';

test('a secret that names a built-in function has real passwords changed, now and on schedule', {
  skip: missing('aws'),
}, async (t) => {
  const postgres = await postgresServer();
  t.after(() => postgres.stop());
  const mariadb = await mariaDbServer();
  t.after(() => mariadb.stop());
  await postgres.sql("create role app login password 'first'");
  await mariadb.sql(
    "create user master identified by 'm'; grant all on *.* to master with grant option; create user app identified by 'first'",
  );
  const { path: folder, remove } = scratch();
  t.after(remove);
  const port = await freePort();
  const server = await lockstead(['dev', '--port', String(port), ...authority(folder)], { port });
  t.after(() => server.end('SIGKILL'));
  const credentials = {
    accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
    secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
  };
  const a = asking(server.url, credentials);
  const at = (engine: string, { port: on }: Database) => ({
    engine,
    host: 'localhost',
    port: on,
    username: 'app',
    password: 'first',
    ssl: true,
  });
  await a.create('single', at('postgres', postgres));
  const master = { ...at('mariadb', mariadb), username: 'master', password: 'm' };
  const masterarn = await a.create('master', master);
  await a.create('pair', { ...at('mariadb', mariadb), masterarn });
  const cases = [
    ['single', postgres, 'SecretsManagerRDSPostgreSQLRotationSingleUser'],
    ['pair', mariadb, 'SecretsManagerRDSMariaDBRotationMultiUser'],
  ] as const;
  for (const [name, , by] of cases) {
    const { stdout, stderr, status } = aws(
      server.url,
      credentials,
      'secretsmanager',
      'rotate-secret',
      '--secret-id',
      name,
      '--rotation-lambda-arn',
      built(by),
      '--rotation-rules',
      'AutomaticallyAfterDays=30',
    );
    assert.equal(status, 0, stderr);
    const { VersionId } = JSON.parse(stdout);
    await a.until(name, () => a.isCurrent(name, VersionId));
  }
  const seen = new Map<string, any>();
  for (const [name, database] of cases) {
    const value = await a.read(name);
    assert.ok(await logsIn(database, value));
    assert.equal(await logsIn(database, { username: 'app', password: 'first' }), name === 'pair');
    seen.set(name, value);
  }
  for (let month = 0; month < 2; month++) {
    const body = JSON.stringify({ advance: 'P31D' });
    await fetch(`${server.url}/_lockstead/clock`, { method: 'POST', body });
    for (const [name, database] of cases) {
      const before = seen.get(name);
      await a.until(name, async () => (await a.read(name)).password !== before.password);
      const value = await a.read(name);
      assert.ok(await logsIn(database, value));
      assert.equal(await logsIn(database, before), name === 'pair');
      seen.set(name, value);
    }
  }
});
