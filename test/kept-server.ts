/** `lockstead start` on a folder of its own: it can be killed and started again, and keeps what it has. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { selectEvents } from '../src/audit/tables.ts';
import { recordOf } from '../src/audit/record.ts';
import type { StoreLocation } from '../src/server/config.ts';
import { inspect } from '../src/server/open-store.ts';
import { clean, freePort, lockstead, ROOT, type Running, scratch } from './process.ts';

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

export interface KeptServer {
  readonly url: string;
  readonly port: number;
  /** The folder that holds `lockstead-data` and, beside it, the root key. */
  readonly folder: string;
  readonly data: string;
  /** The administrator that the first start made. */
  readonly administrator: Credentials;
  /** What the running process has printed. */
  readonly printed: () => string;
  readonly pid: () => number;
  /** Ends the process as a power cut would, and waits. */
  readonly kill: () => Promise<void>;
  /** Ends it as an operator would; resolves to its exit code. */
  readonly stop: () => Promise<number | null>;
  /** Starts it again on what it left. */
  readonly start: (flags?: readonly string[]) => Promise<void>;
  /** CloudTrail records of an account, oldest first, read from the store. */
  readonly events: (account: string) => Promise<readonly any[]>;
}

/** Starts a server for one test; it is gone, with its folder, when the test is. */
export async function keptServer(
  t: TestContext,
  options: {
    readonly flags?: readonly string[];
    readonly store?: string;
    readonly env?: NodeJS.ProcessEnv;
    /** Where another server of the same store, or of its backup, has made him. */
    readonly administrator?: Credentials;
    /** Fills the empty data folder before the first start. */
    readonly prepare?: (data: string) => Promise<void>;
  } = {},
): Promise<KeptServer> {
  const place = scratch();
  // Where temporary folders are behind a link, programs that ask for theirs see what is behind it.
  const folder = realpathSync(place.path);
  const data = join(folder, 'lockstead-data');
  mkdirSync(data, { mode: 0o700 });
  await options.prepare?.(data);
  const port = await freePort();
  const store = options.store ? ['--store', options.store] : [];
  const given = options.flags ?? [];
  const begin = (more: readonly string[] = []) =>
    lockstead(
      ['start', '--data', data, '--listen', `127.0.0.1:${port}`, ...store, ...given, ...more],
      { port, ...(options.env && { env: options.env }) },
    );
  let running: Running | undefined;
  t.after(async () => {
    await running?.end('SIGKILL');
    place.remove();
  });
  running = await begin();
  const location: StoreLocation = options.store
    ? { engine: 'postgres', url: options.store }
    : { engine: 'sqlite', path: join(data, 'lockstead.db') };
  return {
    url: running.url,
    port,
    folder,
    data,
    administrator: options.administrator ?? credentialsIn(data),
    printed: () => running!.printed(),
    pid: () => running!.pid,
    kill: async () => void (await running!.end('SIGKILL')),
    stop: () => running!.end('SIGTERM'),
    start: async (flags) => {
      running = await begin(flags);
    },
    events: (account) => eventsOf(location, account),
  };
}

/** The credentials that the first start wrote: they are there before it listens. */
export function credentialsIn(data: string): Credentials {
  const text = readFileSync(join(data, 'aws', 'credentials'), 'utf8');
  const value = (name: string) => new RegExp(`^${name} = (.+)$`, 'm').exec(text)![1]!;
  return {
    accessKeyId: value('aws_access_key_id'),
    secretAccessKey: value('aws_secret_access_key'),
  };
}

/** CloudTrail records of an account, oldest first, read beside a server or without one. */
export async function eventsOf(location: StoreLocation, account: string): Promise<readonly any[]> {
  const inspection = await inspect(location);
  if (!inspection) throw new Error('there is no store to read events from');
  try {
    const all = { account, from: 0, until: Number.MAX_SAFE_INTEGER, count: 1_000_000 };
    return (await inspection.all(selectEvents, all)).map(recordOf).reverse();
  } finally {
    await inspection.close();
  }
}

/** Runs another command of Lockstead to its end, while this process goes on. */
export async function command(
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<{ readonly code: number | null; readonly out: string; readonly err: string }> {
  const child = spawn(process.execPath, [join(ROOT, 'src/main.ts'), ...args], {
    env: { ...clean(process.env), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [out, err] = ['', ''];
  child.stdout.on('data', (chunk) => (out += chunk));
  child.stderr.on('data', (chunk) => (err += chunk));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, out, err };
}
