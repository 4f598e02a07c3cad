import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { isoSeconds, systemClock } from '../base/clock.ts';
import { type Flags, type StoreOptions, storeName, storeOptions } from '../server/config.ts';
import { asOperatorError, EXIT, OperatorError } from '../server/operator-error.ts';
import { inspect, openStore } from '../server/open-store.ts';
import { migrationsUpTo } from '../store/inspect.ts';
import type { Migrations, Store } from '../store/store.ts';
import {
  alreadyThere,
  type BackupHeader,
  type RowCounts,
  rowsOf,
  verifyBackup,
  writeBackup,
} from './backup-file.ts';
import type { Programs } from './lockstead.ts';
import type { Terminal } from './terminal.ts';

/** `lockstead backup FILE`. */
export async function backup(
  file: string,
  flags: Flags,
  terminal: Terminal,
  programs: Programs,
): Promise<void> {
  const path = resolve(file);
  if (existsSync(path) && flags['force'] !== true) throw alreadyThere(path);
  const { store: location } = storeOptions(flags, terminal);
  const inspection = await inspect(location);
  if (!inspection) {
    throw new OperatorError(
      EXIT.store,
      `There is no store \`${storeName(location)}\` to back up. Say where it is with \`--data\` or \`--store\`.`,
    );
  }
  await inspection.close();
  // Opened with the tables that it has: a backup before an upgrade upgrades nothing.
  const migrations = migrationsUpTo(inspection.applied, await programs.migrations());
  const now = systemClock.now();
  const store = await openStore(location, { migrations, now, exclusive: false });
  try {
    const header = headerOf(store, migrations, isoSeconds(now));
    const counts = await writeBackup(path, header, store.snapshot, flags['force'] === true);
    terminal.note(
      `Backed up ${said(counts)} from \`${storeName(location)}\` to \`${path}\`. The root key is not in it: keep it apart.`,
    );
  } catch (cause) {
    throw asOperatorError(EXIT.failure, `The backup \`${path}\` could not be written`, cause);
  } finally {
    await store.close();
  }
}

/** `lockstead restore FILE`. */
export async function restore(
  file: string,
  flags: Flags,
  terminal: Terminal,
  programs: Programs,
): Promise<void> {
  const path = resolve(file);
  const options = storeOptions(flags, terminal);
  const known = await programs.migrations();
  const { header, counts } = await verifyBackup(path).catch((cause: unknown) => {
    throw asOperatorError(EXIT.failure, `The backup \`${path}\` could not be read`, cause);
  });
  await load(path, options, migrationsOf(header, path, known));
  // What an older program wrote is brought to this one's tables.
  const store = await openStore(options.store, {
    migrations: known,
    now: systemClock.now(),
    exclusive: true,
  });
  await store.close();
  terminal.note(
    `Restored ${said(counts)} of ${header.created} into \`${storeName(options.store)}\`. Start the server with the root key of that day; the credentials of then are valid again.`,
  );
}

const headerOf = (
  store: Store,
  migrations: readonly Migrations[],
  created: string,
): BackupHeader => ({
  created,
  engine: store.engine,
  migrations: Object.fromEntries(migrations.map(({ owner, steps }) => [owner, steps.length])),
});

/** The tables that the backup's rows belong in. */
function migrationsOf(
  header: BackupHeader,
  path: string,
  known: readonly Migrations[],
): readonly Migrations[] {
  const wanted = new Map(Object.entries(header.migrations));
  const found = migrationsUpTo(wanted, known);
  const steps = new Map(found.map((each) => [each.owner, each.steps.length]));
  for (const [owner, count] of wanted) {
    if (steps.get(owner) === count) continue;
    throw new OperatorError(
      EXIT.failure,
      `The backup \`${path}\` was made by a newer Lockstead: it has step ${count} of \`${owner}\`, which this program does not know. Restore it with the newer program.`,
    );
  }
  return found;
}

async function load(
  path: string,
  { store: location }: StoreOptions,
  migrations: readonly Migrations[],
): Promise<void> {
  const store = await openStore(location, { migrations, now: systemClock.now(), exclusive: true });
  try {
    await store.load(rowsOf(path));
  } catch (cause) {
    throw asOperatorError(
      EXIT.store,
      `The backup \`${path}\` could not be loaded into \`${storeName(location)}\``,
      cause,
    );
  } finally {
    await store.close();
  }
}

function said(counts: RowCounts): string {
  const rows = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const tables = Object.keys(counts).length;
  return `${rows} row${rows === 1 ? '' : 's'} in ${tables} table${tables === 1 ? '' : 's'}`;
}
