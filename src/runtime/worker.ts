/** One worker: a process that serves the invocations of one version of a function, one after another. */
import { type Clock, stopwatch } from '../base/clock.ts';
import type { Random } from '../base/random.ts';
import { text } from '../base/bytes.ts';
import type { FunctionCredentials, Invocation, InvocationResult } from '../operation/functions.ts';
import type { Confined, Confinement } from './confinement.ts';
import { NO_BOOTSTRAP, programOf } from './environment.ts';
import type { Ending } from './launch.ts';
import { BUSY_SECONDS, MAX_TASKS, NICENESS } from './limits.ts';
import { headersOf, logStreamOf } from './invocation-headers.ts';
import { listenTo, type Output } from './output.ts';
import { holdsConnection, ownBytes, peakBytes, standBack, treeOf } from './process-tree.ts';
import {
  exitFailure,
  type Failure,
  platformLines,
  timeoutFailure,
  tooLargeFailure,
} from './report.ts';
import { MAX_ANSWER_BYTES, openRuntimeApi, type Outcome, type RuntimeApi } from './runtime-api.ts';

/** What a worker is made of. */
export interface WorkerParts {
  readonly confinement: Confinement;
  /** The house's: it stamps log lines. */
  readonly clock: Clock;
  /** The machine's: it counts what functions may take. */
  readonly machineClock: Clock;
  readonly random: Random;
  readonly python: string | undefined;
  readonly hasOwnAuthorities: boolean;
  readonly searchPath: string;
}

export interface Worker {
  readonly invoke: (invocation: Invocation) => Promise<InvocationResult>;
  /** Whether it can be given another invocation. */
  readonly isUsable: () => boolean;
  readonly credentials: FunctionCredentials;
  /** Ends it, and resolves when nothing of it is left. */
  readonly end: () => Promise<void>;
  /** Resolves when it has initialised, or will not. */
  readonly ready: Promise<void>;
  /** Resolves when it has ended by itself or by `end`. */
  readonly ended: Promise<void>;
}

/** Lambda's limit for the initialisation of an on-demand function. */
const INIT_MILLIS = 10_000;
const WATCH_MILLIS = 100;
const FIRST_LOOK_MILLIS = 20;
/** Between invocations a function stands still; but the next one often comes at once. */
const FREEZE_AFTER_MILLIS = 50;
/** Its interpreter is larger than AWS's may be. */
const MEMORY_SLACK_BYTES = 32 * 1024 * 1024;
const MIB = 1024 * 1024;

type Event =
  | Outcome
  | { readonly kind: 'next' }
  | { readonly kind: 'init-error'; readonly body: Uint8Array; readonly errorType: string }
  | { readonly kind: 'exit'; readonly ending: Ending }
  | { readonly kind: 'time' };

/** Starts the process; it initialises while its first invocation waits. */
export async function startWorker(
  parts: WorkerParts,
  first: Invocation,
  of: {
    readonly folders: { readonly task: string; readonly layers: string };
    readonly own: { readonly [name: string]: string };
    readonly credentials: FunctionCredentials;
    readonly slot: number;
  },
): Promise<Worker> {
  const { clock, machineClock } = parts;
  const memoryBytes = first.memoryMiB * MIB;
  const logStream = logStreamOf(parts.random, clock.now(), first);
  let confined: Confined | undefined;
  let hear: ((event: Event) => void) | undefined;
  let isReady = false;
  let ending: Ending | undefined;
  let initError: (Event & { readonly kind: 'init-error' }) | undefined;
  let hasServed = false;
  let outOfMemory = false;
  let peak = 0;
  let busyMillis = 0;
  let frozen: number[] = [];
  const back = new Set<number>();
  let callOffFreeze = () => {};

  const { promise: ready, resolve: isOff } = Promise.withResolvers<void>();

  const tree = () => (confined ? treeOf(confined.pid) : []);
  const api: RuntimeApi = await openRuntimeApi({
    // Without a sandbox a function is who the server is, and no check would hold it.
    isOwn: (port, apiPort) =>
      !parts.confinement.isSandbox || holdsConnection(tree(), port, apiPort),
    next: () => {
      isReady = true;
      isOff();
      if (hear) return hear({ kind: 'next' });
      callOffFreeze = machineClock.after(FREEZE_AFTER_MILLIS, freeze);
    },
    outcome: (outcome) => hear?.(outcome),
    initError: ({ body, errorType }) => {
      initError = { kind: 'init-error', body, errorType };
      isOff();
      hear?.(initError);
    },
  });
  try {
    confined = await parts.confinement.start({
      folders: of.folders,
      runtime: first.runtime,
      memoryMiB: first.memoryMiB,
      ephemeralMiB: first.ephemeralMiB,
      slot: of.slot,
      program: (places) =>
        programOf({
          ...parts,
          ...of,
          invocation: first,
          places,
          api: api.address,
          logStream,
        }),
    });
  } catch (cause) {
    api.close();
    throw cause;
  }
  const process_ = confined;
  const output: Output = listenTo(process_.output, clock, machineClock);
  const ended = process_.ended.then(async (how) => {
    ending = how;
    isOff();
    api.close();
    callOffFreeze();
    // Without a sandbox, children may have outlived it.
    process_.kill();
    hear?.({ kind: 'exit', ending: how });
    await process_.remove();
  });

  function freeze(): void {
    if (hear || ending) return;
    // Until a look around finds nobody new: who is being started is seen the next time.
    for (let round = 0; round < 20; round++) {
      const running = tree()
        .slice(process_.keepers)
        .filter((pid) => !frozen.includes(pid));
      if (running.length === 0) return;
      for (const pid of running) signal(pid, 'SIGSTOP');
      frozen.push(...running);
    }
    process_.kill();
  }

  function thaw(): void {
    callOffFreeze();
    for (const pid of frozen) signal(pid, 'SIGCONT');
    frozen = [];
  }

  function watch(): () => void {
    let callOff = () => {};
    const look = () => {
      const all = tree();
      for (const pid of all) if (!back.has(pid) && standBack(pid, NICENESS)) back.add(pid);
      const running = all.slice(process_.keepers);
      // Root is above the limit of processes, where there is no sandbox to make it somebody else.
      if (running.length > MAX_TASKS) return process_.kill();
      const used = ownBytes(running, memoryBytes);
      peak = Math.max(peak, used);
      if (used > memoryBytes + MEMORY_SLACK_BYTES) {
        outOfMemory = true;
        return process_.kill();
      }
      callOff = machineClock.after(WATCH_MILLIS, look);
    };
    // A start is all computing: who starts stands back early.
    callOff = machineClock.after(hasServed ? WATCH_MILLIS : FIRST_LOOK_MILLIS, look);
    return () => callOff();
  }

  /** The next thing that happens, or that time is over. */
  function nextEvent(millis: number): Promise<Event> {
    return new Promise((resolve) => {
      const callOff = machineClock.after(Math.max(0, millis), () => settle({ kind: 'time' }));
      const settle = (event: Event) => {
        callOff();
        hear = undefined;
        resolve(event);
      };
      hear = settle;
      if (ending) settle({ kind: 'exit', ending });
      else if (initError && !hasServed) settle(initError);
    });
  }

  async function initialise(millis: number): Promise<Event | undefined> {
    if (isReady) return undefined;
    const event = await nextEvent(millis);
    return event.kind === 'next' ? undefined : event;
  }

  async function invoke(invocation: Invocation): Promise<InvocationResult> {
    const lines = platformLines(invocation);
    const isCold = !hasServed;
    const timeoutMillis = invocation.timeoutSeconds * 1000;
    const initTime = stopwatch();
    thaw();
    if (isCold) output.say(lines.initStart(clock.now()));
    const stopWatching = watch();
    // A slow start takes its time from the invocation, when it takes more than Lambda gives it.
    const early = await initialise(isCold ? INIT_MILLIS + timeoutMillis : timeoutMillis);
    const initMillis = isCold ? initTime() : 0;
    output.say(lines.start(clock.now()));
    const time = stopwatch();
    const event = early ?? (await run(invocation, timeoutMillis));
    const durationMillis = early && isCold && early.kind === 'time' ? timeoutMillis : time();
    stopWatching();
    hasServed = true;
    const failed = failureOf(invocation, event);
    if (failed && event.kind !== 'too-large') {
      process_.kill();
      await ended;
    }
    peak = Math.max(peak, ending ? 0 : peakBytes(tree()[process_.keepers] ?? 0));
    const told = event.kind === 'error' || event.kind === 'init-error' ? event : undefined;
    busyMillis += initMillis + durationMillis;
    const billedMillis = Math.max(1, Math.ceil(durationMillis + initMillis));
    const taken = await output.take();
    const at = clock.now();
    const says = (message: string) => taken.push({ at, message });
    if (failed?.status === 'timeout') for (const line of lines.timeout(at)) says(line);
    if (failed && event.kind === 'exit')
      says(text(failed.payload).replace(/^.*"errorMessage":"(.*)".*$/s, '$1'));
    const kind = failed ?? (told && { status: 'error' as const, errorType: told.errorType });
    for (const line of lines.end(at, {
      durationMillis,
      billedMillis,
      initMillis,
      maxMemoryMiB: Math.min(invocation.memoryMiB, Math.ceil(peak / MIB)),
      ...(kind && { failure: kind }),
    })) {
      says(line);
    }
    return {
      payload: failed?.payload ?? ('body' in event ? event.body : new Uint8Array(0)),
      ...(kind && { functionError: 'Unhandled' as const }),
      lines: taken,
      logStream,
      billedMillis,
      initMillis,
    };
  }

  async function run(invocation: Invocation, timeoutMillis: number): Promise<Event> {
    const deadline = machineClock.now() + timeoutMillis;
    const outcome = nextEvent(timeoutMillis);
    isReady = false;
    api.deliver(headersOf(parts.random, invocation, deadline), invocation.payload);
    return outcome;
  }

  function failureOf(invocation: Invocation, event: Event): Failure | undefined {
    if (event.kind === 'time') return timeoutFailure(invocation);
    if (event.kind === 'too-large') return tooLargeFailure(MAX_ANSWER_BYTES);
    if (event.kind !== 'exit') return undefined;
    const how = outOfMemory
      ? { ...event.ending, code: null, signal: 'SIGKILL' as const }
      : event.ending;
    return exitFailure(invocation, how, !hasServedBootstrap(invocation, event.ending));
  }

  return {
    invoke,
    credentials: of.credentials,
    ready,
    ended,
    isUsable: () =>
      !ending &&
      !initError &&
      !outOfMemory &&
      busyMillis + first.timeoutSeconds * 1000 < BUSY_SECONDS * 1000,
    end: async () => {
      process_.kill();
      await ended;
    },
  };
}

const hasServedBootstrap = (of: Invocation, ending: Ending): boolean =>
  !of.runtime.startsWith('provided') || ending.code !== NO_BOOTSTRAP;

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It has ended.
  }
}
