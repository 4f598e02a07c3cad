import { closeSync, existsSync, fdatasync, fsyncSync, openSync, statSync } from 'node:fs';
import { stat, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { sqliteFailure } from './sqlite-error.ts';
import type { Disk } from './sqlite-group.ts';

export const MEMORY = ':memory:';

/** Opens a data file for reading and writing; a new one can be read by its owner alone. */
export function openFile(path: string): DatabaseSync {
  if (path === MEMORY) return configure(new DatabaseSync(path));
  const isNew = !existsSync(path);
  // SQLite gives its other files the same permissions.
  if (isNew) closeSync(openSync(path, 'a', 0o600));
  const db = configure(new DatabaseSync(path, { timeout: PATIENCE_MILLIS }));
  db.exec('pragma journal_mode = wal; pragma journal_size_limit = 67108864');
  if (isNew) syncDirectory(path);
  return db;
}

/**
 * The log of an open data file, as the group of writers syncs it: in a thread of the runtime's pool,
 * while the event loop goes on.
 */
export function logDisk(path: string): Disk & { readonly close: () => void } {
  let descriptor: number | undefined;
  // SQLite makes the log with its first transaction, and keeps it as long as the file is open.
  const log = () => {
    if (descriptor === undefined) {
      descriptor = openSync(`${path}-wal`, 'r');
      syncDirectory(path);
    }
    return descriptor;
  };
  return {
    sync: (done) => fdatasync(log(), done),
    close: () => {
      if (descriptor !== undefined) closeSync(descriptor);
      descriptor = undefined;
    },
  };
}

/** A second connection that only reads; its transactions do not stop the writer. */
export const openReader = (path: string): DatabaseSync =>
  new DatabaseSync(path, { readOnly: true, timeout: PATIENCE_MILLIS });

/**
 * Makes this process the only server on a data file, until `release` or its death.
 *
 * The lock is that of a second, empty database: the system lets go of it when the process ends,
 * however it ends, and the data file stays open to administrators' commands.
 */
export function lockFile(path: string): { readonly release: () => void } {
  if (path === MEMORY) return { release: () => {} };
  const lock = new DatabaseSync(`${path}.lock`, { timeout: 0 });
  try {
    lock.exec('begin exclusive');
  } catch (cause) {
    lock.close();
    if (sqliteFailure(cause) !== 'busy') throw cause;
    throw new Error(
      `Another Lockstead server has the data file \`${path}\` open. Stop it first, or give this one another data folder.`,
      { cause },
    );
  }
  return { release: () => lock.close() };
}

/** What can be seen of a data file without reading it through. */
export interface FileWatch {
  /** Another value than last time when another process has committed since. */
  readonly version: () => number;
  /** A sentence about what is wrong, or undefined. */
  readonly ailment: () => Promise<string | undefined>;
}

/** Watches the file that `db` has open. `sickness` is why the last write failed, if it did. */
export function watchFile(
  db: DatabaseSync,
  path: string,
  sickness: () => Error | undefined,
): FileWatch {
  const dataVersion = db.prepare('pragma data_version');
  dataVersion.setReturnArrays(true);
  const opened = statSync(path);
  return {
    version: () => (dataVersion.get() as unknown as [number])[0],
    ailment: async () => {
      const found = await stat(path).catch(() => undefined);
      if (found?.ino !== opened.ino) {
        return `The data file \`${path}\` was removed or replaced while it was open. Restart the server.`;
      }
      const { bavail, bsize } = await statfs(path);
      if (bavail * bsize < SCARCE_BYTES) {
        return `The disk of \`${path}\` is nearly full: ${Math.floor((bavail * bsize) / 2 ** 20)} MiB are left.`;
      }
      return sickness() && tryWrite(db);
    },
  };
}

/** After a failed write only a write can tell whether the disk is well again. */
function tryWrite(db: DatabaseSync): string | undefined {
  try {
    const { user_version: mark } = db.prepare('pragma user_version').get() as {
      user_version: number;
    };
    db.exec(`begin immediate; pragma user_version = ${mark + 1}; commit`);
    return undefined;
  } catch (cause) {
    if (db.isTransaction) db.exec('rollback');
    return `The data file cannot be written: ${(cause as Error).message}`;
  }
}

/** Less than this and the log of one busy minute may not fit. */
const SCARCE_BYTES = 64 * 2 ** 20;

/** How long one statement waits, with the event loop, for another process to finish its write. */
const PATIENCE_MILLIS = 50;

function configure(db: DatabaseSync): DatabaseSync {
  // A key whose material is destroyed must not lie on in a free page: what is deleted is overwritten.
  // PostgreSQL's `like` knows upper and lower case; a statement must mean the same on both.
  db.exec(`
    pragma foreign_keys = on; pragma case_sensitive_like = on;
    pragma secure_delete = on;
    pragma temp_store = memory; pragma cache_size = -65536; pragma trusted_schema = off`);
  return db;
}

/** The name of a new file is in its directory, which has to reach the disk too. */
function syncDirectory(path: string): void {
  const directory = openSync(dirname(path), 'r');
  try {
    fsyncSync(directory);
  } finally {
    closeSync(directory);
  }
}
