import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MINUTE } from '../../src/base/clock.ts';
import { uuid } from '../../src/base/random.ts';
import { CreateDBInstance, ModifyDBInstance } from '../../src/generated/rds.ts';
import {
  DescribeSecret,
  GetSecretValue,
  RotateSecret,
} from '../../src/generated/secretsmanager.ts';
import { cuttingProxy } from '../database/cutting-proxy.ts';
import { postgresServer } from '../database/postgres-server.ts';
import { house } from '../house.ts';
import { databases } from './database-house.ts';

/** `npm run prove` breaks at every message; here every so many are enough. */
const STRIDE = process.env['LOCKSTEAD_PROVE'] ? 1 : 5;

test('wherever the wire to the server breaks, what the secret holds logs in and the rotation is finished', async (t) => {
  const server = await postgresServer();
  t.after(() => server.stop());
  const wire = await cuttingProxy(server.port);
  t.after(() => wire.stop());
  await server.sql("create role owner login password 'the first one'");
  const h = await house({ databases });
  const me = await h.admin();
  const instance = { DBInstanceIdentifier: 'orders' };
  await h.ask(me, CreateDBInstance, {
    ...instance,
    DBInstanceClass: 'db.t4g.micro',
    Engine: 'postgres',
    MasterUsername: 'owner',
    MasterUserPassword: 'the first one',
    Tags: [{ Key: 'lockstead:endpoint', Value: `localhost:${wire.port}` }],
  });
  const managing = { ...instance, ManageMasterUserPassword: true };
  const { DBInstance } = await h.ask(me, ModifyDBInstance, managing);
  const SecretId = DBInstance!.MasterUserSecret!.SecretArn!;
  await h.tick();

  const works = async (VersionStage = 'AWSCURRENT') => {
    const { SecretString } = await h.ask(me, GetSecretValue, { SecretId, VersionStage });
    const { username, password } = JSON.parse(SecretString!);
    return server.whoIs(username, password).then(
      () => true,
      () => false,
    );
  };
  const isCurrent = async (version: string) => {
    const { VersionIdsToStages } = await h.ask(me, DescribeSecret, { SecretId });
    return VersionIdsToStages![version]!.includes('AWSCURRENT');
  };
  let broken = 0;
  for (const when of ['before', 'after'] as const) {
    for (let n = 1, most = n; n <= most; n += STRIDE) {
      const what = `message ${n}, ${when}`;
      wire.cutAt(n, when);
      const version = uuid(h.random);
      await h.ask(me, RotateSecret, { SecretId, ClientRequestToken: version });
      await h.tick();
      if (wire.mend() >= n) most = n + STRIDE;
      const isDone = await isCurrent(version);
      assert.ok((await works()) || (!isDone && (await works('AWSPENDING'))), what);
      for (let i = 0; i < 4 && !(await isCurrent(version)); i++) {
        h.clock.advance(2 ** i * MINUTE);
        await h.tick();
      }
      assert.ok(await isCurrent(version), what);
      assert.ok(await works(), what);
      broken += isDone ? 0 : 1;
    }
  }
  t.diagnostic(`${broken} rotations broken`);
  assert.ok(broken >= 4);
});
