/** A thread of `slow.ts`. */
import { parentPort } from 'node:worker_threads';
import { type Asked, type Told, work } from './slow-work.ts';

parentPort!.on('message', (asked: Asked) => parentPort!.postMessage(told(asked)));

function told({ id, name, given }: Asked): Told {
  try {
    return { id, result: (work[name] as (...given: readonly unknown[]) => unknown)(...given) };
  } catch (cause) {
    return { id, failure: `${name}: ${(cause as Error).message}` };
  }
}
