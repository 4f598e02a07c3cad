import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { change, statement, type Row } from '../../src/store/statement.ts';
import type { Migrations, Store } from '../../src/store/store.ts';
import { engines } from './engines.ts';
import * as world from './tables.ts';

const [first, second] = world.migrations.steps as [string, string];
const half: Migrations = { owner: 'world', steps: [first] };
const extra: Migrations = {
  owner: 'extra',
  steps: [
    'create table extra (id text primary key, thing text) strict;',
    'alter table extra add column more integer',
  ],
};
const selectExtra = statement<Row, Row>('select id, thing, more from extra');

for (const engine of engines) {
  describe(engine.name, () => {
    test('a store grows with its program and keeps its rows', async () => {
      const { store, reopen, discard } = await engine.open([half]);
      try {
        await store.commit([change(world.insertOwner, { name: 'ann', revision: 1 })]);
        if (!reopen) return;
        const grown = await reopen([world.migrations, extra]);
        assert.deepEqual(await grown.one(world.selectOwner, { name: 'ann' }), {
          name: 'ann',
          revision: 1,
        });
        assert.deepEqual(await grown.all(world.selectTrail, {}), []);
        assert.deepEqual(await grown.all(selectExtra, {}), []);
        await reopen([extra, world.migrations]);
      } finally {
        await discard();
      }
    });

    const refusal = (name: string, program: readonly Migrations[], because: RegExp) =>
      test(name, async () => {
        const { reopen, discard } = await engine.open([world.migrations]);
        try {
          if (!reopen) return;
          await assert.rejects(reopen([...program, extra]), because);
          // Nothing was touched: the program that made the store finds it as it was.
          const again = await reopen([world.migrations]);
          assert.deepEqual(await tablesOf(again), []);
          await assert.rejects(again.all(selectExtra, {}), /no migration makes the table `extra`/);
        } finally {
          await discard();
        }
      });
    refusal(
      'an older program refuses a newer store',
      [half],
      /newer Lockstead: it has step 2 of `world`/,
    );
    refusal(
      'a program that lacks a service refuses its tables',
      [],
      /newer Lockstead: it has step 1 of `world`/,
    );
    refusal(
      'a step that was edited is refused',
      [{ owner: 'world', steps: [first, `${second} `] }],
      /Step 2 of `world` was applied to the store with other SQL/,
    );
    refusal(
      'a step that fails leaves nothing of itself or of those before it',
      [
        world.migrations,
        {
          owner: 'broken',
          steps: ['create table fine (id text primary key) strict;', 'create tabel x'],
        },
      ],
      /tabel/,
    );

    test('several servers that start at once make the tables once', async () => {
      const { again, reopen, discard } = await engine.open([half]);
      try {
        if (engine.name !== 'PostgreSQL' || !again || !reopen) return;
        const migrations = [world.migrations, extra];
        const stores = await Promise.all([1, 2, 3, 4].map(() => again(migrations)));
        for (const store of stores) assert.deepEqual(await store.all(selectExtra, {}), []);
      } finally {
        await discard();
      }
    });
  });
}

async function tablesOf(store: Store): Promise<string[]> {
  const tables: string[] = [];
  await store.snapshot(async (table) => void tables.push(table));
  return tables;
}
