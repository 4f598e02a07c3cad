import { assert } from '../base/assert.ts';

/** The parameter names in order of first use, and the text with `placeholder(n)` in their place. */
export function numbered(
  sql: string,
  placeholder: (n: number) => string,
): { readonly text: string; readonly names: readonly string[] } {
  const names: string[] = [];
  const text = sql.replace(PARAMETERS, (whole, name: string | undefined) => {
    if (name === undefined) return whole;
    let at = names.indexOf(name);
    if (at === -1) at = names.push(name) - 1;
    return placeholder(at + 1);
  });
  return { text, names };
}

/** Which tables a statement reads and which it writes. */
export interface TablesOf {
  readonly reads: ReadonlySet<string>;
  readonly writes: ReadonlySet<string>;
}

/**
 * Reads the tables out of one statement.
 *
 * What it does not understand it refuses: a table that is overlooked would keep stale rows alive.
 */
export function tablesOf(sql: string): TablesOf {
  const words = wordsOf(sql);
  assert(VERBS.has(words[0] ?? ''), `\`${sql}\` begins with none of ${[...VERBS].join(', ')}.`);
  assert(!words.includes(';'), `\`${sql}\` is more than one statement.`);
  const reads = new Set<string>();
  const writes = new Set<string>();
  const named = namedQueries(words);

  const take = (into: Set<string>, at: number) => {
    const name = words[at] ?? '';
    assert(
      NAME.test(name),
      `the table after \`${words[at - 1]}\` is not understood in \`${sql}\`.`,
    );
    const next = words[at + 1];
    assert(next !== '.', `\`${name}.\`: tables have no schema before their names in \`${sql}\`.`);
    assert(into === writes || next !== '(', `\`${name}(…)\` is no table in \`${sql}\`.`);
    if (!named.has(name)) into.add(name);
  };

  words.forEach((word, at) => {
    const before = words[at - 1];
    if (word === 'into') take(writes, at + 1);
    else if (word === 'update' && before !== 'do' && before !== 'for') take(writes, at + 1);
    else if (word === 'from' && before === 'delete') take(writes, at + 1);
    else if ((word === 'from' && before !== 'distinct') || word === 'join') {
      const end = words[at + 1] === '(' ? closing(words, at + 1) : at + 1;
      if (end === at + 1) take(reads, end);
      assert(!commaFollows(words, end), `write \`join\`, not a comma, between tables: \`${sql}\``);
    }
  });
  return { reads, writes };
}

/** The words and signs of a text in lower case; comments and the insides of strings are left out. */
export function wordsOf(sql: string): string[] {
  const words: string[] = [];
  for (const [whole, quoted] of sql.matchAll(WORDS)) {
    if (whole.startsWith('--') || whole.startsWith('/*')) continue;
    words.push(quoted ?? (whole.startsWith("'") ? "''" : whole.toLowerCase()));
  }
  return words;
}

/** Where the bracket that opens at `at` closes; the end of the words when it does not. */
export function closing(words: readonly string[], at: number): number {
  let depth = 0;
  for (let i = at; i < words.length; i++) {
    if (words[i] === '(') depth++;
    else if (words[i] === ')' && --depth === 0) return i;
  }
  return words.length;
}

/** An identifier in double quotes, as both engines read it. */
export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

const VERBS = new Set(['select', 'insert', 'update', 'delete', 'with']);
const NAME = /^[a-z_][a-z0-9_]*$/;
// Comments and strings come first, so that a `:name` inside of them is no parameter.
const SKIPPED = String.raw`--[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^']|'')*'`;
const PARAMETERS = new RegExp(String.raw`${SKIPPED}|"[^"]*"|::|:([a-z_][a-z0-9_]*)`, 'gi');
const WORDS = new RegExp(String.raw`${SKIPPED}|"([^"]*)"|:?[a-z_][a-z0-9_]*|\d+|[^\s]`, 'gi');

/** The names that `with … as (…)` defines: they are no tables. */
function namedQueries(words: readonly string[]): ReadonlySet<string> {
  const named = new Set<string>();
  words.forEach((word, at) => {
    // `as (` follows nothing else than the name of a query, or the list of its columns.
    if (word !== 'as' || words[at + 1] !== '(') return;
    let name = at - 1;
    if (words[name] === ')') while (name > 0 && words[name + 1] !== '(') name--;
    named.add(words[name] ?? '');
  });
  return named;
}

function commaFollows(words: readonly string[], end: number): boolean {
  let next = end + 1;
  if (words[next] === 'as') next++;
  if (NAME.test(words[next] ?? '') && words[next + 1] === ',') next++;
  return words[next] === ',';
}
