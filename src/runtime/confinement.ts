/** Chooses how functions are confined on this machine, and proves that it works before anybody relies on it. */
import { chmod, chown, mkdir, rm } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../base/clock.ts';
import { launch, type Launched, SHELL } from './launch.ts';
import { limitsFor, NICENESS, prlimitArguments } from './limits.ts';
import type { Machine } from './machine.ts';
import { startedWith, tasksOfUser } from './process-tree.ts';
import { type Places, SANDBOX_PLACES, SANDBOX_USER, sandboxArguments } from './sandbox.ts';
import { seccompFilter } from './seccomp.ts';

/** A way to start programs of strangers. */
export interface Confinement {
  readonly isSandbox: boolean;
  /** Why it is no sandbox. */
  readonly reason?: string;
  readonly start: (order: ConfinedOrder) => Promise<Confined>;
}

export interface ConfinedOrder {
  readonly folders: { readonly task: string; readonly layers: string };
  readonly runtime: string;
  readonly memoryMiB: number;
  readonly ephemeralMiB: number;
  /** Which of the workers it is, from 0: each runs as a user of its own where that is possible. */
  readonly slot: number;
  readonly program: (places: Places) => {
    readonly command: readonly string[];
    readonly environment: { readonly [name: string]: string };
  };
}

export interface Confined extends Launched {
  /** Processes at the head of its tree that are ours and must not be stopped. */
  readonly keepers: number;
  /** Clears up after its end. */
  readonly remove: () => Promise<void>;
}

/** Workers at once: each needs a user, and these belong to nobody on systems that hold to systemd's table. */
export const MAX_SLOTS = 400;
const FIRST_USER = 60_706;

/** The sandbox where it works; else plain processes under limits, with the reason. */
export async function confine(of: {
  readonly machine: Machine;
  /** Ours: bootstraps, `ca.pem`, `passwd`; and room for temporary folders. */
  readonly base: string;
  readonly hide: readonly string[];
  readonly withoutSandbox?: boolean;
}): Promise<Confinement> {
  const reason = of.withoutSandbox ? 'it was not wanted' : await whyNoSandbox(of);
  return reason === undefined ? sandbox(of) : processes(of, reason);
}

type Of = Parameters<typeof confine>[0];

/** Tries a sandbox; undefined where it works. */
export async function whyNoSandbox(of: Of): Promise<string | undefined> {
  if (of.machine.tools.bwrap === undefined) return 'bubblewrap (bwrap) is not installed';
  if (isRoot() && of.machine.tools.setpriv === undefined) return 'setpriv is not installed';
  if (of.machine.tools.prlimit === undefined) return 'prlimit is not installed';
  const folder = join(of.base, 'empty');
  const trial = await sandbox(of).start({
    folders: { task: folder, layers: folder },
    runtime: 'provided.al2023',
    memoryMiB: 128,
    ephemeralMiB: 1,
    slot: MAX_SLOTS,
    program: () => ({ command: ['/bin/sh', '-c', 'exit 42'], environment: {} }),
  });
  trial.output.resume();
  const giveUp = systemClock.after(10_000, trial.kill);
  const { code, complaint } = await trial.ended;
  giveUp();
  return code === 42 ? undefined : complaint || 'bubblewrap did not start a program';
}

const sandbox = ({ machine, base, hide }: Of): Confinement => {
  const filter = seccompFilter(process.arch);
  const runtime = join(base, 'runtime');
  return {
    isSandbox: true,
    start: async (order) => {
      const { command, environment } = order.program(SANDBOX_PLACES);
      const { bwrap, setpriv } = machine.tools;
      const launched = launch({
        command: [
          ...(isRoot() ? become(setpriv!, SANDBOX_USER) : []),
          ...limited(machine, order, 0),
          ...SHELL,
          ...command,
        ],
        environment,
        cwd: '/',
        sandbox: {
          bwrap: bwrap!,
          arguments: sandboxArguments(machine, {
            ...order.folders,
            runtime,
            ephemeralBytes: order.ephemeralMiB * 1024 * 1024,
            hide,
          }),
          filter,
          innerUser: SANDBOX_USER,
          ...(isRoot() && { outerUser: FIRST_USER + order.slot }),
        },
      });
      // bubblewrap outside, and bubblewrap as the first process inside.
      return { ...launched, keepers: 2, remove: async () => {} };
    },
  };
};

const processes = ({ machine, base }: Of, reason: string): Confinement => ({
  isSandbox: false,
  reason,
  start: async (order) => {
    const temporary = join(base, `tmp-${order.slot}`);
    const remove = () => rm(temporary, { recursive: true, force: true });
    await remove();
    await mkdir(temporary, { mode: 0o700 });
    const runtime = join(base, 'runtime');
    const user = await userOf(machine, base, order.slot);
    if (user !== undefined) await chown(temporary, user, user);
    const places = { ...order.folders, runtime, node: machine.node, temporary };
    const { command, environment } = order.program(places);
    // Those that run already count too, unless it has a user for itself.
    const others = user === undefined ? tasksOfUser(process.getuid?.() ?? -1) : 0;
    const launched = launch({
      command: [
        ...(user === undefined ? [] : become(machine.tools.setpriv!, user)),
        // After it has become somebody: the kernel forgets this wish when the user changes.
        ...dying(machine),
        ...limited(machine, order, others),
        ...SHELL,
        ...command,
      ],
      environment,
      cwd: order.folders.task,
    });
    const mark = `AWS_LAMBDA_RUNTIME_API=${environment['AWS_LAMBDA_RUNTIME_API']}`;
    const kill = () => {
      launched.kill();
      // Who has left its group still carries the environment that it was born with.
      for (const pid of startedWith(mark)) process.kill(pid, 'SIGKILL');
    };
    return { ...launched, kill, keepers: 0, remove };
  },
});

/** Root runs functions as users of their own. */
export const isRoot = (): boolean => process.getuid?.() === 0;

const become = (setpriv: string, user: number): string[] => [
  setpriv,
  `--reuid=${user}`,
  `--regid=${user}`,
  '--clear-groups',
  '--no-new-privs',
  '--inh-caps=-all',
  '--',
];

/** Ends with the server, even where that has no time to say so. */
const dying = ({ tools }: Machine): string[] =>
  tools.setpriv === undefined ? [] : [tools.setpriv, '--pdeathsig', 'KILL', '--'];

function limited({ tools }: Machine, order: ConfinedOrder, others: number): string[] {
  const limits = limitsFor({ ...order, processors: availableParallelism() });
  return [
    ...(tools.prlimit === undefined
      ? []
      : [tools.prlimit, ...prlimitArguments({ ...limits, tasks: limits.tasks + others }), '--']),
    ...(tools.nice === undefined ? [] : [tools.nice, '-n', String(NICENESS)]),
  ];
}

const reachable = new WeakMap<Machine, Promise<boolean>>();

/** Root lends functions a user of their own, if that one can reach what they need. */
async function userOf(machine: Machine, base: string, slot: number): Promise<number | undefined> {
  if (!isRoot() || machine.tools.setpriv === undefined) return undefined;
  let answer = reachable.get(machine);
  if (!answer) {
    answer = canReach(machine, base);
    reachable.set(machine, answer);
  }
  return (await answer) ? FIRST_USER + slot : undefined;
}

async function canReach(machine: Machine, base: string): Promise<boolean> {
  // Others may pass through and open what they are told the name of, and not look around.
  await chmod(base, 0o711);
  const needed = [machine.node, machine.python?.executable ?? machine.node];
  const asking = launch({
    command: [
      ...become(machine.tools.setpriv!, FIRST_USER + MAX_SLOTS),
      '/bin/sh',
      '-c',
      'for f; do test -x "$f" || exit 1; done',
      'sh',
      ...needed,
    ],
    environment: {},
    cwd: '/',
  });
  asking.output.resume();
  return (await asking.ended).code === 0;
}
