import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DAY } from '../../src/base/clock.ts';
import {
  CreateDBInstance,
  DescribeDBInstances,
  ModifyDBInstance,
} from '../../src/generated/rds.ts';
import { GetSecretValue } from '../../src/generated/secretsmanager.ts';
import { mariaDbServer } from '../database/mariadb-server.ts';
import { house } from '../house.ts';
import { databases } from './database-house.ts';

test('the master user of a real MariaDB is taken over, and rotated every week', async (t) => {
  const server = await mariaDbServer();
  t.after(() => server.stop());
  await server.sql("create user owner@'%' identified by 'the first one'");
  const h = await house({ databases });
  const me = await h.admin();
  const instance = { DBInstanceIdentifier: 'orders' };
  await h.ask(me, CreateDBInstance, {
    ...instance,
    DBInstanceClass: 'db.t4g.micro',
    Engine: 'mariadb',
    MasterUsername: 'owner',
    MasterUserPassword: 'the first one',
    Tags: [{ Key: 'lockstead:endpoint', Value: `localhost:${server.port}` }],
  });
  await h.ask(me, ModifyDBInstance, { ...instance, ManageMasterUserPassword: true });
  const seen = new Set(['the first one']);
  for (let week = 0; week < 2; week++) {
    await h.tick();
    const { DBInstances } = await h.ask(me, DescribeDBInstances, instance);
    const { SecretArn: SecretId, SecretStatus } = DBInstances![0]!.MasterUserSecret!;
    assert.equal(SecretStatus, 'active');
    const { SecretString } = await h.ask(me, GetSecretValue, { SecretId: SecretId! });
    const { username, password } = JSON.parse(SecretString!);
    assert.match(await server.whoIs(username, password), /^owner@/);
    for (const old of seen) await assert.rejects(server.whoIs(username, old), /Access denied/);
    seen.add(password);
    h.clock.advance(8 * DAY);
  }
});
