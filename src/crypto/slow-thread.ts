/** A thread of `slow.ts`. */
import { parentPort } from 'node:worker_threads';
import { type Asked, type Told, work } from './slow-work.ts';

parentPort!.on('message', (asked: Asked) => {
  const answer = told(asked);
  parentPort!.postMessage(answer);
  // What was sent is a copy; what was decrypted here is nobody's any more.
  if ('result' in answer && answer.result instanceof Uint8Array) answer.result.fill(0);
});

function told({ id, name, given }: Asked): Told {
  try {
    return { id, result: (work[name] as (...given: readonly unknown[]) => unknown)(...given) };
  } catch (cause) {
    return { id, failure: `${name}: ${(cause as Error).message}` };
  }
}
