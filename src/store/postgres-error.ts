import { Conflict } from './store.ts';

/** The SQLSTATE that the server answered with; undefined when it did not answer. */
export const sqlState = (error: unknown): string | undefined =>
  error instanceof Error && 'severity' in error && 'code' in error ? String(error.code) : undefined;

/** The statement was refused and everything else goes on, as opposed to a server in trouble. */
export const isRefusal = (error: unknown): boolean => {
  const state = sqlState(error);
  return state !== undefined && !TROUBLE.has(state.slice(0, 2));
};

/** The connection is lost, or never was: another one may do better. */
export const isAway = (error: unknown): boolean => {
  const state = sqlState(error);
  return error instanceof Error && (state === undefined || ENDED.has(state.slice(0, 2)));
};

/** What an error means to who commits: a conflict, or itself. */
export function conflictOr(error: unknown, sql: string): unknown {
  if (!MET.has(sqlState(error) ?? '')) return error;
  return new Conflict(`${(error as Error).message}: ${sql}`, { cause: error });
}

// https://www.postgresql.org/docs/current/errcodes-appendix.html
// serialization_failure, deadlock_detected, unique_violation, and foreign_key_violation: a row that
// was there when the request looked is gone, or has been pointed at since.
const MET = new Set(['40001', '40P01', '23505', '23503']);
// Connection exception, operator intervention (shutdown).
const ENDED = new Set(['08', '57']);
// Those, and insufficient resources, system error, a damaged database.
const TROUBLE = new Set([...ENDED, '53', '58', 'XX']);
