import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import net from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Credentials } from './sign.ts';

export interface Server {
  readonly port: number;
  readonly pid: number;
  readonly end: () => Promise<void>;
}

export interface RealServer extends Server {
  /** The administrator that the first start made. */
  readonly administrator: Credentials;
}

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The bare server with an answer of `bytes` bytes. */
export async function startBare(bytes: number): Promise<Server> {
  const child = spawn(process.execPath, [at('bare.ts'), String(bytes)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const port = await new Promise<number>((resolve) =>
    child.stdout.once('data', (chunk) => resolve(Number(String(chunk)))),
  );
  return { port, pid: child.pid!, end: () => ended(child) };
}

/** A Lockstead on an empty data folder; with `profile`, a CPU profile is written there when it ends. */
export async function startServer(
  data: string,
  profile?: string,
  variables: { readonly [name: string]: string } = {},
): Promise<RealServer> {
  const port = await freePort();
  const flags = profile ? ['--cpu-prof', `--cpu-prof-dir=${profile}`] : [];
  const child = spawn(
    process.execPath,
    [
      ...flags,
      at('../../src/main.ts'),
      'start',
      '--data',
      data,
      '--listen',
      `127.0.0.1:${port}`,
      '--log-level',
      'warn',
    ],
    { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, ...variables } },
  );
  await open(port);
  const text = readFileSync(join(data, 'aws', 'credentials'), 'utf8');
  const administrator = {
    accessKeyId: /aws_access_key_id = (\S+)/.exec(text)![1]!,
    secretAccessKey: /aws_secret_access_key = (\S+)/.exec(text)![1]!,
  };
  return { port, pid: child.pid!, administrator, end: () => ended(child) };
}

function ended(child: ReturnType<typeof spawn>): Promise<void> {
  child.kill('SIGTERM');
  return new Promise((resolve) => child.once('exit', () => resolve()));
}

async function freePort(): Promise<number> {
  const server = net.createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as net.AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function open(port: number): Promise<void> {
  for (;;) {
    const isOpen = await new Promise<boolean>((resolve) => {
      const socket = net.connect({ port, host: '127.0.0.1' });
      socket.once('connect', () => {
        socket.destroy();
        resolve(true);
      });
      socket.once('error', () => resolve(false));
    });
    if (isOpen) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
