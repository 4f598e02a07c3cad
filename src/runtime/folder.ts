/** Where a runtime keeps what it unpacks: a folder of its own, which does not outlive it for long. */
import { existsSync } from 'node:fs';
import { chmod, lstat, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DIGITS, type Random, randomText } from '../base/random.ts';
import { lockFile } from '../store/sqlite-file.ts';

/** A folder that nobody removes but its owner, while that one lives. */
export interface OwnFolder {
  readonly path: string;
  readonly remove: () => Promise<void>;
}

/**
 * Makes a folder below `parent`, and removes those whose owners are dead.
 *
 * Whoever owns a folder holds the lock beside it: the system lets go of it when the process ends, however
 * it ends. So a server removes what a killed one has left, and nothing of another that lives.
 */
export async function openFolder(parent: string, random: Random): Promise<OwnFolder> {
  await mkdir(parent, { recursive: true, mode: 0o700 });
  await sweepFolders(parent);
  for (let attempts = 1; ; attempts++) {
    const path = join(parent, `${NAME}${randomText(random, DIGITS, 12)}`);
    try {
      const lock = lockFile(path);
      const remove = async () => {
        await clear(path);
        lock.release();
      };
      // Whoever sweeps may have come between the file and its lock.
      if (!existsSync(lockOf(path))) throw new Error(`\`${lockOf(path)}\` was swept away`);
      await mkdir(path, { mode: 0o700 });
      return { path, remove };
    } catch (cause) {
      if (attempts === ATTEMPTS) throw cause;
    }
  }
}

/** Removes the folders below `parent` whose owners are dead. */
export async function sweepFolders(parent: string): Promise<void> {
  for (const name of await readdir(parent).catch(() => [])) {
    if (!name.startsWith(NAME) || !name.endsWith(LOCK)) continue;
    const path = join(parent, name.slice(0, -LOCK.length));
    const lock = take(path);
    if (!lock) continue;
    try {
      await clear(path);
    } catch {
      // What cannot be removed is no reason to run no functions; whoever comes next tries again.
    } finally {
      lock.release();
    }
  }
}

/** A folder below the system's temporary folder for this user's runtimes. */
export async function temporaryParent(): Promise<string> {
  const user = process.getuid?.() ?? 0;
  const path = join(tmpdir(), `lockstead-functions-${user}`);
  // Functions that run as users of their own pass through it, and may not look around.
  await mkdir(path).catch(() => {});
  const found = await lstat(path);
  if (found.isDirectory() && found.uid === user) {
    await chmod(path, 0o711);
    return path;
  }
  // Somebody else has its name: theirs must not be entered, and what lies there not be removed.
  return mkdtemp(join(tmpdir(), 'lockstead-functions-'));
}

/** Two that come at the same moment do not meet at the same moment again. */
const ATTEMPTS = 5;
const NAME = 'functions-';
const LOCK = '.lock';
const lockOf = (path: string): string => `${path}${LOCK}`;

/** The lock goes last: what has one is still to be removed. */
async function clear(path: string): Promise<void> {
  await rm(path, { recursive: true, force: true });
  // SQLite, whose lock it is, has a file beside it.
  await rm(`${lockOf(path)}-journal`, { force: true });
  await rm(lockOf(path), { force: true });
}

/** The lock of a folder, unless somebody holds it or it cannot be had. */
function take(path: string): { readonly release: () => void } | undefined {
  try {
    return lockFile(path);
  } catch {
    return undefined;
  }
}
