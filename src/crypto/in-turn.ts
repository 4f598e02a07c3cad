/** Makes work wait for the work before it: what holds a processor for long is done one by one. */
let last: Promise<unknown> = Promise.resolve();

/** Runs when all that was asked before has ended, however it ended. */
export function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const turn = last.then(work);
  last = turn.catch(() => undefined);
  return turn;
}
