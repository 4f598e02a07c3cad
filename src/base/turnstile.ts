/** So many may be inside; the others wait in the order in which they came. */
export interface Turnstile {
  /** Resolves when there is room; the function that it gives is called on leaving. */
  readonly enter: () => Promise<() => void>;
}

export function turnstile(places: number): Turnstile {
  let free = places;
  const waiting: (() => void)[] = [];
  const leave = () => {
    const next = waiting.shift();
    if (next) next();
    else free++;
  };
  const pass = () => {
    let isInside = true;
    return () => {
      if (!isInside) return;
      isInside = false;
      leave();
    };
  };
  return {
    enter: async () => {
      if (free > 0) free--;
      else await new Promise<void>((resolve) => waiting.push(resolve));
      return pass();
    },
  };
}
