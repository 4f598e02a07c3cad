/**
 * Slow cryptography beside the event loop: a private operation of RSA-4096 takes five milliseconds, and
 * everybody else would wait for it. Keys go to the threads as handles; their bytes stay in OpenSSL.
 *
 * Threads start when there is first something for them to do, and do not keep a process alive.
 */
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Asked, Told, work } from './slow-work.ts';

type Work = typeof work;

/** Runs one of the functions of slow-work.ts in a thread. */
export function slow<Name extends keyof Work>(
  name: Name,
  ...given: Parameters<Work[Name]>
): Promise<ReturnType<Work[Name]>> {
  const thread = leastBusy();
  const id = ++lastId;
  return new Promise((resolve, reject) => {
    thread.waiting.set(id, { resolve: resolve as (result: unknown) => void, reject });
    if (thread.waiting.size === 1) thread.worker.ref();
    thread.worker.postMessage({ id, name, given } satisfies Asked);
  });
}

interface Thread {
  readonly worker: Worker;
  readonly waiting: Map<number, Waiting>;
}

interface Waiting {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

// One processor stays with the event loop; more than a few threads only matter to a load test.
const THREADS_MAX = Math.max(1, Math.min(4, availableParallelism() - 1));

const threads = new Set<Thread>();
let lastId = 0;

function leastBusy(): Thread {
  let best: Thread | undefined;
  for (const thread of threads) {
    if (!best || thread.waiting.size < best.waiting.size) best = thread;
  }
  return best && (best.waiting.size === 0 || threads.size === THREADS_MAX) ? best : start();
}

function start(): Thread {
  const worker = new Worker(new URL('./slow-thread.ts', import.meta.url));
  const thread: Thread = { worker, waiting: new Map() };
  worker.unref();
  worker.on('message', (told: Told) => {
    const waiting = thread.waiting.get(told.id)!;
    thread.waiting.delete(told.id);
    if (thread.waiting.size === 0) worker.unref();
    if ('failure' in told) waiting.reject(new Error(told.failure));
    else waiting.resolve(told.result);
  });
  // A thread that is gone takes its calls along; the next call gets another one.
  worker.on('error', (error: Error) => {
    threads.delete(thread);
    for (const { reject } of thread.waiting.values()) reject(error);
    thread.waiting.clear();
  });
  threads.add(thread);
  return thread;
}
