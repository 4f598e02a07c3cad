/** Starts the process of a worker: limits first, then what it is told on descriptors, then the program. */
import { type ChildProcess, spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import type { Readable, Writable } from 'node:stream';

/** A command that ends in the program, and what it is to be told. */
export interface LaunchOrder {
  readonly command: readonly string[];
  /** The program's environment. No argument list and no file holds it. */
  readonly environment: { readonly [name: string]: string };
  /** For bubblewrap: its arguments, the filter, and whom to be outside. */
  readonly sandbox?: {
    readonly bwrap: string;
    readonly arguments: readonly string[];
    readonly filter: Uint8Array | undefined;
    /** Root's workers are mapped to a user of their own; others' are who started them. */
    readonly outerUser?: number;
    readonly innerUser: number;
  };
  readonly cwd: string;
}

/** A process that has been started. */
export interface Launched {
  readonly pid: number;
  /** Both streams of the program, in the order it wrote. */
  readonly output: Readable;
  /** Never rejects; what could not even be started has ended too. */
  readonly ended: Promise<Ending>;
  /** Ends it and all it has started; harmless when it has ended. */
  readonly kill: () => void;
}

/** How a process came to its end. */
export interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** What stood in the way of the program, where it did not come to run. */
  readonly complaint: string;
}

const COMPLAINT_BYTES = 4096;

/** Descriptors of bubblewrap, after the three that all have. */
const ARGUMENTS = 3;
const INFO = 4;
const READY = 5;
const FILTER = 6;

/** Starts it. Errors come as an ending. */
export function launch(order: LaunchOrder): Launched {
  const { sandbox } = order;
  const [program, ...args] = sandbox ? sandboxed(order, sandbox) : order.command;
  const child = spawn(program!, args, {
    cwd: sandbox ? '/' : order.cwd,
    // Nothing of the server's environment; and nothing of the function's may steer what confines it.
    env: { PATH: TOOLS_PATH, ...(sandbox ? {} : ofTheShell(order.environment)) },
    stdio: [
      'pipe',
      'pipe',
      'pipe',
      ...(sandbox ? (['pipe', 'pipe', 'pipe', 'pipe'] as const) : []),
    ],
    // A group of its own, to be ended as one.
    detached: true,
  });
  const pid = child.pid ?? -1;
  const kill = () => {
    if (pid > 0) killGroup(pid);
  };
  const ended = endingOf(child);
  give(child, 0, script(order.environment));
  if (sandbox) {
    give(
      child,
      ARGUMENTS,
      [...sandbox.arguments, ...extra(order, sandbox)].map((a) => `${a}\0`).join(''),
    );
    give(child, FILTER, sandbox.filter ?? '');
    mapUsers(child, sandbox, kill);
  }
  return { pid, output: child.stdout!, ended, kill };
}

type Sandbox = NonNullable<LaunchOrder['sandbox']>;

const TOOLS_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

const sandboxed = (order: LaunchOrder, { bwrap }: Sandbox): readonly string[] => [
  bwrap,
  '--args',
  String(ARGUMENTS),
  '--',
  ...order.command,
];

function extra(order: LaunchOrder, of: Sandbox): string[] {
  const user = String(of.innerUser);
  return [
    ...(of.outerUser === undefined
      ? ['--uid', user, '--gid', user]
      : [
          '--userns-block-fd',
          String(READY),
          '--info-fd',
          String(INFO),
          // For setpriv, which lays them down with the user.
          '--cap-drop',
          'ALL',
          '--cap-add',
          'CAP_SETUID',
          '--cap-add',
          'CAP_SETGID',
        ]),
    ...(of.filter ? ['--seccomp', String(FILTER)] : []),
    ...Object.entries(ofTheShell(order.environment)).flatMap(([k, v]) => ['--setenv', k, v]),
  ];
}

/** Root tells the kernel who is who inside, and only then lets bubblewrap go on. */
function mapUsers(child: ChildProcess, of: Sandbox, kill: () => void): void {
  const info = child.stdio[INFO] as Readable;
  const { outerUser, innerUser } = of;
  info.on('error', () => {});
  if (outerUser === undefined) {
    info.resume();
    give(child, READY, '');
    return;
  }
  let told = '';
  let isMapped = false;
  info.on('data', (chunk: Buffer) => {
    told += chunk.toString('latin1');
    if (isMapped || !told.includes('}')) return;
    isMapped = true;
    const inside = (JSON.parse(told) as { readonly 'child-pid': number })['child-pid'];
    const map = `0 0 1\n${innerUser} ${outerUser} 1\n`;
    try {
      writeFileSync(`/proc/${inside}/uid_map`, map);
      writeFileSync(`/proc/${inside}/gid_map`, map);
      give(child, READY, '1');
    } catch {
      kill();
    }
  });
}

/** What the shell reads on its standard input; the program finds nothing there. */
function script(environment: LaunchOrder['environment']): string {
  const own = ofTheShell(environment);
  const lines = Object.entries(environment)
    .filter(([name]) => own[name] === undefined)
    .map(([name, value]) => `export ${name}=${quoted(value)}\n`);
  // When memory runs out the kernel takes functions first, and never the server.
  return `{ echo 1000 >/proc/self/oom_score_adj; } 2>/dev/null\numask 022\n${lines.join('')}exec "$@" </dev/null 2>&1\n`;
}

/** The shell that reads the script; the program and its arguments follow. */
export const SHELL = ['/bin/sh', '-s', '--'] as const;

const quoted = (value: string) => `'${value.replaceAll("'", "'\\''")}'`;

/** Names that shells keep for themselves cannot be exported by them, so they are passed through. */
const SHELL_OWN =
  /^(?:OPTIND|PPID|UID|EUID|GROUPS|LINENO|RANDOM|SECONDS|SHELLOPTS|BASH.*|IFS|PS[0-9])$/;

const ofTheShell = (environment: LaunchOrder['environment']): { [name: string]: string } =>
  Object.fromEntries(Object.entries(environment).filter(([name]) => SHELL_OWN.test(name)));

function give(child: ChildProcess, descriptor: number, what: string | Uint8Array): void {
  const stream = child.stdio[descriptor] as Writable | null;
  // Who has ended does not read it, and says why elsewhere.
  stream?.on('error', () => {});
  stream?.end(what);
}

function endingOf(child: ChildProcess): Promise<Ending> {
  let complaint = '';
  child.stderr!.on('data', (chunk: Buffer) => {
    if (complaint.length < COMPLAINT_BYTES) complaint += chunk.toString('utf8');
  });
  return new Promise((resolve) => {
    child.once('error', (error) => resolve({ code: null, signal: null, complaint: error.message }));
    child.once('exit', (code, signal) => resolve({ code, signal, complaint: complaint.trim() }));
  });
}

function killGroup(pid: number): void {
  for (const target of [-pid, pid]) {
    try {
      process.kill(target, 'SIGKILL');
    } catch {
      // It was quicker.
    }
  }
}
