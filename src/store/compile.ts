import { assert } from '../base/assert.ts';
import type { Schema } from './schema.ts';
import { numbered, tablesOf } from './sql.ts';
import type { AnyStatement, Row, Value } from './statement.ts';

/** What both engines need to know of a statement. */
export interface Compiled {
  /** The SQL with the engine's own placeholders. */
  readonly text: string;
  /** Whose value each placeholder takes, in their order. */
  readonly names: readonly string[];
  readonly reads: readonly string[];
  /** The tables it writes, and those that the schema's rules change along. */
  readonly writes: readonly string[];
}

/** Reads a statement against the schema; a cached one must be a select. */
export function compile(
  statement: AnyStatement,
  schema: Schema,
  placeholder: (n: number) => string,
): Compiled {
  const { reads, writes } = tablesOf(statement.sql);
  for (const table of [...reads, ...writes]) {
    assert(schema.tables.has(table), `no migration makes the table \`${table}\`: ${statement.sql}`);
  }
  assert(!statement.cached || writes.size === 0, `a cached statement writes: ${statement.sql}`);
  return {
    ...numbered(statement.sql, placeholder),
    reads: [...reads],
    writes: [...new Set([...writes].flatMap((table) => [...schema.touchedWith(table)]))],
  };
}

/** The values in the order of their placeholders. A name without a value is a mistake, not a null. */
export function bound(names: readonly string[], values: Row): Value[] {
  const cells: Value[] = new Array(names.length);
  for (let i = 0; i < names.length; i++) {
    const value = values[names[i]!];
    // Asked first: the sentence would else be put together for every value of every row.
    if (value === undefined) assert(false, `\`:${names[i]}\` has no value.`);
    cells[i] = value;
  }
  return cells;
}
