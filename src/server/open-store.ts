/** Opens a store with what locks it, in the order in which nothing is touched before the root key is right. */
import { dirname } from 'node:path';
import type { Instant } from '../base/clock.ts';
import type { Random } from '../base/random.ts';
import { type Inspection, inspectPostgres, inspectSqlite } from '../store/inspect.ts';
import type { Migrations, Store } from '../store/store.ts';
import { type StoreLocation, storeName, type StoreOptions } from './config.ts';
import { type OpenedKeyring, openKeyring, unlock } from './keyring-store.ts';
import { asOperatorError, EXIT } from './operator-error.ts';
import { makePrivateFolder } from './private-file.ts';
import { selectKeyring } from './tables.ts';

export interface Opening {
  readonly migrations: readonly Migrations[];
  readonly random: Random;
  readonly now: Instant;
}

export interface OpenedStore extends OpenedKeyring {
  readonly store: Store;
}

/**
 * Opens the store for a server and its keyring; the first start makes both.
 *
 * The keyring is tried before the store is opened: with a wrong or missing root key no table is
 * migrated, and no file is made.
 */
export async function openLocked(options: StoreOptions, opening: Opening): Promise<OpenedStore> {
  await tryRootKey(options);
  await makePrivateFolder(options.data);
  const store = await openStore(options.store, { ...opening, exclusive: true });
  try {
    const opened = await openKeyring({ ...opening, store, rootKey: options.rootKey });
    return { store, ...opened };
  } catch (cause) {
    await store.close();
    throw cause;
  }
}

/** Opens a store by its location. Administrators' commands open a data file beside its server (`exclusive: false`). */
export async function openStore(
  location: StoreLocation,
  {
    migrations,
    now,
    exclusive,
  }: Pick<Opening, 'migrations' | 'now'> & { readonly exclusive: boolean },
): Promise<Store> {
  try {
    if (location.engine === 'sqlite') {
      const { openSqlite } = await import('../store/sqlite.ts');
      await makePrivateFolder(dirname(location.path));
      return await openSqlite({ path: location.path, migrations, now, exclusive });
    }
    const { openPostgres } = await import('../store/postgres.ts');
    return await openPostgres({ url: location.url, migrations, now });
  } catch (cause) {
    throw asOperatorError(
      EXIT.store,
      `The store \`${storeName(location)}\` could not be opened`,
      cause,
    );
  }
}

/** Looks into a store and changes nothing; undefined where there is none yet. */
export async function inspect(location: StoreLocation): Promise<Inspection | undefined> {
  try {
    return location.engine === 'sqlite'
      ? inspectSqlite(location.path)
      : await inspectPostgres(location.url);
  } catch (cause) {
    throw asOperatorError(
      EXIT.store,
      `The store \`${storeName(location)}\` could not be read`,
      cause,
    );
  }
}

async function tryRootKey({ store, rootKey }: StoreOptions): Promise<void> {
  const inspection = await inspect(store);
  try {
    const keys = await unlock(async () => (await inspection?.all(selectKeyring, {}))?.[0], rootKey);
    // Nothing to open yet, but a key that cannot be read is told before a store is made.
    if (!keys) await rootKey.read(null);
  } finally {
    await inspection?.close();
  }
}
