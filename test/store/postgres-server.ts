import { spawn, spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A PostgreSQL server that lives as long as this process, or until `stop`. */
export interface TestServer {
  readonly url: string;
  /** Ends the server as a power cut would; `start` brings it back with its data. */
  readonly crash: () => void;
  readonly start: () => Promise<void>;
  /** Ends the server and removes its data. */
  readonly stop: () => void;
}

/** Where PostgreSQL's programs are, or undefined when it is not installed. */
export function postgresPrograms(): string | undefined {
  const root = '/usr/lib/postgresql';
  const versions = existsSync(root) ? readdirSync(root).map(Number).filter(Number.isInteger) : [];
  const newest = versions
    .sort((a, b) => b - a)
    .map((version) => join(root, String(version), 'bin'));
  return newest.find((folder) => existsSync(join(folder, 'initdb')));
}

/**
 * Starts a server of its own in a private folder, reachable by a socket in there.
 *
 * It sorts text as people do, not by bytes, so that a statement which trusts the server's locale is
 * found out. `durable` waits for the disk as in production.
 */
export async function startPostgres({ durable = false } = {}): Promise<TestServer> {
  const programs = postgresPrograms();
  if (!programs) throw new Error('PostgreSQL is not installed: /usr/lib/postgresql/*/bin/initdb');
  const folder = mkdtempSync(join(tmpdir(), 'lockstead-pg-'));
  const user = serverUser();
  if (user) chownSync(folder, user.uid, user.gid);
  const data = join(folder, 'data');

  const initdb = `--no-sync -A trust -U postgres -E UTF8 --locale=C --locale-provider=icu --icu-locale=en`;
  const made = spawnSync(...asServer(join(programs, 'initdb'), [...initdb.split(' '), '-D', data]));
  if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr}`);

  const fast = durable ? [] : ['fsync=off', 'full_page_writes=off', 'synchronous_commit=off'];
  const settings = [
    'listen_addresses=',
    `unix_socket_directories=${folder}`,
    'shared_buffers=32MB',
    ...fast,
  ];
  const options = ['-D', data, ...settings.flatMap((setting) => ['-c', setting])];
  const start = () => launch(asServer(join(programs, 'postgres'), options));
  const crash = () => {
    const options = ['stop', '-D', data, '-m', 'immediate', '-w'];
    spawnSync(...asServer(join(programs, 'pg_ctl'), options));
  };
  const stop = () => {
    process.off('exit', stop);
    crash();
    rmSync(folder, { recursive: true, force: true });
  };
  process.on('exit', stop);
  await start();
  const url = `postgres:///postgres?host=${encodeURIComponent(folder)}&user=postgres`;
  return { url, crash, start, stop };
}

/** Resolves when the server takes connections. It does not keep the tests' process alive. @param hear what it logs from then on */
export async function launch(
  [command, args, options]: Command,
  hear: (bytes: Buffer) => void = () => {},
): Promise<void> {
  const server = spawn(command, args, { ...options, stdio: ['ignore', 'ignore', 'pipe'] });
  await new Promise<void>((resolve, reject) => {
    let log = '';
    server.on('exit', () => reject(new Error(`PostgreSQL ended: ${log}`)));
    server.stderr.on('data', (bytes: Buffer) => {
      log += bytes;
      if (/ready to accept (?:read-only )?connections/.test(log)) resolve();
    });
  });
  server.stderr.removeAllListeners('data').on('data', hear);
  server.unref();
  (server.stderr as Socket).unref();
}

/** What `spawn` takes. */
export type Command = [string, string[], { encoding: 'utf8'; cwd: string }];

let shared: Promise<TestServer> | undefined;

/** One server for all tests of this process, or the one that `LOCKSTEAD_TEST_POSTGRES` names. */
export async function sharedPostgres(): Promise<string> {
  const given = process.env['LOCKSTEAD_TEST_POSTGRES'];
  if (given) return given;
  shared ??= startPostgres();
  return (await shared).url;
}

/** PostgreSQL refuses to run as root. */
export function serverUser(): { readonly uid: number; readonly gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const id = (flag: string) =>
    Number(spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' }).stdout);
  return { uid: id('-u'), gid: id('-g') };
}

/** The command, run by the server's user, and ended by the kernel when this process is killed. */
export function asServer(program: string, args: string[]): Command {
  const user = serverUser();
  const options = { encoding: 'utf8', cwd: tmpdir() } as const;
  const become = user ? [`--reuid=${user.uid}`, `--regid=${user.gid}`, '--clear-groups'] : [];
  return ['setpriv', [...become, '--pdeathsig=QUIT', program, ...args], options];
}
