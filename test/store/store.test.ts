import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { change, type Change, type Row } from '../../src/store/statement.ts';
import { Conflict, type Store } from '../../src/store/store.ts';
import { engines, type TestStore } from './engines.ts';
import * as world from './tables.ts';

const trail = (id: string, at = 1): Change =>
  change(world.insertTrail, { id, at, what: 'happened' });
const owner = (name: string, revision = 1): Change => change(world.insertOwner, { name, revision });

for (const engine of engines) {
  /** Runs a test in a store of its own. */
  const inStore = (name: string, body: (store: Store, opened: TestStore) => Promise<void>) =>
    test(name, async () => {
      const opened = await engine.open([world.migrations]);
      try {
        await body(opened.store, opened);
      } finally {
        await opened.discard();
      }
    });
  const trailOf = async (store: Store) =>
    (await store.all(world.selectTrail, {})).map(({ id }) => id);

  describe(engine.name, () => {
    inStore('gives back what was written, bytes as bytes and nothing as null', async (store) => {
      const bytes = Uint8Array.of(0, 1, 255);
      const rows = [
        { owner: 'ann', name: 'B', bytes, size: Number.MAX_SAFE_INTEGER },
        { owner: 'ann', name: 'a', bytes: null, size: -1 },
      ];
      await store.commit([owner('ann'), ...rows.map((row) => change(world.insertThing, row))]);
      // Text is sorted by its bytes: capitals come first, whatever the server's language is.
      assert.deepEqual(await store.all(world.selectThings, { owner: 'ann' }), rows);
      assert.equal(await store.one(world.selectOwner, { name: 'Ann' }), undefined);
      assert.deepEqual(await store.one(world.selectOwner, { name: 'ann' }), {
        name: 'ann',
        revision: 1,
      });
    });

    inStore('a commit with nothing in it is done at once', (store) => store.commit([]));

    inStore('a value that is missing is a mistake and not a null', async (store) => {
      const values = { name: 'ann' } as unknown as world.OwnerRow;
      await assert.rejects(
        store.commit([change(world.insertOwner, values)]),
        /`:revision` has no value/,
      );
      await assert.rejects(store.one(world.selectOwner, {} as never), /`:name` has no value/);
      await assert.rejects(store.one(world.cachedOwner, {} as never), /`:name` has no value/);
    });

    inStore('a change that touches no row undoes its whole commit', async (store) => {
      await store.commit([owner('ann')]);
      const late = change(world.touchOwner, { name: 'ann', revision: 7 });
      await assert.rejects(store.commit([trail('a'), late]), Conflict);
      assert.deepEqual(await trailOf(store), []);
      await store.commit([trail('a'), change(world.touchOwner, { name: 'ann', revision: 7 }, 0)]);
      await store.commit([change(world.touchOwner, { name: 'ann', revision: 7 }, 'any')]);
      assert.deepEqual(await trailOf(store), ['a']);
    });

    inStore('a key that is taken is a conflict, and so is a parent that is gone', async (store) => {
      await store.commit([owner('ann')]);
      await assert.rejects(store.commit([trail('a'), owner('ann')]), Conflict);
      const orphan = { owner: 'bob', name: 'ball', bytes: null, size: 1 };
      await assert.rejects(store.commit([change(world.insertThing, orphan)]), Conflict);
      assert.deepEqual(await trailOf(store), []);
    });

    inStore('of writers with the same revision exactly one wins', async (store) => {
      await store.commit([owner('ann')]);
      const tries = Array.from({ length: 20 }, () =>
        store.commit([change(world.touchOwner, { name: 'ann', revision: 1 })]),
      );
      const results = await Promise.allSettled(tries);
      assert.equal(results.filter(({ status }) => status === 'fulfilled').length, 1);
      for (const result of results) {
        if (result.status === 'rejected') assert.ok(result.reason instanceof Conflict);
      }
      assert.equal((await store.one(world.selectOwner, { name: 'ann' }))?.revision, 2);
    });

    inStore('who fails in a group fails alone', async (store) => {
      await store.commit([trail('taken')]);
      const mistake = { id: 'wrong', at: 'noon', what: 'x' } as unknown as world.TrailRow;
      const results = await Promise.allSettled([
        store.commit([trail('a')]),
        store.commit([trail('b'), trail('taken')]),
        store.commit([trail('c')]),
        store.commit([change(world.insertTrail, mistake)]),
        // The second of two with one key fails, and only it.
        store.commit([trail('d')]),
        store.commit([trail('e'), trail('d')]),
        // What an undone commit wrote is in nobody's way.
        store.commit([trail('b')]),
      ]);
      assert.deepEqual(
        results.map(({ status }) => status),
        ['fulfilled', 'rejected', 'fulfilled', 'rejected', 'fulfilled', 'rejected', 'fulfilled'],
      );
      assert.ok((results[1] as PromiseRejectedResult).reason instanceof Conflict);
      assert.ok(!((results[3] as PromiseRejectedResult).reason instanceof Conflict));
      assert.deepEqual(await trailOf(store), ['a', 'b', 'c', 'd', 'taken']);
    });

    inStore('hundreds of commits at once are all written', async (store) => {
      const ids = Array.from({ length: 700 }, (_, i) => `e${String(i).padStart(4, '0')}`);
      await Promise.all(ids.map((id) => store.commit([trail(id)])));
      assert.deepEqual(await trailOf(store), ids);
    });

    inStore(
      'the same question has the same rows for an answer, until its table is written',
      async (store) => {
        await store.commit([owner('ann'), owner('bob')]);
        const reader = await store.fresh();
        const first = await reader.one(world.cachedOwner, { name: 'ann' });
        assert.deepEqual(first, { name: 'ann', revision: 1 });
        assert.ok(Object.isFrozen(first));
        await store.commit([trail('a')]);
        assert.equal(await (await store.fresh()).one(world.cachedOwner, { name: 'ann' }), first);
        assert.equal(await store.one(world.cachedOwner, { name: 'ann' }), first);

        const all = await reader.all(world.cachedOwner, { name: 'ann' });
        assert.equal(all[0], first);
        assert.equal(await reader.all(world.cachedOwner, { name: 'ann' }), all);
        assert.ok(Object.isFrozen(all));

        await store.commit([change(world.touchOwner, { name: 'bob', revision: 1 })]);
        const second = await (await store.fresh()).one(world.cachedOwner, { name: 'ann' });
        assert.notEqual(second, first);
        assert.deepEqual(second, first);
      },
    );

    inStore(
      'that nothing was found is remembered, and forgotten when something comes',
      async (store) => {
        const find = async () => (await store.fresh()).one(world.cachedOwner, { name: 'ann' });
        assert.equal(await find(), undefined);
        assert.equal(await find(), undefined);
        await store.commit([owner('ann')]);
        assert.deepEqual(await find(), { name: 'ann', revision: 1 });
      },
    );

    inStore('a refused commit makes nobody believe it', async (store) => {
      await store.commit([owner('ann')]);
      const touch = change(world.touchOwner, { name: 'ann', revision: 1 });
      await assert.rejects(store.commit([touch, owner('ann')]), Conflict);
      const reader = await store.fresh();
      assert.equal((await reader.one(world.cachedOwner, { name: 'ann' }))?.revision, 1);
    });

    inStore('a row that goes with its owner is forgotten with him', async (store) => {
      await store.commit([
        owner('ann'),
        change(world.insertThing, { owner: 'ann', name: 'ball', bytes: null, size: 3 }),
      ]);
      const things = async () =>
        (await store.fresh()).all(world.cachedThings, { owner: 'ann', least: 1 });
      const sizes = async () => (await store.fresh()).all(world.cachedSizes, {});
      assert.equal((await things()).length, 1);
      assert.deepEqual(await sizes(), [{ owner: 'ann', size: 3 }]);
      assert.equal(await sizes(), await sizes());
      await store.commit([change(world.deleteOwner, { name: 'ann' })]);
      assert.deepEqual(await things(), []);
      assert.deepEqual(await sizes(), []);
    });

    inStore('each job is claimed once, however many claim', async (store, { again }) => {
      const other = (await again?.()) ?? store;
      const ids = Array.from({ length: 40 }, (_, i) => `j${i}`);
      await store.commit(
        ids.map((id) => change(world.insertJob, { id, due_at: 5, holder: null, lease_until: 0 })),
      );
      await store.commit([
        change(world.insertJob, { id: 'later', due_at: 50, holder: null, lease_until: 0 }),
      ]);
      const claimed: string[] = [];
      const work = async (node: Store, holder: string) => {
        for (let misses = 0; misses < 3; ) {
          const jobs = await node.claim(world.claimJobs, { holder, now: 10, until: 20 });
          claimed.push(...jobs.map(({ id }) => id));
          misses = jobs.length > 0 ? 0 : misses + 1;
        }
      };
      await Promise.all([work(store, 'a'), work(other, 'b'), work(store, 'a'), work(other, 'b')]);
      assert.deepEqual(claimed.sort(), ids.sort());
    });

    inStore('cleared, it is as empty as on its first day', async (store) => {
      await store.commit([
        owner('ann'),
        change(world.insertThing, { owner: 'ann', name: 'ball', bytes: null, size: 3 }),
        trail('a'),
      ]);
      const find = async () => (await store.fresh()).one(world.cachedOwner, { name: 'ann' });
      await find();
      await store.clear();
      assert.equal(await find(), undefined);
      assert.deepEqual(await trailOf(store), []);
      await store.commit([owner('ann'), trail('a')]);
      assert.deepEqual(await find(), { name: 'ann', revision: 1 });
    });

    inStore('has no ailment when all is well', async (store) => {
      assert.equal(await store.ailment(), undefined);
    });

    inStore('what was given to it before it was closed is written', async (store, { reopen }) => {
      if (!reopen) return;
      const written = store.commit([trail('a')]);
      const later = await reopen([world.migrations]);
      await written;
      assert.deepEqual(await trailOf(later), ['a']);
    });

    inStore('two processes see each other’s writes', async (store, { again }) => {
      if (!again) return;
      const other = await again();
      const find = async (by: Store) => (await by.fresh()).one(world.cachedOwner, { name: 'ann' });
      for (let revision = 0; revision < 20; revision++) {
        const [writer, reader] = revision % 2 ? [store, other] : [other, store];
        await writer.commit([
          revision === 0 ? owner('ann', 1) : change(world.touchOwner, { name: 'ann', revision }),
        ]);
        assert.equal((await find(reader))?.revision, revision + 1);
        assert.equal(await find(reader), await find(reader));
        assert.equal((await find(writer))?.revision, revision + 1);
      }
    });

    inStore('many readers never see a revocation undone', async (store, { again }) => {
      const other = (await again?.()) ?? store;
      await store.commit([owner('ann', 1)]);
      let committed = 1;
      let reading = true;
      const read = async (by: Store) => {
        while (reading) {
          const least = committed;
          const reader = await by.fresh();
          const seen = (await reader.one(world.cachedOwner, { name: 'ann' }))!.revision;
          assert.ok(seen >= least, `a request that began after revision ${least} saw ${seen}`);
          await new Promise(setImmediate);
        }
      };
      const readers = Array.from({ length: 24 }, (_, i) => read(i % 2 ? store : other));
      try {
        for (; committed < 60; ) {
          await store.commit([change(world.touchOwner, { name: 'ann', revision: committed })]);
          committed++;
        }
      } finally {
        reading = false;
        await Promise.all(readers);
      }
    });
  });
}

for (const from of engines) {
  for (const to of engines) {
    test(`a snapshot of ${from.name} fills ${to.name}`, async () => {
      const [source, target] = [
        await from.open([world.migrations]),
        await to.open([world.migrations]),
      ];
      try {
        const many = Array.from({ length: 1203 }, (_, i) =>
          trail(`t${String(i).padStart(5, '0')}`, i),
        );
        const thing = { owner: 'ann', name: 'ball', bytes: Uint8Array.of(7), size: 3 };
        await source.store.commit([owner('ann'), change(world.insertThing, thing), ...many]);
        await target.store.load(chunksOf(source.store));
        assert.deepEqual(await dump(target.store), await dump(source.store));
        assert.deepEqual(await target.store.one(world.selectThings, { owner: 'ann' }), thing);
        await assert.rejects(target.store.load(chunksOf(source.store)), /The store is not empty/);
      } finally {
        await source.discard();
        await target.discard();
      }
    });
  }
}

for (const engine of engines) {
  test(`a snapshot of ${engine.name} is of one moment`, async () => {
    const { store, discard } = await engine.open([world.migrations]);
    try {
      await store.commit([owner('ann'), trail('a')]);
      const seen: string[] = [];
      await store.snapshot(async (table, rows) => {
        seen.push(`${table} ${rows.length}`);
        await store.commit([trail(`during ${table}`)]);
      });
      assert.deepEqual(seen, ['owner 1', 'trail 1']);
      assert.equal((await store.all(world.selectTrail, {})).length, 3);
    } finally {
      await discard();
    }
  });

  test(`what cannot be loaded whole leaves ${engine.name} empty`, async () => {
    const { store, discard } = await engine.open([world.migrations]);
    try {
      const thing = { owner: 'nobody', name: 'ball', bytes: null, size: 3 };
      const one = async function* (table: string, rows: readonly Row[]) {
        yield { table: 'trail', rows: [{ id: 'a', at: 1, what: 'x' }] };
        yield { table, rows };
      };
      await assert.rejects(store.load(one('thing', [thing])));
      await assert.rejects(store.load(one('elsewhere', [thing])), /elsewhere/);
      assert.deepEqual(await dump(store), []);
      await store.load(one('owner', [{ name: 'ann', revision: 1 }]));
      await assert.rejects(store.commit([change(world.insertThing, thing)]), Conflict);
    } finally {
      await discard();
    }
  });
}

async function dump(store: Store): Promise<unknown[]> {
  const tables: unknown[] = [];
  await store.snapshot(async (table, rows) => void tables.push([table, rows]));
  return tables;
}

async function* chunksOf(store: Store) {
  const chunks: { table: string; rows: readonly Row[] }[] = [];
  await store.snapshot(async (table, rows) => void chunks.push({ table, rows }));
  yield* chunks;
}
