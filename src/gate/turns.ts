/** Lets those who are about the same thing work one after another. */
export interface Turns {
  /** Runs the work when all that was taken before, about the same thing, has ended. */
  readonly take: <T>(about: string, work: () => Promise<T>) => Promise<T>;
}

export function createTurns(): Turns {
  const last = new Map<string, Promise<unknown>>();
  return {
    take: (about, work) => {
      const before = last.get(about);
      const mine = before ? before.then(work) : work();
      const ended: Promise<unknown> = mine
        .catch(() => {})
        .then(() => {
          if (last.get(about) === ended) last.delete(about);
        });
      last.set(about, ended);
      return mine;
    },
  };
}
