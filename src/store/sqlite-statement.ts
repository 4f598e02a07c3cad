import type { DatabaseSync, StatementSync } from 'node:sqlite';

import { bound, compile, type Compiled } from './compile.ts';
import type { Schema } from './schema.ts';
import type { AnyStatement, Row, Value } from './statement.ts';

/** A statement as one SQLite connection runs it. */
export interface Prepared extends Compiled {
  readonly sql: string;
  /** Runs it and tells how many rows were touched. */
  readonly touch: (values: Row) => number;
  readonly rows: (values: Row) => Row[];
  readonly first: (values: Row) => Row | undefined;
}

/** Prepares each statement once per connection. */
export function preparer(db: DatabaseSync, schema: Schema): (statement: AnyStatement) => Prepared {
  const known = new Map<AnyStatement, Prepared>();
  return (statement) => {
    let prepared = known.get(statement);
    if (!prepared) known.set(statement, (prepared = prepare(db, statement, schema)));
    return prepared;
  };
}

function prepare(db: DatabaseSync, statement: AnyStatement, schema: Schema): Prepared {
  const compiled = compile(statement, schema, (n) => `?${n}`);
  const { text, names } = compiled;
  const native = db.prepare(text);
  const columns = columnsOf(native);
  // Rows made of arrays are plain objects of one shape, as PostgreSQL's; SQLite's own have no prototype.
  native.setReturnArrays(true);
  const toRow = (cells: unknown) => rowOf(columns, cells as Value[]);
  return {
    ...compiled,
    sql: statement.sql,
    touch: (values) => native.run(...bound(names, values)).changes as number,
    rows: (values) => native.all(...bound(names, values)).map(toRow),
    first: (values) => {
      const cells = native.get(...bound(names, values));
      return cells && toRow(cells);
    },
  };
}

/** The names of the columns that a statement gives. */
export const columnsOf = (native: StatementSync): readonly string[] =>
  native.columns().map(({ name }) => name);

/** A row from its cells. */
export function rowOf(columns: readonly string[], cells: readonly Value[]): Row {
  const row: Record<string, Value> = {};
  for (let i = 0; i < columns.length; i++) row[columns[i]!] = cells[i]!;
  return row;
}
