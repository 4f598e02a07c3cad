/**
 * What group commit is worth where a sync takes its time. The disks of many machines answer a sync out of a
 * cache, in a third of a millisecond: there a write costs the processor more than the disk. So a server is
 * measured whose syncs take five milliseconds longer, as on a network volume or a disk without such a cache.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { benchWrites, type Measured, reader } from './secrets.ts';
import { setScene } from './scene.ts';
import { type Server, startServer } from './servers.ts';

const MICROS = 5000;
const SECRETS = 1000;
const WARM_SECONDS = 15;

type Load = (
  server: Server,
  requests: readonly string[],
  seconds: number,
  connections: number,
) => Promise<Measured>;

/** Prints a table of it; needs a C compiler, and says so where there is none. */
export async function benchSlowDisk(folder: string, load: Load): Promise<void> {
  const library = join(folder, 'slow-sync.so');
  const source = fileURLToPath(new URL('slow-sync.c', import.meta.url));
  const { status } = spawnSync('cc', ['-shared', '-fPIC', '-O2', '-o', library, source, '-ldl']);
  if (status !== 0) {
    console.log('\nNo C compiler (`cc`): a slow disk is not measured.');
    return;
  }
  const variables = { LD_PRELOAD: library, SLOW_SYNC_MICROS: String(MICROS) };
  const server = await startServer(join(folder, 'slow'), undefined, variables);
  try {
    const scene = await setScene(server, SECRETS);
    await load(server, scene.puts(), WARM_SECONDS, 64);
    const syncs = spawnSync(
      process.execPath,
      [fileURLToPath(new URL('syncs.ts', import.meta.url)), folder],
      { env: { ...process.env, ...variables }, encoding: 'utf8' },
    );
    console.log(`\nWrites on a disk whose syncs take ${MICROS / 1000} ms longer:\n`);
    console.log('| what | per s | p50 ms | p99 ms | CPU µs | |\n|---|---|---|---|---|---|');
    const slowly = {
      load: (requests: readonly string[], n: number) => load(server, requests, 5, n),
    };
    await benchWrites(slowly, await reader(server), Number(syncs.stdout));
  } finally {
    await server.end();
  }
}
