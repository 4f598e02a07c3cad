import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { seededRandom, systemRandom, uuid } from '../../src/base/random.ts';
import { clients } from '../clients.ts';
import { type KeptServer, keptServer } from '../kept-server.ts';
import { missing } from '../process.ts';
import { missed, type Promised, startLoad } from './load.ts';
import { durablePostgres, postgresStore } from './postgres.ts';

/** `npm run prove` kills far more often. */
const KILLS = process.env['LOCKSTEAD_PROVE'] ? 60 : 4;
const WRITERS = 6;

/** Everything that was ever acknowledged to any client is there, and so is its event. */
async function assertKept(server: KeptServer, promised: readonly Promised[]): Promise<void> {
  const account = await accountOf(server);
  for (const each of promised) assert.deepEqual(await missed(server, each), []);
  assert.equal(await server.stop(), 0);
  const told = new Set((await server.events(account)).map((event) => event.requestID));
  const untold = promised.flatMap(({ requestIds }) => requestIds.filter((id) => !told.has(id)));
  assert.deepEqual(untold, []);
}

async function accountOf({ url, administrator }: KeptServer): Promise<string> {
  const { sts } = clients(administrator, { endpoint: url });
  return (await sts.send(new GetCallerIdentityCommand({}))).Account!;
}

async function killManyTimes(t: TestContext, server: KeptServer): Promise<void> {
  const seed = uuid(systemRandom);
  t.diagnostic(`seed ${seed}, ${KILLS} kills`);
  const random = seededRandom(seed);
  const promised: Promised[] = [];
  for (let round = 0; round < KILLS; round++) {
    const load = startLoad(server, { writers: WRITERS, random, name: `round-${round}` });
    await load.answered(10 + random.bytes(1)[0]!);
    await server.kill();
    await load.lost();
    await server.start();
    assert.deepEqual(load.of.refusals, []);
    assert.deepEqual(await missed(server, load.of), [], `seed ${seed}, round ${round}`);
    promised.push(load.of);
  }
  t.diagnostic(`${promised.reduce((sum, { requestIds }) => sum + requestIds.length, 0)} answers`);
  await assertKept(server, promised);
}

test('what was acknowledged outlives kill -9 under load: SQLite', async (t) => {
  await killManyTimes(t, await keptServer(t));
});

test('what was acknowledged outlives kill -9 under load: PostgreSQL', {
  skip: missing('postgresql'),
}, async (t) => {
  await killManyTimes(t, await keptServer(t, { store: await postgresStore('killed') }));
});

test('what was acknowledged outlives a crash of PostgreSQL, and the server goes on by itself', {
  skip: missing('postgresql'),
}, async (t) => {
  const server = await keptServer(t, { store: await postgresStore('crashed') });
  const { crash, start } = await durablePostgres();
  const random = seededRandom('crash');
  const promised: Promised[] = [];
  for (let round = 0; round < KILLS / 2; round++) {
    const load = startLoad(server, { writers: WRITERS, random, name: `round-${round}` });
    await load.answered(100);
    crash();
    await load.lost();
    assert.deepEqual(load.of.refusals, Array(WRITERS).fill('InternalFailure 500'));
    assert.equal((await fetch(`${server.url}/health`)).status, 503);
    await start();
    promised.push(load.of);
  }
  const after = startLoad(server, { writers: WRITERS, random, name: 'after' });
  await after.answered(100);
  await after.stop();
  assert.deepEqual(after.of.refusals, []);
  await assertKept(server, [...promised, after.of]);
});
