/** A JSON value with its place in the text, so that statements can be pointed at and texts replaced. */
export type Json = (
  | { readonly kind: 'object'; readonly members: readonly Member[] }
  | { readonly kind: 'array'; readonly items: readonly Json[] }
  | { readonly kind: 'string'; readonly value: string }
  /** Numbers keep their text: `1.0` in a condition is not ours to round. */
  | { readonly kind: 'number'; readonly value: string }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'null' }
) & {
  readonly start: number;
  /** One past the last character. */
  readonly end: number;
};

export interface Member {
  readonly name: string;
  readonly value: Json;
}

/** No policy nests deeper than six; the bound is for those who try. */
const DEEPEST = 32;

/** The text as JSON, or undefined where it is none, nests too deep, or names a member twice. */
export function parseJson(text: string): Json | undefined {
  try {
    // The machine's own parser is the judge of what is JSON; the scan below only finds places.
    JSON.parse(text);
  } catch {
    return undefined;
  }
  return scan(text, skipSpace(text, 0), 0);
}

/** The member of this name; undefined where the value is no object or lacks it. */
export const member = (json: Json | undefined, name: string): Json | undefined =>
  json?.kind === 'object' ? json.members.find((m) => m.name === name)?.value : undefined;

/** An array's items, or the value alone: policies let one thing stand for a list of one. */
export const itemsOf = (json: Json): readonly Json[] =>
  json.kind === 'array' ? json.items : [json];

function scan(text: string, start: number, depth: number): Json | undefined {
  if (depth > DEEPEST) return undefined;
  switch (text[start]) {
    case '{':
      return scanObject(text, start, depth);
    case '[':
      return scanArray(text, start, depth);
    case '"': {
      const end = endOfString(text, start);
      return { kind: 'string', value: unquote(text, start, end), start, end };
    }
    case 't':
      return { kind: 'boolean', value: true, start, end: start + 4 };
    case 'f':
      return { kind: 'boolean', value: false, start, end: start + 5 };
    case 'n':
      return { kind: 'null', start, end: start + 4 };
    default: {
      let end = start;
      while (end < text.length && '+-.0123456789eE'.includes(text[end]!)) end++;
      return { kind: 'number', value: text.slice(start, end), start, end };
    }
  }
}

function scanObject(text: string, start: number, depth: number): Json | undefined {
  const members: Member[] = [];
  const names = new Set<string>();
  let at = skipSpace(text, start + 1);
  while (text[at] !== '}') {
    if (text[at] === ',') at = skipSpace(text, at + 1);
    const end = endOfString(text, at);
    const name = unquote(text, at, end);
    const value = scan(text, skipSpace(text, skipSpace(text, end) + 1), depth + 1);
    if (!value || names.has(name)) return undefined;
    names.add(name);
    members.push({ name, value });
    at = skipSpace(text, value.end);
  }
  return { kind: 'object', members, start, end: at + 1 };
}

function scanArray(text: string, start: number, depth: number): Json | undefined {
  const items: Json[] = [];
  let at = skipSpace(text, start + 1);
  while (text[at] !== ']') {
    if (text[at] === ',') at = skipSpace(text, at + 1);
    const item = scan(text, at, depth + 1);
    if (!item) return undefined;
    items.push(item);
    at = skipSpace(text, item.end);
  }
  return { kind: 'array', items, start, end: at + 1 };
}

function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at + 1;
}

function unquote(text: string, start: number, end: number): string {
  const inside = text.slice(start + 1, end - 1);
  return inside.includes('\\') ? (JSON.parse(text.slice(start, end)) as string) : inside;
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && ' \t\n\r'.includes(text[at]!)) at++;
  return at;
}
