import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { RotateSecretCommand } from '@aws-sdk/client-secrets-manager';
import { seededRandom, systemRandom, uuid } from '../../src/base/random.ts';
import { postgresMaster, postgresServer } from '../database/postgres-server.ts';
import { keptServer } from '../kept-server.ts';
import { scratch } from '../process.ts';
import { asking, authority, built, logsIn } from './asking.ts';

/** `npm run prove` kills far more often. */
const KILLS = process.env['LOCKSTEAD_PROVE'] ? 40 : 2;

test('kill -9 of the server or the database leaves a password that logs in, and the rotation is finished', async (t: TestContext) => {
  const database = await postgresServer();
  t.after(() => database.stop());
  await database.sql("create role app login password 'first'");
  const { path: folder, remove } = scratch();
  t.after(remove);
  const server = await keptServer(t, { flags: authority(folder) });
  const a = asking(server.url, server.administrator);
  const at = { engine: 'postgres', host: 'localhost', port: database.port, ssl: true };
  const masterarn = await a.create('master', { ...at, ...postgresMaster });
  const arn = await a.create('app', { ...at, username: 'app', password: 'first', masterarn });
  const by = built('SecretsManagerRDSPostgreSQLRotationMultiUser', arn.split(':')[4]);
  const seed = uuid(systemRandom);
  t.diagnostic(`seed ${seed}, ${KILLS} kills`);
  const random = seededRandom(seed);
  for (let kill = 0; kill < KILLS; kill++) {
    const more = kill === 0 ? { RotationLambdaARN: by } : {};
    const asked = new RotateSecretCommand({ SecretId: 'app', ...more });
    const VersionId = (await a.secrets.send(asked)).VersionId!;
    // Somewhere in the rotation, or soon after it.
    const looks = random.bytes(1)[0]! % 60;
    for (let look = 0; look < looks; look++) await a.describe('app');
    await server.kill();
    if (kill % 2 === 1) {
      database.crash();
      await database.start();
    }
    await server.start();
    const what = `seed ${seed}, kill ${kill}`;
    assert.ok(await logsIn(database, await a.read('app')), what);
    await a.until('app', () => a.isCurrent('app', VersionId));
    assert.ok(await logsIn(database, await a.read('app')), what);
  }
});
