/** Unpacked code, a folder for each zip, kept as long as somebody runs it and a little longer. */
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256Hex } from '../crypto/hash.ts';
import { unpack } from './unpack.ts';

/** Folders that nobody uses and that are kept: functions come back. */
const KEPT = 16;

/** A folder that is lent. */
export interface Lent {
  readonly folder: string;
  readonly giveBack: () => void;
}

export interface Shelf {
  /** The zips unpacked into one folder, in their order; a later one may replace files of an earlier one. */
  readonly lend: (key: string, zips: readonly (() => Promise<Uint8Array>)[]) => Promise<Lent>;
}

interface Place {
  readonly ready: Promise<string>;
  users: number;
}

/** Folders below `base`. */
export function createShelf(base: string): Shelf {
  const places = new Map<string, Place>();
  let made = 0;

  async function fill(zips: readonly (() => Promise<Uint8Array>)[]): Promise<string> {
    const folder = join(base, `code-${made++}`);
    await mkdir(folder, { mode: 0o755 });
    try {
      for (const zip of zips) await unpack(await zip(), folder);
    } catch (cause) {
      await rm(folder, { recursive: true, force: true });
      throw cause;
    }
    return folder;
  }

  function tidy(): void {
    const unused = [...places].filter(([, place]) => place.users === 0);
    for (const [key, place] of unused.slice(0, Math.max(0, unused.length - KEPT))) {
      places.delete(key);
      // What cannot be removed now goes with the whole folder.
      place.ready.then((folder) => rm(folder, { recursive: true, force: true })).catch(() => {});
    }
  }

  return {
    lend: async (key, zips) => {
      const name = sha256Hex(key);
      let place = places.get(name);
      if (!place) {
        place = { ready: fill(zips), users: 0 };
        places.set(name, place);
      }
      const lent = place;
      lent.users++;
      let isBack = false;
      const giveBack = () => {
        if (isBack) return;
        isBack = true;
        lent.users--;
        // The last one used is the last one thrown away.
        if (places.get(name) === lent && places.delete(name)) places.set(name, lent);
        tidy();
      };
      try {
        return { folder: await lent.ready, giveBack };
      } catch (cause) {
        giveBack();
        // Another attempt may find a disk with room.
        if (places.get(name) === lent) places.delete(name);
        throw cause;
      }
    },
  };
}
