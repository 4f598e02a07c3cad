/** Real Lockstead processes for tests, and the programs that talk to them. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../', import.meta.url));

export interface Running {
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  /** All it has printed so far, both streams. */
  readonly printed: () => string;
  /** Ends it and waits; resolves to the exit code, or null after a signal that kills. */
  readonly end: (signal?: NodeJS.Signals) => Promise<number | null>;
}

/** A folder that is gone when the test is. */
export function scratch(): { readonly path: string; readonly remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'lockstead-test-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = net.createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as net.AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Starts `lockstead ARGS…` and resolves when it answers. */
export async function lockstead(
  args: readonly string[],
  options: {
    readonly port: number;
    readonly env?: NodeJS.ProcessEnv;
    readonly cwd?: string;
    readonly secure?: boolean;
  },
): Promise<Running> {
  const child = spawn(process.execPath, [join(ROOT, 'src/main.ts'), ...args], {
    cwd: options.cwd ?? ROOT,
    env: { ...clean(process.env), ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  // It says so once it listens and has written what clients are to read.
  const answering = new Promise<void>((resolve) => {
    const hear = (chunk: Buffer) => {
      printed += chunk;
      if (printed.includes(' answers on ')) resolve();
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
  });
  const gone = new Promise<number | null>((resolve) => child.once('exit', resolve));
  await Promise.race([
    answering,
    gone.then((code) => {
      throw new Error(
        `lockstead ${args.join(' ')} ended with ${code} before it answered:\n${printed}`,
      );
    }),
  ]);
  return {
    url: `${options.secure ? 'https' : 'http'}://127.0.0.1:${options.port}`,
    port: options.port,
    pid: child.pid!,
    printed: () => printed,
    end: (signal = 'SIGTERM') => {
      signalled(child, signal);
      return gone;
    },
  };
}

function signalled(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.exitCode === null && child.signalCode === null) child.kill(signal);
}

/** The environment without anything that would point a client elsewhere. */
export function clean(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(env).filter(
      ([name]) => !name.startsWith('AWS_') && !name.startsWith('LOCKSTEAD_'),
    ),
  );
}

export interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program to its end. */
export function run(
  program: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
  input?: string,
): Ran {
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    env: { ...clean(process.env), AWS_EC2_METADATA_DISABLED: 'true', AWS_PAGER: '', ...env },
    encoding: 'utf8',
    ...(input !== undefined && { input }),
    maxBuffer: 64 * 1024 * 1024,
  });
  if (error) throw error;
  return { status, stdout, stderr };
}

/**
 * What a test needs of the machine. Missing: said loudly and by name; under CI it is a failure.
 * @returns the name of what is missing, for the test to be left out by
 */
export function missing(...components: readonly Component[]): string | false {
  const lacking = components.filter((component) => !has(component));
  if (lacking.length === 0) return false;
  const names = lacking.map((c) => `${c} (${PACKAGES[c]})`).join(', ');
  if (process.env['CI'])
    throw new Error(`MISSING COMPONENT: ${names}. Under CI nothing is left out.`);
  console.error(`\n*** MISSING COMPONENT: ${names}. Tests that need it are left out. ***\n`);
  return `missing: ${names}`;
}

export type Component =
  | 'aws'
  | 'boto3'
  | 'openssl'
  | 'ssh-keygen'
  | 'gpg'
  | 'postgresql'
  | 'softhsm2'
  | 'pkcs11js'
  | 'prlimit'
  | 'bwrap';

const PACKAGES: { readonly [component in Component]: string } = {
  aws: 'AWS CLI, 1.29 or 2.13 at least',
  boto3: 'boto3, 1.28 at least',
  openssl: 'Debian openssl',
  'ssh-keygen': 'Debian openssh-client',
  gpg: 'Debian gnupg',
  postgresql: 'Debian postgresql',
  softhsm2: 'Debian softhsm2',
  pkcs11js: 'npm install --no-save pkcs11js@2.1.7',
  prlimit: 'Debian util-linux',
  bwrap: 'Debian bubblewrap',
};

// Older releases do not know AWS_ENDPOINT_URL, and would ask AWS itself.
const KNOWS_ENDPOINT =
  '^aws-cli/(1\\.(29|[3-9][0-9]|[1-9][0-9]{2})|2\\.(1[3-9]|[2-9][0-9]|[1-9][0-9]{2}))\\.';

const PROBES: { readonly [component in Component]: readonly [string, ...string[]] } = {
  aws: ['sh', '-c', `aws --version | grep -Eq '${KNOWS_ENDPOINT}'`],
  boto3: [
    'python3',
    '-c',
    'import boto3; assert [int(n) for n in boto3.__version__.split(".")[:2]] >= [1, 28]',
  ],
  openssl: ['openssl', 'version'],
  'ssh-keygen': ['sh', '-c', 'command -v ssh-keygen'],
  gpg: ['gpg', '--version'],
  postgresql: ['sh', '-c', 'ls /usr/lib/postgresql/*/bin/initdb'],
  softhsm2: ['sh', '-c', 'command -v softhsm2-util && ls /usr/lib/softhsm/libsofthsm2.so'],
  pkcs11js: [
    process.execPath,
    '-e',
    `require(require.resolve('pkcs11js', { paths: ['${ROOT}'] }))`,
  ],
  prlimit: ['prlimit', '--version'],
  bwrap: ['bwrap', '--version'],
};

function has(component: Component): boolean {
  const [program, ...args] = PROBES[component];
  return spawnSync(program, args, { stdio: 'ignore' }).status === 0;
}
