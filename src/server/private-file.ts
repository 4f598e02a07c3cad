/** Files that only their owner may read, and that are whole or not there, whatever happens. */
import { link, mkdir, open, rename, rm, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Writes a new file; false, and nothing changed, where one is there already. */
export async function createPrivateFile(path: string, content: string): Promise<boolean> {
  // A name of its own first: whoever opens `path` finds all of it, or nothing.
  const draft = await writeDraft(path, content);
  try {
    await link(draft, path);
  } catch (cause) {
    if (isCode(cause, 'EEXIST')) return false;
    throw cause;
  } finally {
    await unlink(draft);
  }
  await syncFolderOf(path);
  return true;
}

/** Writes a file in place of the one that may be there. */
export async function replacePrivateFile(path: string, content: string): Promise<void> {
  const draft = await writeDraft(path, content);
  await rename(draft, path);
  await syncFolderOf(path);
}

/** Removes a file, if it is there. */
export async function removeFile(path: string): Promise<void> {
  await rm(path, { force: true });
  await syncFolderOf(path);
}

/** A folder that only its owner may enter; one that is there already is left as it is. */
export const makePrivateFolder = async (path: string): Promise<void> =>
  void (await mkdir(path, { recursive: true, mode: 0o700 }));

/** Makes the names in a file's folder last: without it a power cut forgets them. */
export async function syncFolderOf(path: string): Promise<void> {
  const folder = await open(dirname(path), 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/** Whether an error of the file system has this code. */
export const isCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code;

let drafts = 0;

async function writeDraft(path: string, content: string): Promise<string> {
  const draft = `${path}.${process.pid}-${++drafts}.draft`;
  // Left by a process that had our number and died.
  await rm(draft, { force: true });
  const file = await open(draft, 'wx', 0o600);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
  return draft;
}
