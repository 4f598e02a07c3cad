import type { DatabaseSync } from 'node:sqlite';
import { Worker } from 'node:worker_threads';

/** Has the log moved into the data file, beside the event loop. */
export interface Checkpointer {
  /** To be called after every transaction: looks whether the log has grown long. */
  readonly look: () => void;
  /** Ends the thread; nothing of the file is open there any more. */
  readonly close: () => Promise<void>;
}

export interface Log {
  readonly path: string;
  /** The connection that writes it. */
  readonly db: DatabaseSync;
  /** Hears that the disk did not keep what it was given. */
  readonly breakWith: (failure: Error) => void;
  /** From how many pages on it is moved. */
  readonly longPages?: number | undefined;
}

/** What the thread answers when it has moved what it could. */
export type Moved = { readonly failure?: { readonly message: string; readonly isFull: boolean } };

/**
 * 24 MiB, at 4 KiB a page. A page that was written often is moved once: the longer the log, the less there
 * is to move. What it holds is read again after a crash, in a fraction of a second.
 */
const LONG_LOG_PAGES = 6_000;

/**
 * Moves the log in two steps: first what is there, in a thread of its own, while the writer goes on; then
 * the writer's own connection moves the little that it wrote meanwhile and begins the log anew, so
 * that it does not grow.
 *
 * The thread starts when there is first something to do. Where it fails, SQLite's own checkpoint is left,
 * which comes when the log is far larger (sqlite.ts).
 */
export function createCheckpointer({
  path,
  db,
  breakWith,
  longPages = LONG_LOG_PAGES,
}: Log): Checkpointer {
  const unmoved = unmovedPagesOf(db);
  let thread: Worker | undefined;
  let busy = false;

  const start = () => {
    const started = new Worker(new URL('./sqlite-checkpoint-thread.ts', import.meta.url), {
      workerData: path,
    });
    started.on('message', heard);
    started.on('error', (failure: Error) => {
      thread = undefined;
      busy = false;
      breakWith(failure);
    });
    return started;
  };
  const heard = ({ failure = checkpoint(db, 'restart') }: Moved) => {
    busy = false;
    // A process that is about to end waits for what was asked of the thread, and not for the thread.
    thread?.unref();
    // What a full disk did not take is still in the log, and is moved when there is room.
    if (failure && !failure.isFull) breakWith(new Error(failure.message));
  };

  return {
    look: () => {
      if (busy || unmoved() < longPages) return;
      busy = true;
      thread ??= start();
      thread.ref();
      thread.postMessage('move');
    },
    close: async () => {
      await thread?.terminate();
    },
  };
}

/** Moves the log as far as it can be, and tells why it could not be where it could not. */
export function checkpoint(db: DatabaseSync, how: 'passive' | 'restart'): Moved['failure'] {
  try {
    db.exec(`pragma wal_checkpoint(${how})`);
    return undefined;
  } catch (cause) {
    const { message, errcode = 0 } = cause as Error & { errcode?: number };
    return {
      message: `The log could not be moved into the data file: ${message}`,
      isFull: (errcode & 0xff) === SQLITE_FULL,
    };
  }
}

const SQLITE_FULL = 13;

/** Tells how many pages of the log are not in the data file yet. */
function unmovedPagesOf(db: DatabaseSync): () => number {
  const look = db.prepare('pragma wal_checkpoint(noop)');
  look.setReturnArrays(true);
  return () => {
    const [, pages, moved] = look.get() as unknown as [busy: number, pages: number, moved: number];
    return pages - moved;
  };
}
