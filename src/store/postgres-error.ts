import { Conflict } from './store.ts';

/** The SQLSTATE that the server answered with; undefined when it did not answer. */
export const sqlState = (error: unknown): string | undefined =>
  error instanceof Error && 'severity' in error && 'code' in error ? String(error.code) : undefined;

/** The statement was refused and everything else goes on, as opposed to a server in trouble. */
export const isRefusal = (error: unknown): boolean => {
  const state = sqlState(error);
  return state !== undefined && !ENDED.test(state) && !TROUBLE.test(state);
};

/** The connection is lost, or never was: another one may do better. */
export function isAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const state = sqlState(error);
  if (state !== undefined) return ENDED.test(state);
  // Node's errors of sockets and of TLS have a code; those of the client's own are told by words.
  return 'code' in error || /\b(?:connection|connect|timeout|queryable)\b/i.test(error.message);
}

/** What an error means to who commits: a conflict, or itself. */
export function conflictOr(error: unknown, sql: string): unknown {
  if (!MET.has(sqlState(error) ?? '')) return error;
  return new Conflict(`${(error as Error).message}: ${sql}`, { cause: error });
}

// https://www.postgresql.org/docs/current/errcodes-appendix.html
// serialization_failure, deadlock_detected, unique_violation, and foreign_key_violation: a row that
// was there when the request looked is gone, or has been pointed at since.
const MET = new Set(['40001', '40P01', '23505', '23503']);
// Connection exception, and the three ways of a server that shuts down or starts.
const ENDED = /^(?:08|57P0[123])/;
// Insufficient resources, system error, a damaged database.
const TROUBLE = /^(?:53|58|XX)/;
