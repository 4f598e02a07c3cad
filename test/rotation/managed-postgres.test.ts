import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { DAY } from '../../src/base/clock.ts';
import { uuid } from '../../src/base/random.ts';
import {
  CreateDBCluster,
  CreateDBInstance,
  DescribeDBInstances,
  ModifyDBInstance,
} from '../../src/generated/rds.ts';
import { CreateSecret, GetSecretValue } from '../../src/generated/secretsmanager.ts';
import { house } from '../house.ts';
import {
  postgresMaster,
  postgresServer,
  type DatabaseServer,
} from '../database/postgres-server.ts';
import { databases } from './database-house.ts';

let server: DatabaseServer;
before(async () => {
  server = await postgresServer();
});
after(() => server.stop());

const INSTANCE = { DBInstanceIdentifier: 'orders' };
const engine = { DBInstanceClass: 'db.t4g.micro', Engine: 'postgres', EngineVersion: '17.2' };
const tags = (at: string, more: object = {}) =>
  Object.entries({ 'lockstead:endpoint': at, ...more }).map(([Key, Value]) => ({ Key, Value }));

/** A house with the registry, and a role that can log in. */
async function registry(role: string, password: string) {
  await server.sql(`create role ${role} login createrole password '${password}'`);
  const h = await house({ databases });
  const me = await h.admin();
  const login = async (SecretId: string) =>
    JSON.parse((await h.ask(me, GetSecretValue, { SecretId })).SecretString!);
  const describe = async () => (await h.ask(me, DescribeDBInstances, INSTANCE)).DBInstances![0]!;
  return { ...h, me, login, describe, at: `localhost:${server.port}` };
}

test('the master user of a real PostgreSQL is taken over, rotated every week, and given back', async () => {
  const h = await registry('owner', 'the first one');
  const { DBInstance } = await h.ask(h.me, CreateDBInstance, {
    ...INSTANCE,
    ...engine,
    MasterUsername: 'owner',
    MasterUserPassword: 'the first one',
    Tags: tags(h.at),
  });
  assert.equal(DBInstance!.Endpoint!.Port, server.port);
  await h.ask(h.me, ModifyDBInstance, { ...INSTANCE, ManageMasterUserPassword: true });
  const { SecretArn } = (await h.describe()).MasterUserSecret!;
  const seen: string[] = ['the first one'];
  for (let week = 0; week < 3; week++) {
    await h.tick();
    const { username, password } = await h.login(SecretArn!);
    assert.equal(await server.whoIs(username, password), 'owner');
    await assert.rejects(server.whoIs(username, seen.at(-1)!), /password authentication failed/);
    assert.equal((await h.describe()).MasterUserSecret!.SecretStatus, 'active');
    seen.push(password);
    h.clock.advance(8 * DAY);
  }
  assert.equal(new Set(seen).size, 4);
  const MasterUserPassword = "chosen'by-hand\\";
  await h.ask(h.me, ModifyDBInstance, {
    ...INSTANCE,
    ManageMasterUserPassword: false,
    MasterUserPassword,
  });
  await h.tick();
  assert.equal(await server.whoIs('owner', MasterUserPassword), 'owner');
  for (const password of seen.slice(1)) assert.ok(!server.log().includes(password));
});

test('a server that crashes while its master user is rotated is found again, and the secret logs in', async () => {
  const h = await registry('boss', 'the first one');
  const secret = {
    Name: 'bootstrap',
    SecretString: 'the first one',
    ClientRequestToken: uuid(h.random),
  };
  await h.ask(h.me, CreateSecret, secret);
  await h.ask(h.me, CreateDBInstance, {
    ...INSTANCE,
    ...engine,
    MasterUsername: 'boss',
    ManageMasterUserPassword: true,
    Tags: tags(h.at, { 'lockstead:master-secret': 'bootstrap' }),
  });
  const { SecretArn } = (await h.describe()).MasterUserSecret!;
  server.crash();
  await h.tick();
  assert.equal((await h.describe()).MasterUserSecret!.SecretStatus, 'creating');
  await server.start();
  const early = await h.login(SecretArn!);
  assert.equal(await server.whoIs(early.username, early.password), 'boss');
  h.clock.advance(DAY);
  await h.tick();
  const { username, password } = await h.login(SecretArn!);
  assert.notEqual(password, early.password);
  assert.equal(await server.whoIs(username, password), 'boss');
  assert.equal((await h.describe()).MasterUserSecret!.SecretStatus, 'active');
});

test('whoever cannot log in is not taken for the master of a cluster', async () => {
  const h = await registry('head', 'the first one');
  const register = (at: string, password: string) =>
    h.ask(h.me, CreateDBCluster, {
      DBClusterIdentifier: 'shop',
      Engine: 'aurora-postgresql',
      MasterUsername: 'head',
      MasterUserPassword: password,
      Tags: tags(at),
    });
  await assert.rejects(register(h.at, 'another one'), {
    message: /^The master user head cannot be looked after: localhost:\d+: /,
  });
  await assert.rejects(register('localhost:1', 'the first one'), { code: 'InvalidParameterValue' });
  await register(h.at, 'the first one');
});

test('a server without TLS is spoken to where its tag allows that', async () => {
  const open = await postgresServer({ hba: 'host all all all scram-sha-256', tls: false });
  try {
    const h = await house({ databases });
    const me = await h.admin();
    const { username, password } = postgresMaster;
    const register = (more: object) =>
      h.ask(me, CreateDBInstance, {
        ...INSTANCE,
        ...engine,
        MasterUsername: username,
        MasterUserPassword: password,
        Tags: tags(`localhost:${open.port}`, more),
      });
    await assert.rejects(register({}), {
      message: /the tag lockstead:tls can be preferred or off/,
    });
    await register({ 'lockstead:tls': 'off' });
  } finally {
    open.stop();
  }
});
