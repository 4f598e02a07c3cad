/** The limits that a worker's processes run under. */
import { readFileSync } from 'node:fs';

/** Of one process, except `tasks`, which all of a worker share. */
export interface Limits {
  readonly cpuSeconds: number;
  readonly tasks: number;
  readonly fileBytes: number;
  readonly openFiles: number;
  /** Heap, stacks and whatever else is writable and private. */
  readonly dataBytes: number;
}

const MIB = 1024 * 1024;

/** Processes and threads of a worker. */
export const MAX_TASKS = 256;

/**
 * What a worker may be busy in its life before another takes its place. RLIMIT_CPU counts a process's
 * whole life, and a warm one lives on: so it allows what this many seconds on all processors can use. It
 * never strikes a function inside of its timeout, and ends what has got away from everything else.
 */
export const BUSY_SECONDS = 3600;

/** The server comes first, whatever its functions have to compute. */
export const NICENESS = 10;

/** For a function of so much memory, under a runtime. */
export function limitsFor(of: {
  readonly runtime: string;
  readonly memoryMiB: number;
  readonly ephemeralMiB: number;
  readonly processors: number;
}): Limits {
  // V8 and Go reserve much more than they use. Their memory is watched; this stops a sudden flood.
  const reserve = of.runtime.startsWith('python') ? 64 : 2048;
  return {
    cpuSeconds: BUSY_SECONDS * of.processors,
    tasks: MAX_TASKS,
    fileBytes: of.ephemeralMiB * MIB,
    openFiles: 1024,
    dataBytes: (of.memoryMiB + reserve) * MIB,
  };
}

/** As `prlimit` takes them. Nobody but root may raise what he has got himself. */
export function prlimitArguments(limits: Limits): string[] {
  const wanted: readonly (readonly [flag: string, row: string, value: number])[] = [
    ['core', 'Max core file size', 0],
    ['cpu', 'Max cpu time', limits.cpuSeconds],
    ['nproc', 'Max processes', limits.tasks],
    ['fsize', 'Max file size', limits.fileBytes],
    ['nofile', 'Max open files', limits.openFiles],
    ['data', 'Max data size', limits.dataBytes],
  ];
  const own = ownLimits();
  return wanted.map(([flag, row, value]) => {
    const least = Math.min(value, own(row));
    return `--${flag}=${least}:${least}`;
  });
}

function ownLimits(): (row: string) => number {
  let table = '';
  try {
    table = readFileSync('/proc/self/limits', 'utf8');
  } catch {
    // No Linux: prlimit is not there either.
  }
  return (row) => {
    const line = table.split('\n').find((candidate) => candidate.startsWith(row));
    const hard = /\s(\d+|unlimited)\s+\S+\s*$/.exec(line ?? '')?.[1] ?? 'unlimited';
    return hard === 'unlimited' ? Infinity : Number(hard);
  };
}
