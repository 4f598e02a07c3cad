/** A moment, in milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = number;

/** Gives the time and wakes sleepers; nobody else may touch the machine's clock. */
export interface Clock {
  readonly now: () => Instant;
  /** Runs `wake` once after `delayMillis`; the returned function calls it off. */
  readonly after: (delayMillis: number, wake: () => void) => () => void;
}

/** A clock that a test, or dev mode, moves by hand. */
export interface MovableClock extends Clock {
  /** Moves the time forward; sleepers that became due are woken in order. */
  readonly advance: (millis: number) => void;
  /** Back to the time that the underlying clock shows. */
  readonly restore: () => void;
}

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** The machine's own clock. Its timers do not keep the process alive. */
export const systemClock: Clock = {
  now: () => Date.now(),
  after: (delayMillis, wake) => {
    // setTimeout counts in 32 bits: a longer sleep would fire at once.
    const timer = setTimeout(wake, Math.min(delayMillis, 2 ** 31 - 1));
    timer.unref();
    return () => clearTimeout(timer);
  },
};

/** Waits, and keeps the process alive meanwhile: for commands, which end when nothing is left to do. */
export const pause = (delayMillis: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, delayMillis));

/** The machine's clock plus what `advance` has added: time flows on, and can be pushed. */
export function movableClock(base: Clock = systemClock): MovableClock {
  let offset = 0;
  const sleepers = new Set<{ at: Instant; wake: () => void; cancel: () => void }>();
  const wakeDue = () => {
    const now = base.now() + offset;
    const due = [...sleepers].filter((s) => s.at <= now).sort((a, b) => a.at - b.at);
    for (const sleeper of due) {
      if (!sleepers.delete(sleeper)) continue;
      sleeper.cancel();
      sleeper.wake();
    }
  };
  return {
    now: () => base.now() + offset,
    after: (delayMillis, wake) => {
      const sleeper = { at: base.now() + offset + delayMillis, wake, cancel: () => {} };
      sleeper.cancel = base.after(delayMillis, () => {
        // The timer below has the last word: it may ring a moment before its clock says so, and a
        // clock that went back says it much later. A sleeper that it passes over would sleep for ever.
        sleeper.at = Math.min(sleeper.at, base.now() + offset);
        wakeDue();
      });
      sleepers.add(sleeper);
      return () => {
        sleepers.delete(sleeper);
        sleeper.cancel();
      };
    },
    advance: (millis) => {
      offset += millis;
      wakeDue();
    },
    restore: () => {
      offset = 0;
    },
  };
}

/** A clock that stands still until it is moved: tests give the same answer at any time of day. */
export function standingClock(start: Instant): MovableClock {
  return movableClock({ now: () => start, after: () => () => {} });
}

/** How long something took, in milliseconds with fractions; for measuring only. */
export const stopwatch = (): (() => number) => {
  const start = performance.now();
  return () => performance.now() - start;
};

let lastSecond = Number.NaN;
let lastText = '';

/** A moment as AWS writes it in XML and on the trail: whole seconds, UTC. */
export function isoSeconds(at: Instant): string {
  // Thousands of events fall into the same second: its text is made once.
  const second = Math.floor(at / SECOND);
  if (second !== lastSecond) {
    lastText = `${new Date(second * SECOND).toISOString().slice(0, 19)}Z`;
    lastSecond = second;
  }
  return lastText;
}
