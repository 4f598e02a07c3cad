/** A MariaDB server as applications have it: TLS and a port. Its data is in a folder of its own. */
import { execFile, spawn, spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createConnection, type ConnectionOptions } from 'mysql2/promise';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { CA, CERT, KEY } from '../own-ca.ts';
import { freePort } from '../process.ts';

export interface MariaDbServer {
  readonly port: number;
  /** As root, over the socket. */
  readonly sql: (text: string, values?: readonly unknown[]) => Promise<any[]>;
  /** The account that has logged in with these, over TLS; rejects where there is none. */
  readonly whoIs: (username: string, password: string) => Promise<string>;
  /** The accounts, their grants and all else that rotation could have changed, as text. */
  readonly dump: () => Promise<string>;
  readonly crash: () => Promise<void>;
  readonly start: () => Promise<void>;
  readonly stop: () => void;
}

const PROGRAMS = ['mariadbd', 'mysqld'].map((name) => join('/usr/sbin', name));

export async function mariaDbServer({ tls = true } = {}): Promise<MariaDbServer> {
  const program = PROGRAMS.find((path) => existsSync(path));
  if (!program) throw new Error('MISSING COMPONENT: MariaDB (Debian mariadb-server).');
  const folder = mkdtempSync(join(tmpdir(), 'lockstead-mariadb-'));
  const data = join(folder, 'data');
  for (const [name, text] of Object.entries({
    'server.crt': CERT,
    'server.key': KEY,
    'ca.crt': CA,
  }))
    writeFileSync(join(folder, name), text, { mode: 0o600 });
  const user = process.getuid?.() === 0 ? ['--user=mysql'] : [];
  if (user.length > 0) {
    const id = (flag: string) =>
      Number(spawnSync('id', [flag, 'mysql'], { encoding: 'utf8' }).stdout);
    for (const name of ['', 'server.crt', 'server.key', 'ca.crt'])
      chownSync(join(folder, name), id('-u'), id('-g'));
  }
  const made = spawnSync('mariadb-install-db', [
    '--no-defaults',
    `--datadir=${data}`,
    '--skip-test-db',
    '--skip-name-resolve',
    // Servers that share a folder for temporary tables remove each other's when they start.
    `--tmpdir=${folder}`,
    '--auth-root-authentication-method=normal',
    ...user,
  ]);
  if (made.status !== 0) throw new Error(`mariadb-install-db failed: ${made.stderr}`);
  const port = await freePort();
  const socket = join(folder, 'socket');
  const secure = ['cert=server.crt', 'key=server.key', 'ca=ca.crt'].map((setting) => {
    const [name, file] = setting.split('=');
    return `--ssl-${name}=${join(folder, file!)}`;
  });
  const flags = [
    '--no-defaults',
    `--datadir=${data}`,
    `--tmpdir=${folder}`,
    `--socket=${socket}`,
    `--pid-file=${join(folder, 'pid')}`,
    `--port=${port}`,
    '--bind-address=127.0.0.1',
    '--innodb-buffer-pool-size=16M',
    '--innodb-flush-log-at-trx-commit=0',
    '--innodb-flush-method=nosync',
    '--skip-name-resolve',
    ...(tls ? secure : []),
    ...user,
  ];
  let ended: Promise<unknown> = Promise.resolve();
  let pid: number | undefined;
  const start = async () => {
    // Ended by the kernel when this process is killed.
    const server = spawn('setpriv', ['--pdeathsig=KILL', program, ...flags], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    pid = server.pid;
    ended = new Promise((resolve) => server.once('exit', resolve));
    await new Promise<void>((resolve, reject) => {
      let log = '';
      server.on('exit', () => reject(new Error(`MariaDB ended: ${log}`)));
      server.stderr.on('data', (bytes: Buffer) => {
        log += bytes;
        if (log.includes('ready for connections')) resolve();
      });
    });
    server.stderr.removeAllListeners('data').resume();
    server.unref();
    (server.stderr as Socket).unref();
  };
  const kill = () => {
    if (pid === undefined) return;
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It has ended already.
    }
  };
  const stop = () => {
    process.off('exit', stop);
    kill();
    rmSync(folder, { recursive: true, force: true });
  };
  process.on('exit', stop);
  await start();
  const ask = async (options: ConnectionOptions, text: string, values: readonly unknown[] = []) => {
    const connection = await createConnection({ multipleStatements: true, ...options });
    connection.on('error', () => {});
    try {
      const [rows] = await connection.query(text, [...values]);
      return rows as any[];
    } finally {
      await connection.end();
    }
  };
  return {
    port,
    sql: (text, values) => ask({ socketPath: socket, user: 'root' }, text, values),
    whoIs: async (username, password) => {
      const ssl = tls ? { ssl: { ca: CA, verifyIdentity: true } } : {};
      const login = { host: 'localhost', port, user: username, password, ...ssl };
      return (await ask(login, 'select current_user() as me'))[0].me;
    },
    dump: async () => {
      const { stdout } = await promisify(execFile)(
        'mariadb-dump',
        [
          '--no-defaults',
          '-S',
          socket,
          '-u',
          'root',
          '--all-databases',
          '--skip-dump-date',
          '--ignore-table=mysql.innodb_table_stats',
          '--ignore-table=mysql.innodb_index_stats',
        ],
        { maxBuffer: 64 * 1024 * 1024 },
      );
      return stdout;
    },
    crash: async () => {
      kill();
      await ended;
    },
    start,
    stop,
  };
}
