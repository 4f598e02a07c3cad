import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { openSqlite } from '../../src/store/sqlite.ts';
import type { Migrations, Store } from '../../src/store/store.ts';

/** A place where stores can be opened for tests. */
export interface Engine {
  readonly name: string;
  /** A new, empty store; it is closed and removed when `discard` is called. */
  readonly open: (migrations: readonly Migrations[]) => Promise<TestStore>;
}

export interface TestStore {
  readonly store: Store;
  /** Opens the same data once more, as another process would. Undefined where there is no such thing. */
  readonly again: (() => Promise<Store>) | undefined;
  readonly discard: () => Promise<void>;
}

const memory: Engine = {
  name: 'SQLite in memory',
  open: async (migrations) => {
    const store = await openSqlite({ path: ':memory:', migrations });
    return { store, again: undefined, discard: () => store.close() };
  },
};

const disk: Engine = {
  name: 'SQLite on disk',
  open: async (migrations) => {
    const folder = mkdtempSync(join(tmpdir(), 'lockstead-store-'));
    const path = join(folder, 'lockstead.db');
    const stores = [await openSqlite({ path, migrations })];
    return {
      store: stores[0]!,
      again: async () => {
        const store = await openSqlite({ path, migrations, exclusive: false });
        stores.push(store);
        return store;
      },
      discard: async () => {
        for (const store of stores.reverse()) await store.close();
        rmSync(folder, { recursive: true });
      },
    };
  },
};

/** Every test with a store runs on each of these. */
export const engines: readonly Engine[] = [memory, disk];
