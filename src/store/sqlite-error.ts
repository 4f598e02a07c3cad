import { Conflict } from './store.ts';

/** What an error of SQLite means to the store; undefined for errors of other origin. */
export function sqliteFailure(
  error: unknown,
): 'conflict' | 'busy' | 'machine' | 'mistake' | undefined {
  if (!(error instanceof Error) || !('errcode' in error)) return undefined;
  const code = Number(error.errcode);
  if (TAKEN.has(code)) return 'conflict';
  // The low byte is the primary code.
  if (BUSY.has(code & 0xff)) return 'busy';
  return MACHINE.has(code & 0xff) ? 'machine' : 'mistake';
}

/** A taken key as the conflict it is, anything else as it came. */
export function conflictOr(error: unknown, sql: string): unknown {
  if (sqliteFailure(error) !== 'conflict') return error;
  return new Conflict(`${(error as Error).message}: ${sql}`, { cause: error });
}

// https://www.sqlite.org/rescode.html: CONSTRAINT_PRIMARYKEY, _UNIQUE, _ROWID, and _FOREIGNKEY: a
// row that was there when the request looked is gone, or has been pointed at since.
const TAKEN = new Set([1555, 2067, 2579, 787]);
// BUSY, LOCKED
const BUSY = new Set([5, 6]);
// NOMEM, READONLY, IOERR, CORRUPT, FULL, CANTOPEN, NOTADB
const MACHINE = new Set([7, 8, 10, 11, 13, 14, 26]);
