import { type KeyName, keyName, valueOf } from './context.ts';
import { ONE, type Piece, piecesOf, STAR } from './match.ts';
import type { Context } from './policy.ts';

/** `${key}` or `${key, 'default'}`. */
export interface Variable extends KeyName {
  readonly fallback?: string;
}

/** A text of a policy with its wildcards and variables told apart. */
export interface Template {
  readonly parts: readonly (Piece | Variable)[];
  readonly variables: readonly Variable[];
}

/** How a text is to be read. */
export interface Reading {
  /** Variables exist since 2012-10-17; before, `${` is text like any other. */
  readonly variables: boolean;
  /** Whether `*` and `?` are wildcards here. */
  readonly wildcards: boolean;
}

/** Reads a text of a policy. What is no proper variable is text. */
export function parseTemplate(text: string, { variables, wildcards }: Reading): Template {
  const parts: (Piece | Variable)[] = [];
  const found: Variable[] = [];
  const literal = (from: number, to: number) => {
    if (to <= from) return;
    const stretch = text.slice(from, to);
    if (wildcards) parts.push(...piecesOf(stretch));
    else parts.push(stretch);
  };
  let from = 0;
  for (let at = variables ? text.indexOf('${') : -1; at !== -1; ) {
    const expression = expressionAt(text, at + 2);
    if (expression) {
      literal(from, at);
      parts.push(expression.part);
      if (typeof expression.part === 'object') found.push(expression.part);
      from = expression.end;
    }
    at = text.indexOf('${', expression ? expression.end : at + 2);
  }
  literal(from, text.length);
  return { parts, variables: found };
}

/**
 * The text's pieces with every variable replaced by what the request says, or undefined where one
 * has no value: such a text matches nothing. What a request says is never a wildcard.
 */
export function resolve(
  { parts, variables }: Template,
  context: Context,
): readonly Piece[] | undefined {
  if (variables.length === 0) return parts as readonly Piece[];
  const pieces: Piece[] = [];
  for (const part of parts) {
    if (typeof part !== 'object') {
      pieces.push(part);
      continue;
    }
    const value = valueOf(context, part);
    // A key with many values cannot stand for one text.
    const text = typeof value === 'string' ? value : part.fallback;
    if (text === undefined) return undefined;
    pieces.push(text);
  }
  return pieces;
}

/** The same as one text, for readings without wildcards. */
export function resolveText(template: Template, context: Context): string | undefined {
  const pieces = resolve(template, context);
  return pieces && textOf(pieces);
}

/** The pieces written out. */
export const textOf = (pieces: readonly Piece[]): string =>
  pieces.map((piece) => (piece === STAR ? '*' : piece === ONE ? '?' : piece)).join('');

/** A key's name and a default are short; the bound keeps a text full of `${` linear. */
const LONGEST = 1024;

function expressionAt(
  text: string,
  from: number,
): { part: Piece | Variable; end: number } | undefined {
  const window = text.slice(from, from + LONGEST);
  const close = window.indexOf('}');
  if (close === -1) return undefined;
  const inside = window.slice(0, close);
  // The characters themselves: `${*}`, `${?}`, `${$}`.
  if (inside === '*' || inside === '?' || inside === '$') return { part: inside, end: from + 2 };

  const comma = window.indexOf(',');
  if (comma === -1 || comma > close) {
    const name = inside.trim();
    return isName(name) ? { part: keyName(name), end: from + close + 1 } : undefined;
  }
  const name = window.slice(0, comma).trim();
  const open = comma + 1 + leadingSpace(window, comma + 1);
  const shut = window.indexOf("'", open + 1);
  if (!isName(name) || window[open] !== "'" || shut === -1) return undefined;
  const end = shut + 1 + leadingSpace(window, shut + 1);
  if (window[end] !== '}') return undefined;
  const fallback = window.slice(open + 1, shut);
  return { part: { ...keyName(name), fallback }, end: from + end + 1 };
}

const isName = (name: string): boolean => name.length > 0 && !/[{}$*?]/.test(name);

function leadingSpace(text: string, from: number): number {
  let at = from;
  while (text[at] === ' ') at++;
  return at - from;
}
