/** `node tools/bench/syncs.ts FOLDER` prints how many syncs a second the disk of a folder makes. */
import { closeSync, fdatasyncSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** What a server would reach that synced each write by itself. */
export function syncsPerSecond(folder: string): number {
  const path = join(folder, 'synced');
  const file = openSync(path, 'w');
  const block = Buffer.alloc(4096);
  const started = performance.now();
  let done = 0;
  for (; performance.now() - started < 1000; done++) {
    writeSync(file, block, 0, block.length, done * block.length);
    fdatasyncSync(file);
  }
  const seconds = (performance.now() - started) / 1000;
  closeSync(file);
  rmSync(path);
  return done / seconds;
}

if (import.meta.url === pathToFileURL(process.argv[1]!).href)
  console.log(syncsPerSecond(process.argv[2]!));
