/** The thread of `sqlite-checkpointer.ts`. */
import { DatabaseSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';

import type { Order, Outcome } from './sqlite-checkpointer.ts';

const SQLITE_FULL = 13;

// What is moved reaches the disk before the log may be written over: `full` as the file's other connections have it.
const db = new DatabaseSync(workerData as string);
db.exec('pragma synchronous = full; pragma wal_autocheckpoint = 0');

parentPort!.on('message', (order: Order) => parentPort!.postMessage(carriedOut(order)));

function carriedOut(order: Order): Outcome {
  try {
    db.exec(`pragma wal_checkpoint(${order})`);
    return { done: order };
  } catch (cause) {
    const { message, errcode = 0 } = cause as Error & { errcode?: number };
    return {
      failure: `The log could not be moved into the data file: ${message}`,
      isFull: (errcode & 0xff) === SQLITE_FULL,
    };
  }
}
