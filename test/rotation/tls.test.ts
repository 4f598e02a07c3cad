/** What `ssl` of a secret stands for, as AWS's templates have it. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { systemRandom } from '../../src/base/random.ts';
import { createDatabases } from '../../src/rotation/database/databases.ts';
import { type DatabaseServer, postgresServer } from '../database/postgres-server.ts';
import { databases, reach } from './database-house.ts';

const hba = 'host all all all scram-sha-256';
let server: DatabaseServer;
let bare: DatabaseServer;
const started: DatabaseServer[] = [];
before(async () => {
  started.push((server = await postgresServer({ hba })));
  started.push((bare = await postgresServer({ hba, tls: false })));
  for (const each of started) await each.sql("create role app login password 'first'");
});
after(() => started.forEach((each) => each.stop()));

const believingNobody = createDatabases({
  reach: { ...reach, authorities: [] },
  random: systemRandom,
});
type Tls = 'required' | 'preferred' | 'off';
const logIn = async (tls: Tls, on: DatabaseServer, more: object = {}, by = databases) => {
  const place = { engine: 'postgres', host: 'localhost', port: on.port, tls, ...more } as const;
  const session = await by.connect(place, { username: 'app', password: 'first' });
  await session.close();
  return session.isEncrypted;
};

test('true demands TLS and a certificate that holds, for the name or the address of the host', async () => {
  assert.equal(await logIn('required', server), true);
  assert.equal(await logIn('required', server, { host: '127.0.0.1' }), true);
  await assert.rejects(logIn('required', bare), { fault: 'tls' });
  await assert.rejects(logIn('required', server, {}, believingNobody), { fault: 'tls' });
});

test('false is without TLS', async () => {
  assert.equal(await logIn('off', server), false);
});

test('left out it is TLS, and without where that is not to be had', async () => {
  assert.equal(await logIn('preferred', server), true);
  assert.equal(await logIn('preferred', bare), false);
  assert.equal(await logIn('preferred', server, {}, believingNobody), false);
});

test('a wrong password is wrong either way, and a server that is away is away', async () => {
  const place = { engine: 'postgres', host: 'localhost', port: server.port } as const;
  const wrong = { username: 'app', password: 'hunter2' };
  for (const tls of ['required', 'preferred', 'off'] as const)
    await assert.rejects(databases.connect({ ...place, tls }, wrong), (error: any) => {
      assert.equal(error.fault, 'login');
      assert.ok(!error.message.includes('hunter2'));
      return true;
    });
  await assert.rejects(logIn('preferred', server, { port: 1 }), { fault: 'unreachable' });
});
