declare const types: unique symbol;

/** What a column holds. Times are integer milliseconds, booleans 0 or 1, documents JSON text. */
export type Value = string | number | Uint8Array | null;
export type Row = { readonly [column: string]: Value };

/** One SQL statement, written once in the dialect that both engines share (docs/storage.md). */
export interface Statement<Values extends Row, Result extends Row> {
  /** Parameters are written `:name`; each engine numbers them in its own way. */
  readonly sql: string;
  /** Results may be kept in memory until one of the tables that the statement reads is written. */
  readonly cached: boolean;
  readonly [types]?: { values: (values: Values) => void; result: Result };
}

export type AnyStatement = Statement<any, any>;

const catalogue = new Set<AnyStatement>();

/** Every statement of the house: the tests prepare each one on each engine. */
export const allStatements = (): ReadonlySet<AnyStatement> => catalogue;

function remember<S extends AnyStatement>(made: S): S {
  catalogue.add(made);
  return made;
}

/** A statement whose results are read afresh each time. */
export function statement<Values extends Row, Result extends Row = Row>(
  sql: string,
): Statement<Values, Result> {
  return remember({ sql: sql.trim(), cached: false });
}

/**
 * A select over tables that are read far more often than written (policies, keys, accounts).
 *
 * While nothing in its tables changed, the same values give the very same row objects, so what is
 * computed from a row can be remembered by the row itself (`WeakMap`). A write by any process is
 * seen by every request that starts after its commit.
 */
export function cachedStatement<Values extends Row, Result extends Row>(
  sql: string,
): Statement<Values, Result> {
  return remember({ sql: sql.trim(), cached: true });
}

/** A statement with its values: what an operation returns instead of writing. */
export interface Change {
  readonly statement: AnyStatement;
  readonly values: Row;
  /** How many rows must be touched. Anything else is a conflict, and the whole commit is undone. */
  readonly rows: number | 'any';
}

/** One write. `rows` is one unless told; `'any'` is for clearing what may or may not be there. */
export function change<Values extends Row>(
  of: Statement<Values, Row>,
  values: Values,
  rows: number | 'any' = 1,
): Change {
  return { statement: of as AnyStatement, values, rows };
}
