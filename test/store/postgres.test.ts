import assert from 'node:assert/strict';
import { test } from 'node:test';

import { openPostgres } from '../../src/store/postgres.ts';
import { cachedStatement, change } from '../../src/store/statement.ts';
import { Conflict } from '../../src/store/store.ts';
import { engines, run } from './engines.ts';
import { startPostgres } from './postgres-server.ts';
import * as world from './tables.ts';

const engine = engines.find(({ name }) => name === 'PostgreSQL');
const owner = (name: string, revision = 1) => change(world.insertOwner, { name, revision });
const touch = (name: string, revision: number) => change(world.touchOwner, { name, revision });

test('a server that does not answer is named without its password', async () => {
  const url = 'postgres://ann:hunter2@127.0.0.1:1/lockstead';
  const refused = openPostgres({ url, migrations: [world.migrations] });
  await assert.rejects(refused, (error: Error) => {
    assert.match(
      error.message,
      /^PostgreSQL at `127\.0\.0\.1:1\/lockstead` does not answer: .*ECONNREFUSED/,
    );
    assert.ok(
      !JSON.stringify([error.message, error.stack, String(error.cause)]).includes('hunter2'),
    );
    return true;
  });
  await assert.rejects(openPostgres({ url: 'ann:hunter2', migrations: [] }), (error: Error) => {
    assert.ok(!error.message.includes('hunter2'), error.message);
    return true;
  });
});

if (engine) {
  const opened = async () => engine.open([world.migrations]);

  test('what a person changes by hand is seen by the next request', async () => {
    const { store, place, discard } = await opened();
    try {
      await store.commit([owner('ann')]);
      const find = async () => (await store.fresh()).one(world.cachedOwner, { name: 'ann' });
      assert.equal((await find())?.revision, 1);
      await run(place, "update owner set revision = 7 where name = 'ann'");
      assert.equal((await find())?.revision, 7);
      await run(place, 'truncate owner cascade');
      assert.equal(await find(), undefined);
    } finally {
      await discard();
    }
  });

  test('a statement that is cached only after the store was opened is kept fresh too', async () => {
    const { store, again, discard } = await opened();
    try {
      const other = await again!();
      const late = cachedStatement<{ id: string }, world.TrailRow>(
        'select id, at, what from trail where id = :id',
      );
      const find = async () => (await store.fresh()).one(late, { id: 'a' });
      assert.equal(await find(), undefined);
      // The other process has never heard of the statement; the database counts its write all the same.
      await other.commit([change(world.insertTrail, { id: 'a', at: 1, what: 'x' })]);
      assert.equal((await find())?.at, 1);
      assert.equal(await find(), await find());
    } finally {
      await discard();
    }
  });

  test('a table that a newer program has made anew is still counted for an older one', async () => {
    const { store, again, place, discard } = await opened();
    try {
      const find = async () => (await store.fresh()).one(world.cachedOwner, { name: 'ann' });
      assert.equal(await find(), undefined);
      await run(
        place,
        `create table anew (like owner including all); drop table owner cascade; alter table anew rename to owner`,
      );
      await again!();
      await run(place, "insert into owner (name, revision) values ('ann', 3)");
      assert.equal((await find())?.revision, 3);
    } finally {
      await discard();
    }
  });

  test('who looks at a snapshot hears of his own mistakes as they are', async () => {
    const { store, discard } = await opened();
    try {
      await store.commit([owner('ann')]);
      const full = Object.assign(new Error('no space left'), { code: 'ENOSPC' });
      await assert.rejects(
        store.snapshot(() => Promise.reject(full)),
        full,
      );
    } finally {
      await discard();
    }
  });

  test('two processes that write the same tables in other orders do not lock each other out', async () => {
    const { store, again, discard } = await opened();
    try {
      const other = await again!();
      const thing = (of: string, name: string) =>
        change(world.insertThing, { owner: of, name, bytes: null, size: 1 });
      await store.commit([owner('ann'), owner('bob')]);
      const writes = Array.from({ length: 40 }, (_, i) => [
        store.commit([thing('ann', `a${i}`), owner(`x${i}`)]),
        other.commit([owner(`y${i}`), thing('bob', `b${i}`)]),
      ]).flat();
      await Promise.all(writes);
      assert.equal((await store.all(world.selectThings, { owner: 'bob' })).length, 40);
    } finally {
      await discard();
    }
  });

  test('who waited for a row that another process changed has lost', async () => {
    const { store, again, discard } = await opened();
    try {
      const other = await again!();
      await store.commit([owner('ann')]);
      for (let revision = 1; revision <= 10; revision++) {
        const both = await Promise.allSettled([
          store.commit([touch('ann', revision)]),
          other.commit([touch('ann', revision)]),
        ]);
        const lost = both.filter((result) => result.status === 'rejected');
        assert.equal(lost.length, 1);
        assert.ok(lost[0]!.reason instanceof Conflict);
      }
    } finally {
      await discard();
    }
  });

  test('the store outlives its server, and says so while it is away', async () => {
    const server = await startPostgres({ durable: true });
    const store = await openPostgres({
      url: server.url,
      migrations: [world.migrations],
      poolSize: 4,
    });
    const find = async () => (await store.fresh()).one(world.cachedOwner, { name: 'ann' });
    try {
      await store.commit([owner('ann')]);
      await find();

      // Connections that an administrator ends are opened again without a word.
      const end =
        "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'lockstead'";
      await run(server.url, end);
      await Promise.all([find(), store.one(world.selectOwner, { name: 'ann' })]);

      server.crash();
      await assert.rejects(find(), /PostgreSQL at `.*` does not answer/);
      await assert.rejects(store.one(world.selectOwner, { name: 'ann' }), /does not answer/);
      await assert.rejects(store.commit([touch('ann', 1)]), (error) => {
        assert.match(String(error), /does not answer/);
        assert.ok(!(error instanceof Conflict));
        return true;
      });
      await assert.rejects(
        store.claim(world.claimJobs, { holder: 'a', now: 1, until: 2 }),
        /does not answer/,
      );
      assert.match((await store.ailment())!, /does not answer/);

      await server.start();
      assert.equal((await find())?.revision, 1);
      await store.commit([touch('ann', 1)]);
      assert.equal((await find())?.revision, 2);
      assert.equal(await store.ailment(), undefined);

      await run(server.url, 'alter database postgres set default_transaction_read_only = on');
      await run(server.url, end);
      await find();
      assert.match((await store.ailment())!, /is read-only/);
    } finally {
      await store.close();
      server.stop();
    }
  });
}
