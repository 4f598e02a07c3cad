/** The thread of `sqlite-checkpointer.ts`. */
import { DatabaseSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';

import { checkpoint, type Moved } from './sqlite-checkpointer.ts';

const db = new DatabaseSync(workerData as string);
// What is moved is on the disk before the log is written over.
db.exec('pragma synchronous = full; pragma wal_autocheckpoint = 0');

parentPort!.on('message', () => {
  const failure = checkpoint(db, 'passive');
  parentPort!.postMessage({ ...(failure && { failure }) } satisfies Moved);
});
