/** Makes work wait for the work before it: what holds a processor or a thread for long is not done all at once. */

/** Lets at most so many be at work at a time; the others wait, whoever came first is first. */
export function turnstile(places: number): <T>(work: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let free = places;
  const leave = (): void => {
    const next = waiting.shift();
    if (next) next();
    else free++;
  };
  return async (work) => {
    if (free > 0) free--;
    else await new Promise<void>((enter) => waiting.push(enter));
    try {
      return await work();
    } finally {
      leave();
    }
  };
}

/**
 * For what OpenSSL does in libuv's threads. There are four for everything in this process, and one that
 * waits for the disk is what each commit waits for: signatures, however many, leave it one.
 */
export const inPool = turnstile(2);

/** For what takes a thread for a second: one at a time, so that others pass. */
export const oneByOne = turnstile(1);
