import { assert } from '../base/assert.ts';
import type { Migrations } from './store.ts';
import { wordsOf } from './sql.ts';

/** What the migrations make: the tables, and which of them a write of another one may change. */
export interface Schema {
  readonly tables: ReadonlySet<string>;
  /** The table itself, and those that `on delete` or `on update` rules change along with it. */
  readonly touchedWith: (table: string) => ReadonlySet<string>;
}

/** Reads the schema out of the migrations' SQL; refuses what the engines do not share. */
export function schemaOf(migrations: readonly Migrations[]): Schema {
  const tables = new Set<string>();
  const follows = new Map<string, Set<string>>();
  for (const { owner, steps } of migrations) {
    for (const step of steps) readStep(step, `a migration of \`${owner}\``, tables, follows);
  }
  const touched = new Map<string, ReadonlySet<string>>();
  return {
    tables,
    touchedWith: (table) => {
      let all = touched.get(table);
      if (!all) touched.set(table, (all = reach(table, follows)));
      return all;
    },
  };
}

/** The schema is written for SQLite; PostgreSQL has other words for its types. */
export function postgresSchema(sql: string): string {
  return sql.replace(TYPES, (whole, word: string | undefined) =>
    word === undefined ? whole : (POSTGRES[word.toLowerCase()] ?? ''),
  );
}

// What is not in the table is `strict` or `without rowid`, which PostgreSQL does without.
// `collate "C"` sorts by bytes, as SQLite does, whatever the server's locale is.
const POSTGRES: Readonly<Record<string, string>> = {
  integer: 'bigint',
  blob: 'bytea',
  text: 'text collate "C"',
  real: 'double precision',
};
const TYPES =
  /--[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^']|'')*'|"[^"]*"|(\b(?:integer|blob|text|real)\b|(?:,\s*|(?<=\)\s*))(?:strict|without\s+rowid)\b)/gi;

// Triggers and views would write and read behind a statement's back, deferred keys fail too late.
const UNSHARED = ['trigger', 'view', 'deferrable', 'autoincrement', 'virtual', 'temp', 'temporary'];

function readStep(
  sql: string,
  where: string,
  tables: Set<string>,
  follows: Map<string, Set<string>>,
): void {
  const words = wordsOf(sql);
  const unshared = UNSHARED.find((word) => words.includes(word));
  assert(!unshared, `${where} says \`${unshared}\`, which the engines do not share.`);
  let table = '';
  let parent = '';
  words.forEach((word, at) => {
    const [before, next, after] = [words[at - 1], words[at + 1], words[at + 2]];
    if (word === 'table' && (before === 'create' || before === 'alter' || before === 'drop')) {
      assert(next !== 'if', `${where} is applied once: \`if exists\` hides what went wrong.`);
      table = next!;
      if (before === 'create') tables.add(table);
      if (before === 'drop') tables.delete(table);
    } else if (word === 'rename' && next === 'to') {
      rename(table, after!, tables, follows);
    } else if (word === 'references') {
      parent = next!;
    } else if (word === 'on' && (next === 'delete' || next === 'update')) {
      if (after === 'cascade' || after === 'set') {
        if (!follows.has(parent)) follows.set(parent, new Set());
        follows.get(parent)!.add(table);
      }
    }
  });
}

function rename(
  from: string,
  to: string,
  tables: Set<string>,
  follows: Map<string, Set<string>>,
): void {
  tables.delete(from);
  tables.add(to);
  for (const children of follows.values()) if (children.delete(from)) children.add(to);
  const own = follows.get(from);
  if (own) follows.set(to, own).delete(from);
}

function reach(table: string, follows: ReadonlyMap<string, ReadonlySet<string>>): Set<string> {
  const all = new Set([table]);
  for (const each of all) for (const child of follows.get(each) ?? []) all.add(child);
  return all;
}
