import { link, open, readdir, rename } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Random } from '../base/random.ts';
import {
  parseRootKey,
  printRootKey,
  ROOT_KEY_BYTES,
  rootKey,
  type RootKey,
} from '../crypto/root-key.ts';
import { rootKeyError } from './operator-error.ts';
import { createPrivateFile, isCode, removeFile, syncFolderOf } from './private-file.ts';
import type { Candidate, RootKeySource, Staged } from './root-key.ts';

/**
 * A root key in a file of its own, mode 0600.
 *
 * A rotation writes the new key beside the old one first, as `PATH.next-FINGERPRINT`. When it is cut
 * short, one of the two files opens the keyring, whatever the moment was.
 */
export function fileSource(path: string): RootKeySource {
  return {
    name: `file:${path}`,
    kind: 'key',
    read: async () => {
      const candidates: Candidate[] = [];
      const settled = await readKeyFile(path);
      if (settled) candidates.push({ key: settled, adopt: async () => {} });
      for (const name of await nextOnes(path)) {
        const key = await readKeyFile(name);
        if (key) candidates.push({ key, adopt: () => moveIn(path, name) });
      }
      return candidates;
    },
    stage: async (random, current) => {
      const found = await readKeyFile(path);
      if (!found) return stageNew(path, random);
      if (found.fingerprint !== current?.fingerprint)
        return { key: found, settle: nothing, discard: nothing };
      return stageNext(path, random, current);
    },
  };
}

/** The text of a secret file; undefined where there is none. Refuses what others than its owner can read. */
export async function readSecretFile(path: string, what: string): Promise<string | undefined> {
  let file;
  try {
    file = await open(path, 'r');
  } catch (cause) {
    if (isCode(cause, 'ENOENT')) return undefined;
    throw rootKeyError(
      `${what} \`${path}\` cannot be read: ${(cause as Error).message}. Let the user who runs Lockstead own it.`,
      cause,
    );
  }
  try {
    const facts = await file.stat();
    if (!facts.isFile())
      throw rootKeyError(`${what} \`${path}\` is no file. Name the file itself.`);
    if (facts.mode & 0o077) {
      const mode = (facts.mode & 0o777).toString(8).padStart(4, '0');
      throw rootKeyError(
        `${what} \`${path}\` has mode \`${mode}\`: others than its owner can read or write it. Run \`chmod 600 ${path}\`, and rotate the root key if somebody may have read it.`,
      );
    }
    return await file.readFile('utf8');
  } finally {
    await file.close();
  }
}

/** Keys of rotations that were cut short. */
export async function nextOnes(path: string): Promise<readonly string[]> {
  const prefix = `${basename(path)}.next-`;
  const names = await readdir(dirname(path)).catch(() => [] as string[]);
  return names
    .filter((name) => name.startsWith(prefix) && /^[0-9a-f]{16}$/.test(name.slice(prefix.length)))
    .map((name) => join(dirname(path), name));
}

async function readKeyFile(path: string): Promise<RootKey | undefined> {
  const text = await readSecretFile(path, 'The root key file');
  if (text === undefined) return undefined;
  const bytes = parseRootKey(text);
  if (!bytes)
    throw rootKeyError(
      `The root key file \`${path}\` holds no whole root key. Put your copy of it back.`,
    );
  return rootKey(bytes);
}

async function stageNew(path: string, random: Random): Promise<Staged> {
  const bytes = random.bytes(ROOT_KEY_BYTES);
  const made = await write(path, bytes);
  // Another server that starts at this moment made it first: its key is as good.
  if (!made) return { key: (await readKeyFile(path))!, settle: nothing, discard: nothing };
  return {
    key: rootKey(bytes),
    settle: async () =>
      `The root key lies in \`${path}\`. Keep a copy of it apart from the backups: without it they are noise.`,
    discard: () => removeFile(path),
  };
}

async function stageNext(path: string, random: Random, current: RootKey): Promise<Staged> {
  const bytes = random.bytes(ROOT_KEY_BYTES);
  const key = rootKey(bytes);
  const next = `${path}.next-${key.fingerprint}`;
  await write(next, bytes);
  return {
    key,
    settle: async () => {
      await moveIn(path, next);
      return `The new root key lies in \`${path}\`. The old one lies in \`${retired(path, current)}\`: keep it, apart from here, as long as you keep backups made before now.`;
    },
    discard: () => removeFile(next),
  };
}

/** The key that opens the keyring takes its place; the one before stays, because older backups need it. */
async function moveIn(path: string, next: string): Promise<void> {
  const old = await readKeyFile(path);
  // Already moved in by a server that started meanwhile.
  if (old && next.endsWith(`-${old.fingerprint}`)) return removeFile(next);
  try {
    if (old) await link(path, retired(path, old));
  } catch (cause) {
    if (!isCode(cause, 'EEXIST')) throw cause;
  }
  try {
    await rename(next, path);
  } catch (cause) {
    if (!isCode(cause, 'ENOENT')) throw cause;
  }
  await syncFolderOf(path);
}

const retired = (path: string, key: RootKey): string => `${path}.retired-${key.fingerprint}`;

async function write(path: string, bytes: Uint8Array): Promise<boolean> {
  try {
    return await createPrivateFile(path, `${printRootKey(bytes)}\n`);
  } catch (cause) {
    throw rootKeyError(
      `The root key file \`${path}\` could not be written: ${(cause as Error).message}. Name another place with \`--root-key file:PATH\`.`,
      cause,
    );
  }
}

const nothing = async (): Promise<undefined> => undefined;
