/** `.env` files: one variable a line, as shells and the many libraries read them. */
import { EXIT, OperatorError, usageError } from '../../server/operator-error.ts';

/** Names that an environment variable can have in every shell. */
export const VARIABLE = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** The variables of a `.env` text, in order. A line that is none is an error, and not passed over. */
export function parseDotenv(written: string): ReadonlyMap<string, string> {
  const text = written.replaceAll(/\r\n?/g, '\n');
  const variables = new Map<string, string>();
  let at = 0;
  while (at < text.length) {
    const blank = /\s*(#[^\n]*)?(\n|$)/y;
    blank.lastIndex = at;
    const skipped = blank.exec(text);
    if (skipped && skipped[0] !== '') {
      at = blank.lastIndex;
      continue;
    }
    const begin = /[ \t]*(?:export[ \t]+)?([A-Za-z_][A-Za-z0-9_]*)[ \t]*=[ \t]*/y;
    begin.lastIndex = at;
    const name = begin.exec(text)?.[1];
    const read = name === undefined ? undefined : readValue(text, begin.lastIndex);
    if (name === undefined || !read) throw unreadable(text, at);
    if (variables.has(name))
      throw usageError(`The file sets \`${name}\` twice. Leave one of them out.`);
    variables.set(name, read.value);
    at = read.end;
  }
  return variables;
}

/** The variables as a `.env` text that every reader understands alike. */
export const printDotenv = (variables: Iterable<readonly [string, string]>): string =>
  [...variables].map(([name, value]) => `${name}=${quoted(name, value)}\n`).join('');

function quoted(name: string, value: string): string {
  if (/^[\w./:@%+,=-]*$/.test(value)) return value;
  // Between single quotes everything stands for itself; between double ones these do not, to some readers.
  if (!/['\r]/.test(value)) return `'${value}'`;
  if (!/["\\$`\n\r]/.test(value)) return `"${value}"`;
  throw new OperatorError(
    EXIT.failure,
    `The value of \`${name}\` has quotes and other signs that readers of \`.env\` files take differently. Export it as JSON: leave \`--format env\` out.`,
  );
}

function readValue(
  text: string,
  from: number,
): { readonly value: string; readonly end: number } | undefined {
  const quote = text[from];
  if (quote !== "'" && quote !== '"') {
    const line = /[^\n]*/y;
    line.lastIndex = from;
    const value = line
      .exec(text)![0]
      .replace(/(^|\s+)#[^\n]*$/, '')
      .trim();
    return { value, end: line.lastIndex };
  }
  const inside =
    quote === "'"
      ? /'([^']*)'[ \t]*(?:#[^\n]*)?(?=\n|$)/y
      : /"((?:[^"\\]|\\[^])*)"[ \t]*(?:#[^\n]*)?(?=\n|$)/y;
  inside.lastIndex = from;
  const found = inside.exec(text);
  if (!found) return undefined;
  const value = quote === "'" ? found[1]! : found[1]!.replaceAll(/\\([^])/g, unescaped);
  return { value, end: inside.lastIndex };
}

const ESCAPES: { readonly [letter: string]: string | undefined } = { n: '\n', r: '\r', t: '\t' };

const unescaped = (whole: string, letter: string): string =>
  ESCAPES[letter] ?? (/["\\$`]/.test(letter) ? letter : whole);

function unreadable(text: string, at: number): OperatorError {
  const line = text.slice(0, at).split('\n').length;
  // Never the line itself: it may hold a secret.
  return usageError(
    `Line ${line} is no \`NAME=value\`. Write it so, with quotes that are closed, or begin it with \`#\`.`,
  );
}
