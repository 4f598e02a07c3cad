import type { Change, Row, Statement } from './statement.ts';

/** Somebody was first: a change touched another number of rows than it said, or a key was taken. */
export class Conflict extends Error {
  override readonly name = 'Conflict';
}

/** What operations see of the store: they read, and never write. */
export interface Reader {
  readonly one: <V extends Row, R extends Row>(
    statement: Statement<V, R>,
    values: V,
  ) => Promise<R | undefined>;
  readonly all: <V extends Row, R extends Row>(
    statement: Statement<V, R>,
    values: V,
  ) => Promise<readonly R[]>;
}

/** The whole store. Only the gate commits, and the job runner for its leases. */
export interface Store extends Reader {
  readonly engine: 'sqlite' | 'postgres';
  /**
   * Writes all changes or none, durably: when the promise resolves, a power cut loses nothing.
   *
   * @throws Conflict when a change touched other than its number of rows, a unique key was taken, or
   *   the engine saw two writers meet (deadlock, serialization failure).
   */
  readonly commit: (changes: readonly Change[]) => Promise<void>;
  /** A reader for one request: what the request reads from cached statements is not older than this call. */
  readonly fresh: () => Promise<Reader>;
  /** Claims rows by one `update … returning` in a transaction of its own. */
  readonly claim: <V extends Row, R extends Row>(
    statement: Statement<V, R>,
    values: V,
  ) => Promise<readonly R[]>;
  /** Streams all tables in one consistent snapshot, table by table. */
  readonly snapshot: (
    visit: (table: string, rows: readonly Row[]) => Promise<void>,
  ) => Promise<void>;
  /** Fills an empty store from a snapshot; all or nothing. */
  readonly load: (
    tables: AsyncIterable<{ readonly table: string; readonly rows: readonly Row[] }>,
  ) => Promise<void>;
  /** Empties every table but the record of migrations. Dev mode's reset. */
  readonly clear: () => Promise<void>;
  /** A sentence for `/health` and `lockstead doctor`, or undefined when all is well. */
  readonly ailment: () => Promise<string | undefined>;
  readonly close: () => Promise<void>;
}

/** The SQL of one service's tables, step by step, forward only. */
export interface Migrations {
  /** Whose tables they are: `secretsmanager`, `audit`, `jobs`. */
  readonly owner: string;
  /** In the order of their numbers, starting with 1. Never edited once released. */
  readonly steps: readonly string[];
}
