/** How many invocations run at a time: counted in this process, per function and per account and Region. */

/** AWS's default for an account in a Region. */
export const ACCOUNT_CONCURRENCY = 1000;
/** What reservations must leave to functions that have none. */
export const LEAST_UNRESERVED = 100;

export interface Concurrency {
  /** Begins an invocation; the answer ends it, or says which limit is reached. */
  readonly enter: (what: Entering) => (() => void) | ThrottleReason;
}

export interface Entering {
  readonly functionArn: string;
  /** The account and the Region. */
  readonly pool: string;
  /** The function's own reservation; null where it shares the pool. */
  readonly reserved: number | null;
  /** What the reservations of the account leave over. */
  readonly unreserved: number;
}

export type ThrottleReason =
  | 'ConcurrentInvocationLimitExceeded'
  | 'ReservedFunctionConcurrentInvocationLimitExceeded';

export function countConcurrency(): Concurrency {
  const running = new Map<string, number>();
  return {
    enter: ({ functionArn, pool, reserved, unreserved }) => {
      const key = reserved === null ? pool : functionArn;
      const count = running.get(key) ?? 0;
      if (count >= (reserved ?? unreserved)) {
        return reserved === null
          ? 'ConcurrentInvocationLimitExceeded'
          : 'ReservedFunctionConcurrentInvocationLimitExceeded';
      }
      running.set(key, count + 1);
      return () => {
        const left = running.get(key)! - 1;
        if (left === 0) running.delete(key);
        else running.set(key, left);
      };
    },
  };
}
