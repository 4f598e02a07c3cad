/** A PostgreSQL server as applications have it: TLS, SCRAM, a port. Its data is in a folder of its own. */
import { execFile, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { CA, CERT, KEY } from '../own-ca.ts';
import { freePort } from '../process.ts';
import { asServer, launch, postgresPrograms, serverUser } from '../store/postgres-server.ts';

export interface DatabaseServer {
  readonly port: number;
  /** As the superuser. */
  readonly sql: (text: string) => Promise<any[]>;
  /** Who logs in with these, over TLS; rejects where he cannot. */
  readonly whoIs: (username: string, password: string) => Promise<string>;
  /** Everything in it that rotation could have changed, as text. */
  readonly dump: () => Promise<string>;
  /** Another server that follows this one, and takes no writes. */
  readonly standby: () => Promise<DatabaseServer>;
  /** What it has logged. */
  readonly log: () => string;
  readonly crash: () => void;
  readonly start: () => Promise<void>;
  readonly stop: () => void;
}

const SUPERUSER = { user: 'postgres', password: "the master's own" };

/** @param hba the lines of pg_hba.conf for connections over the network */
export async function postgresServer({
  hba = 'hostssl all all all scram-sha-256',
  tls = true,
} = {}): Promise<DatabaseServer> {
  const programs = postgresPrograms();
  if (!programs) throw new Error('MISSING COMPONENT: PostgreSQL (Debian postgresql).');
  const folder = mkdtempSync(join(tmpdir(), 'lockstead-database-'));
  const data = join(folder, 'data');
  const user = serverUser();
  if (user) chownSync(folder, user.uid, user.gid);
  const write = (name: string, text: string) => {
    const path = join(folder, name);
    writeFileSync(path, text);
    chmodSync(path, 0o600);
    if (user) chownSync(path, user.uid, user.gid);
    return path;
  };
  const password = write('password', SUPERUSER.password);
  const initdb = ['--no-sync', '-U', 'postgres', '-A', 'scram-sha-256', '--pwfile', password];
  const made = spawnSync(...asServer(join(programs, 'initdb'), [...initdb, '-D', data]));
  if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr}`);
  const lines = [hba, 'local all all trust', 'local replication all trust'];
  write('data/pg_hba.conf', `${lines.join('\n')}\n`);
  write('server.crt', CERT);
  write('server.key', KEY);
  return serving({ folder, data, programs, tls });
}

interface Place {
  readonly folder: string;
  readonly data: string;
  readonly programs: string;
  readonly tls: boolean;
}

async function serving({ folder, data, programs, tls }: Place): Promise<DatabaseServer> {
  const port = await freePort();
  const settings = [
    'listen_addresses=127.0.0.1',
    `port=${port}`,
    `unix_socket_directories=${folder}`,
    'shared_buffers=16MB',
    'fsync=off',
    'full_page_writes=off',
    'log_statement=all',
    ...(tls
      ? ['ssl=on', `ssl_cert_file=${folder}/server.crt`, `ssl_key_file=${folder}/server.key`]
      : []),
  ];
  const flags = ['-D', data, ...settings.flatMap((setting) => ['-c', setting])];
  const [program, args, options] = asServer(join(programs, 'postgres'), flags);
  let log = '';
  const start = () => launch([program, args, options], (bytes) => void (log += bytes));
  const crash = () =>
    void spawnSync(...asServer(join(programs, 'pg_ctl'), ['stop', '-D', data, '-m', 'immediate']));
  const stop = () => {
    process.off('exit', stop);
    crash();
    rmSync(folder, { recursive: true, force: true });
  };
  process.on('exit', stop);
  await start();
  const local = { host: folder, port, user: 'postgres', database: 'postgres' };
  const ask = async (config: object, text: string) => {
    const client = new Client(config);
    client.on('error', () => {});
    await client.connect();
    try {
      const result = await client.query(text);
      return Array.isArray(result) ? result.at(-1).rows : result.rows;
    } finally {
      await client.end();
    }
  };
  return {
    port,
    sql: (text) => ask(local, text),
    whoIs: async (username, password) => {
      const ssl = tls && { ca: CA };
      const config = {
        host: 'localhost',
        port,
        user: username,
        password,
        database: 'postgres',
        ssl,
      };
      return (await ask(config, 'select current_user::text as me'))[0].me;
    },
    // Beside this process: whoever reads the server's log must not wait for what fills it.
    dump: async () => {
      const flags = ['-h', folder, '-p', String(port), '-U', 'postgres'];
      const { stdout } = await promisify(execFile)(join(programs, 'pg_dumpall'), flags);
      return stdout.replace(/^\\(?:un)?restrict .*$/gm, '');
    },
    standby: async () => {
      const other = mkdtempSync(join(tmpdir(), 'lockstead-database-'));
      const user = serverUser();
      for (const name of ['server.crt', 'server.key']) {
        writeFileSync(join(other, name), name.endsWith('key') ? KEY : CERT);
        chmodSync(join(other, name), 0o600);
        if (user) chownSync(join(other, name), user.uid, user.gid);
      }
      if (user) chownSync(other, user.uid, user.gid);
      const copy = join(other, 'data');
      const connection = `host=${folder} port=${port} user=postgres`;
      const flags = ['-D', copy, '-R', '-X', 'stream', '-c', 'fast', '--no-sync', '-d', connection];
      const made = spawnSync(...asServer(join(programs, 'pg_basebackup'), flags));
      if (made.status !== 0) throw new Error(`pg_basebackup failed: ${made.stderr}`);
      return serving({ folder: other, data: copy, programs, tls });
    },
    log: () => log,
    crash,
    start,
    stop,
  };
}

/** The superuser's own login, over the network. */
export const postgresMaster = { username: SUPERUSER.user, password: SUPERUSER.password };
