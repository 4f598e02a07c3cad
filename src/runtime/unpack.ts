/** Unpacks a zip into a folder, and looks through one without unpacking it. */
import { mkdir, open, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ZipFault } from '../operation/functions.ts';
import { hostile, linkTarget, walkZip, ZipError, type ZipEntry } from './zip-entries.ts';

/** Whether a zip can be read to its end, and how large it would be: exactly what `unpack` would do. */
export async function examine(zip: Uint8Array): Promise<{ unzippedBytes: number } | ZipFault> {
  const names = createNames();
  try {
    const unzippedBytes = await walkZip(zip, async (entry) => {
      names.take(entry);
      if (entry.kind === 'link') await linkTarget(entry);
      if (entry.kind === 'file') for await (const _ of entry.bytes());
    });
    return { unzippedBytes };
  } catch (cause) {
    if (cause instanceof ZipError) return cause.fault;
    throw cause;
  }
}

/** Unpacks below `folder`, which is there; throws a ZipError, and leaves what it had written until then. */
export async function unpack(zip: Uint8Array, folder: string): Promise<void> {
  const names = createNames();
  const links: { readonly path: string; readonly target: string }[] = [];
  await walkZip(zip, async (entry) => {
    names.take(entry);
    const path = join(folder, entry.path);
    if (entry.kind === 'folder') return void (await mkdir(path, { recursive: true }));
    await mkdir(dirname(path), { recursive: true });
    if (entry.kind === 'link') return void links.push({ path, target: await linkTarget(entry) });
    await writeFile(path, entry);
  });
  // Links last: as long as there is none, no path leads out of the folder.
  for (const { path, target } of links) await symlink(target, path);
}

async function writeFile(path: string, entry: ZipEntry): Promise<void> {
  // `wx`: a second entry of that name is refused above, and nothing else can be there.
  const file = await open(path, 'wx', entry.isExecutable ? 0o755 : 0o644);
  try {
    for await (const chunk of entry.bytes()) await file.writeFile(chunk);
  } finally {
    await file.close();
  }
}

interface Names {
  /** Refuses a name that is there already, or that would lie inside of a file or a link. */
  readonly take: (entry: ZipEntry) => void;
}

function createNames(): Names {
  const kinds = new Map<string, ZipEntry['kind']>();
  return {
    take: ({ path, kind }) => {
      const before = kinds.get(path);
      if (before !== undefined && !(before === 'folder' && kind === 'folder')) throw hostile(path);
      for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1)) {
        const parent = path.slice(0, at);
        if ((kinds.get(parent) ?? 'folder') !== 'folder') throw hostile(path);
        kinds.set(parent, 'folder');
      }
      kinds.set(path, kind);
    },
  };
}
