/** A Redis server with TLS and users of its own, which it keeps in a file. */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { logInToRedis } from '../../src/rotation/redis/session.ts';
import { CA, CERT, KEY } from '../own-ca.ts';
import { freePort } from '../process.ts';
import { reach } from '../rotation/database-house.ts';

export interface RedisServer {
  readonly port: number;
  /** As the master, who may do everything. */
  readonly command: (...words: readonly string[]) => Promise<unknown>;
  /** Who logs in with these, over TLS; rejects where he cannot. */
  readonly whoIs: (username: string, password: string) => Promise<string>;
  /** The users as they are in the file. */
  readonly kept: () => string;
  readonly stop: () => void;
}

export const redisMaster = { username: 'master', password: "the master's own" };

/** @param users lines of an ACL file */
export async function redisServer(...users: readonly string[]): Promise<RedisServer> {
  const program = ['redis-server', 'valkey-server']
    .map((name) => join('/usr/bin', name))
    .find((path) => existsSync(path));
  if (!program) throw new Error('MISSING COMPONENT: Redis (Debian redis-server).');
  const folder = mkdtempSync(join(tmpdir(), 'lockstead-redis-'));
  const file = (name: string, text: string) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const master = `user ${redisMaster.username} on >"${redisMaster.password}" ~* &* +@all`;
  const hashed = master.replace(
    `>"${redisMaster.password}"`,
    `#${await digest(redisMaster.password)}`,
  );
  const acl = file('users.acl', ['user default off', hashed, ...users].join('\n'));
  const port = await freePort();
  const settings = {
    port: '0',
    'tls-port': String(port),
    'tls-cert-file': file('server.crt', CERT),
    'tls-key-file': file('server.key', KEY),
    'tls-ca-cert-file': file('ca.crt', CA),
    'tls-auth-clients': 'no',
    bind: '127.0.0.1',
    dir: folder,
    aclfile: acl,
    save: '',
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]);
  const server = spawn('setpriv', ['--pdeathsig=KILL', program, ...flags], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const stop = () => {
    process.off('exit', stop);
    server.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  };
  process.on('exit', stop);
  await new Promise<void>((resolve, reject) => {
    let log = '';
    server.on('exit', () => reject(new Error(`Redis ended: ${log}`)));
    server.stdout.on('data', (bytes: Buffer) => {
      log += bytes;
      if (log.includes('Ready to accept connections')) resolve();
    });
  });
  server.unref();
  (server.stdout as Socket).unref();
  const ask = async (login: typeof redisMaster, ...words: readonly string[]) => {
    const session = await logInToRedis(reach, { host: 'localhost', port, tls: 'required' }, login);
    try {
      return await session.command(...words);
    } finally {
      session.close();
    }
  };
  return {
    port,
    command: (...words) => ask(redisMaster, ...words),
    whoIs: async (username, password) => String(await ask({ username, password }, 'ACL', 'WHOAMI')),
    kept: () => readFileSync(acl, 'utf8'),
    stop,
  };
}

async function digest(password: string): Promise<string> {
  const { createHash } = await import('node:crypto');
  return createHash('sha256').update(password).digest('hex');
}
