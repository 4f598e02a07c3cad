/**
 * `npm run bench`: what requests cost, as ratios within one run.
 *
 * The real server runs as its own process on a data folder of its own, full sync, everything on; beside it a
 * bare node:http server whose answer is as long. Both are loaded in turns by a third process over 64
 * keep-alive connections with requests signed beforehand.
 *
 *     node tools/bench.ts [--seconds 5] [--rounds 5] [--warm 20] [--growth 100000] [--rotations 1000] [--only get|rotation]
 *
 * A server works for months, so it is measured warm: until Node has compiled what is hot, for some fifteen
 * seconds of load, a request costs half as much again.
 */
import { spawn, spawnSync } from 'node:child_process';
import { cpus, tmpdir } from 'node:os';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { benchJudge } from './bench/judge.ts';
import { benchKms } from './bench/kms.ts';
import type { LoadResult, LoadSpec } from './bench/load.ts';
import { benchRotation } from './bench/rotation.ts';
import { benchSecrets } from './bench/secrets.ts';
import { benchSlowDisk } from './bench/slow-disk.ts';
import { type Server, startBare, startServer } from './bench/servers.ts';
import { type Scene, setScene } from './bench/scene.ts';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '5' },
    rounds: { type: 'string', default: '5' },
    warm: { type: 'string', default: '20' },
    secrets: { type: 'string', default: '1000' },
    growth: { type: 'string', default: '100000' },
    rotations: { type: 'string', default: '1000' },
    profile: { type: 'boolean', default: false },
    only: { type: 'string', default: '' },
  },
});
const [SECONDS, ROUNDS, WARM, SECRETS, GROWTH] = [
  values.seconds,
  values.rounds,
  values.warm,
  values.secrets,
  values.growth,
].map(Number) as [number, number, number, number, number];
const CONNECTIONS = 64;
const folder = mkdtempSync(join(tmpdir(), 'lockstead-bench-'));

interface Measured extends LoadResult {
  readonly perSecond: number;
  /** Of the server alone, user and system. */
  readonly cpuMicros: number;
}

function load(
  server: Server,
  requests: readonly string[],
  seconds = SECONDS,
  connections = CONNECTIONS,
  pauseMillis = 0,
): Promise<Measured> {
  const file = join(folder, 'requests.jsonl');
  writeFileSync(file, requests.map((r) => JSON.stringify(r)).join('\n'));
  const spec: LoadSpec = { port: server.port, connections, seconds, requests: file, pauseMillis };
  const before = cpuMicros(server.pid);
  const child = spawn(
    process.execPath,
    [fileURLToPath(new URL('bench/load.ts', import.meta.url)), JSON.stringify(spec)],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  let printed = '';
  child.stdout.on('data', (chunk) => (printed += chunk));
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => {
      if (code !== 0) return reject(new Error(`the load ended with ${code}`));
      const result = JSON.parse(printed) as LoadResult;
      if (result.failed)
        return reject(new Error(`${result.failed} requests failed: ${result.firstFailure}`));
      const cpu = (cpuMicros(server.pid) - before) / result.answered;
      resolve({ ...result, perSecond: result.answered / result.seconds, cpuMicros: cpu });
    });
  });
}

/** CPU time of a process so far, from /proc: clock ticks of 10 ms. */
function cpuMicros(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10_000;
}

const memoryMiB = (pid: number): number =>
  Math.round(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]) / 1024);

function row(name: string, m: Measured, bare?: Measured): void {
  const ratio = bare ? `${((100 * m.perSecond) / bare.perSecond).toFixed(1)} %` : '';
  const p99 = bare ? `${(m.p99 / bare.p99).toFixed(1)}×` : '';
  const cells = [
    name,
    m.perSecond.toFixed(0),
    ratio,
    m.p50.toFixed(2),
    m.p95.toFixed(2),
    m.p99.toFixed(2),
    p99,
    m.cpuMicros.toFixed(0),
  ];
  console.log(`| ${cells.join(' | ')} |`);
}

const median = (all: readonly Measured[]): Measured =>
  [...all].sort((a, b) => a.perSecond - b.perSecond)[Math.floor(all.length / 2)]!;

async function main(): Promise<void> {
  if (values.only === 'rotation') {
    try {
      await benchRotation(folder, load, Number(values.rotations));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
    return;
  }
  console.log(
    `# ${new Date().toISOString().slice(0, 10)}, ${cpus().length} cores of ${cpus()[0]?.model}, node ${process.version}, ${CONNECTIONS} connections, ${ROUNDS} rounds of ${SECONDS} s, medians\n`,
  );
  if (values.only === '') benchJudge();
  const server = await startServer(join(folder, 'data'), values.profile ? folder : undefined);
  const scene: Scene = await setScene(server, SECRETS);
  const bare = await startBare(scene.answerBytes);
  try {
    const rounds: { bare: Measured[]; get: Measured[]; put: Measured[] } = {
      bare: [],
      get: [],
      put: [],
    };
    await load(server, scene.gets(), WARM);
    await load(bare, scene.gets(), 2);
    for (let i = 0; i < ROUNDS; i++) {
      rounds.bare.push(await load(bare, scene.gets()));
      rounds.get.push(await load(server, scene.gets()));
      if (values.only !== 'get')
        rounds.put.push(await load(server, scene.puts(), Math.min(SECONDS, 3)));
    }
    const yardstick = median(rounds.bare);
    console.log(
      '| what | per s | of bare | p50 ms | p95 ms | p99 ms | p99 of bare | CPU µs |\n|---|---|---|---|---|---|---|---|',
    );
    row('bare node:http', yardstick);
    row('GetSecretValue', median(rounds.get), yardstick);
    if (rounds.put.length) row('PutSecretValue', median(rounds.put), yardstick);
    const shares = rounds.get.map((get, i) => (100 * get.perSecond) / rounds.bare[i]!.perSecond);
    console.log(
      `\nGetSecretValue of bare, round by round: ${shares.map((share) => share.toFixed(1)).join(', ')} %.`,
    );
    console.log(
      `\nResident memory after that: ${memoryMiB(server.pid)} MiB (bare ${memoryMiB(bare.pid)} MiB).`,
    );
    if (values.only === '') {
      const seconds = Math.min(SECONDS, 3);
      await benchKms({
        server,
        load: (requests) => load(server, requests, seconds),
        get: () => load(server, scene.gets(), seconds),
        bare: () => load(bare, scene.gets(), seconds),
      });
    }
    if (GROWTH > SECRETS) await growth(server, scene, median(rounds.get));
    if (values.only !== 'get') {
      const secrets = Math.max(SECRETS, GROWTH);
      await benchSecrets({
        server,
        secrets,
        folder,
        load: (requests, connections) => load(server, requests, Math.min(SECONDS, 3), connections),
        get: () => load(server, scene.gets(secrets), Math.min(SECONDS, 3)),
      });
      await benchSlowDisk(folder, load);
      await benchRotation(folder, load, Number(values.rotations));
    }
  } finally {
    await Promise.all([server.end(), bare.end()]);
    if (values.profile) spawnSync('ls', ['-l', folder], { stdio: 'inherit' });
    else rmSync(folder, { recursive: true, force: true });
  }
}

/** The same reads, spread over the first thousand secrets and over all of many more. */
async function growth(server: Server, scene: Scene, few: Measured): Promise<void> {
  await scene.grow(GROWTH);
  const rounds: Measured[] = [];
  const before: Measured[] = [];
  for (let i = 0; i < ROUNDS; i++) {
    before.push(await load(server, scene.gets(SECRETS)));
    rounds.push(await load(server, scene.gets(GROWTH)));
  }
  const many = median(rounds);
  const same = median(before);
  console.log(
    `\nGrowth from ${SECRETS} to ${GROWTH} secrets: ${few.cpuMicros.toFixed(0)} µs of CPU a read before, ${same.cpuMicros.toFixed(0)} after for the same ${SECRETS} secrets (×${(same.cpuMicros / few.cpuMicros).toFixed(2)}), ${many.cpuMicros.toFixed(0)} spread over all of them (×${(many.cpuMicros / few.cpuMicros).toFixed(2)}).`,
  );
  console.log(`Resident memory: ${memoryMiB(server.pid)} MiB.`);
}

if (import.meta.url === pathToFileURL(process.argv[1]!).href) await main();
