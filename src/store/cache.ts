import { assert } from '../base/assert.ts';
import type { AnyStatement, Row, Value } from './statement.ts';

/** The rows that a cached statement gave for some values. The promise is kept: a hit makes nothing new. */
export interface Remembered {
  readonly all: Promise<readonly Row[]>;
  readonly first: Promise<Row | undefined>;
}

/** Results of cached statements, dropped when a table they were read from is written. */
export interface Cache {
  readonly find: (statement: AnyStatement, values: Row) => Remembered | undefined;
  /** Remembers rows that are still on their way too, so that equal questions share one answer. */
  readonly keep: (
    statement: AnyStatement,
    of: Readings,
    values: Row,
    ask: () => Rows,
  ) => Remembered;
  readonly drop: (tables: Iterable<string>) => void;
  readonly dropAll: () => void;
}

/** Which values a statement takes, and from which tables it reads. */
export interface Readings {
  readonly names: readonly string[];
  readonly reads: readonly string[];
}

export type Rows = readonly Row[] | Promise<readonly Row[]>;

/**
 * A cache of about `budgetBytes`.
 *
 * It has a young and an old half. What is found in the old half moves to the young one; when the
 * young half is full it becomes the old one, and what nobody asked for meanwhile is forgotten. A
 * hit costs one map lookup per value and no bookkeeping.
 */
export function createCache(budgetBytes = 64 * 2 ** 20): Cache {
  const shelves = new Map<AnyStatement, Shelf>();
  const byTable = new Map<string, Set<Shelf>>();
  let weight = 0;

  const weigh = (bytes: number) => {
    weight += bytes;
    if (weight < budgetBytes / 2) return;
    weight = 0;
    for (const shelf of shelves.values()) {
      shelf.old = shelf.young;
      shelf.young = new Map();
    }
  };
  const empty = (shelf: Shelf) => {
    if (shelf.young.size > 0) shelf.young = new Map();
    if (shelf.old.size > 0) shelf.old = new Map();
  };
  const put = (statement: AnyStatement, { names, reads }: Readings) => {
    const shelf: Shelf = { names, young: new Map(), old: new Map() };
    shelves.set(statement, shelf);
    for (const table of reads) {
      if (!byTable.has(table)) byTable.set(table, new Set());
      byTable.get(table)!.add(shelf);
    }
    return shelf;
  };

  return {
    find: (statement, values) => {
      const shelf = shelves.get(statement);
      if (!shelf) return undefined;
      const young = look(shelf.names, shelf.young, values);
      if (young || shelf.old.size === 0) return young;
      const old = look(shelf.names, shelf.old, values);
      if (!old) return undefined;
      place(shelf.names, shelf.young, values, old);
      weigh(old.bytes);
      return old;
    },
    keep: (statement, of, values, ask) => {
      const shelf = shelves.get(statement) ?? put(statement, of);
      const { names, young } = shelf;
      assertKeys(names, values);
      const rows = ask();
      const kept = new Kept(rows);
      place(names, young, values, kept);
      const arrived = (list: readonly Row[]) => {
        kept.bytes = list.reduce((sum, row) => sum + bytesOf(row), bytesOf(values));
        // What was dropped on its way, or grew old, is not in the young half any more.
        if (shelf.young === young) weigh(kept.bytes);
      };
      if (rows instanceof Promise) rows.then(arrived, () => forget(names, young, values, kept));
      else arrived(rows);
      return kept;
    },
    drop: (tables) => {
      for (const table of tables) byTable.get(table)?.forEach(empty);
    },
    dropAll: () => shelves.forEach(empty),
  };
}

/** Rows are shared by all who ask: nobody may change them. */
export function freeze<R extends Row>(rows: R[]): readonly R[] {
  rows.forEach(Object.freeze);
  return Object.freeze(rows);
}

/** One level of maps per value: no key is built, and no two lists of values share one by accident. */
type Level = Map<Value, Level | Kept>;

/** The remembered results of one statement. */
interface Shelf {
  readonly names: readonly string[];
  young: Level;
  old: Level;
}

class Kept implements Remembered {
  readonly all: Promise<readonly Row[]>;
  #first: Promise<Row | undefined> | undefined;
  bytes = 0;

  constructor(rows: Rows) {
    this.all = Promise.resolve(rows);
  }

  get first(): Promise<Row | undefined> {
    return (this.#first ??= this.all.then((rows) => rows[0]));
  }
}

const keyOf = (names: readonly string[], at: number, values: Row): Value =>
  at < 0 ? null : values[names[at]!]!;

function look(names: readonly string[], level: Level, values: Row): Kept | undefined {
  const last = names.length - 1;
  let at = level;
  for (let i = 0; i < last; i++) {
    const next = at.get(values[names[i]!]!);
    if (next === undefined) return undefined;
    at = next as Level;
  }
  return at.get(keyOf(names, last, values)) as Kept | undefined;
}

function place(names: readonly string[], level: Level, values: Row, kept: Kept): void {
  lastLevel(names, level, values).set(keyOf(names, names.length - 1, values), kept);
}

function forget(names: readonly string[], level: Level, values: Row, kept: Kept): void {
  if (look(names, level, values) !== kept) return;
  lastLevel(names, level, values).delete(keyOf(names, names.length - 1, values));
}

function lastLevel(names: readonly string[], level: Level, values: Row): Level {
  let at = level;
  for (let i = 0; i < names.length - 1; i++) {
    const value = values[names[i]!]!;
    let next = at.get(value) as Level | undefined;
    if (!next) at.set(value, (next = new Map()));
    at = next;
  }
  return at;
}

/** Bytes are not equal to their copies, so a map does not find them again. */
function assertKeys(names: readonly string[], values: Row): void {
  for (const name of names) {
    const value = values[name];
    assert(value !== undefined, `\`:${name}\` has no value.`);
    assert(
      !(value instanceof Uint8Array),
      `\`:${name}\` of a cached statement is bytes: look up by text or by number.`,
    );
  }
}

/** About what a row weighs in memory. */
function bytesOf(row: Row): number {
  let bytes = 150;
  for (const name in row) {
    const value = row[name];
    bytes += 8;
    if (typeof value === 'string') bytes += value.length;
    else if (value instanceof Uint8Array) bytes += 100 + value.byteLength;
  }
  return bytes;
}
