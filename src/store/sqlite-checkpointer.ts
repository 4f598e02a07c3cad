import { Worker } from 'node:worker_threads';

/** Has the log moved into the data file, beside the event loop. */
export interface Checkpointer {
  /** To be called after every transaction: looks whether the log has grown long. */
  readonly look: () => void;
  /** Ends the thread; nothing of the file is open there any more. */
  readonly close: () => Promise<void>;
}

/** Whose log it is: he can wait, and wants to hear of a disk that does not keep what it was given. */
export interface Writer {
  /** How many pages of the log are not in the data file yet. */
  readonly logPages: () => number;
  /** Runs `work` between two transactions; there is none until it calls back. */
  readonly hold: (work: (release: () => void) => void) => void;
  readonly breakWith: (failure: Error) => void;
}

/** What the thread is asked for, and what it answers. */
export type Order = 'passive' | 'restart';
export type Outcome =
  | { readonly done: Order }
  | { readonly failure: string; readonly isFull: boolean };

/**
 * 24 MiB, at 4 KiB a page. A page that was written often is moved once: the longer the log, the less there
 * is to move. What it holds is read again after a crash, in a fraction of a second.
 */
const LONG_LOG_PAGES = 6_000;

/**
 * Moves the log in two steps, each on a connection in a thread of its own: first what is there,
 * while the writer goes on; then, while it waits, the little that it wrote meanwhile. After that the writer
 * begins the log anew, so that it does not grow. The second step costs a sync of few pages.
 *
 * The thread starts when there is first something to do. Where it fails, SQLite's own checkpoint is left,
 * which comes when the log is far larger (sqlite-file.ts).
 */
export function createCheckpointer(
  path: string,
  writer: Writer,
  longLogPages = LONG_LOG_PAGES,
): Checkpointer {
  let thread: Worker | undefined;
  let busy = false;
  let release = () => {};

  const start = () => {
    const started = new Worker(new URL('./sqlite-checkpoint-thread.ts', import.meta.url), {
      workerData: path,
    });
    started.on('message', heard);
    started.on('error', (failure: Error) => {
      thread = undefined;
      ended();
      writer.breakWith(failure);
    });
    return started;
  };
  // A process that is about to end waits for what was asked, and not for the thread.
  const ask = (order: Order) => {
    thread ??= start();
    thread.ref();
    thread.postMessage(order);
  };
  const ended = () => {
    busy = false;
    thread?.unref();
    release();
    release = () => {};
  };
  const heard = (outcome: Outcome) => {
    if ('failure' in outcome) {
      ended();
      // What a full disk did not take is still in the log, and is moved when there is room.
      if (!outcome.isFull) writer.breakWith(new Error(outcome.failure));
    } else if (outcome.done === 'restart') ended();
    else
      writer.hold((go) => {
        release = go;
        ask('restart');
      });
  };

  return {
    look: () => {
      if (busy || writer.logPages() < longLogPages) return;
      busy = true;
      ask('passive');
    },
    close: async () => {
      await thread?.terminate();
      thread = undefined;
      ended();
    },
  };
}
