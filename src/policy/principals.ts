import type { Document } from './document.ts';
import { itemsOf, type Json, member, parseJson } from './json.ts';
import type { NamedPrincipal } from './principal.ts';

export type { NamedPrincipal, PrincipalType } from './principal.ts';

/** Everybody whom a document names, in `Principal` and `NotPrincipal`, once each and in order. */
export function principalsOf(document: Document): readonly NamedPrincipal[] {
  const found = new Map<string, NamedPrincipal>();
  for (const { principals } of document.statements) {
    for (const one of principals?.listed ?? []) {
      const key = `${one.type} ${one.value}`;
      if (!found.has(key)) found.set(key, one);
    }
  }
  return [...found.values()];
}

/**
 * The text with users and roles under other names: their ARNs bound to unique ids before a policy is
 * stored, ids turned back into ARNs before it is shown. Who is not in `names` stays as he is, and so does
 * every other character of the text.
 */
export function rewritePrincipals(text: string, names: ReadonlyMap<string, string>): string {
  if (names.size === 0) return text;
  const statements = member(parseJson(text), 'Statement');
  if (!statements) return text;
  let rewritten = '';
  let from = 0;
  for (const statement of itemsOf(statements)) {
    for (const { value, start, end } of named(statement)) {
      const name = names.get(value);
      if (name === undefined || !isUserOrRole(value)) continue;
      rewritten += text.slice(from, start) + JSON.stringify(name);
      from = end;
    }
  }
  return rewritten + text.slice(from);
}

const isUserOrRole = (value: string): boolean =>
  /^arn:[^:]+:iam::\d{12}:(user|role)\//.test(value) || /^A[A-Z0-9]{15,127}$/.test(value);

/** The texts under `AWS`, in the order of the text. */
function named(statement: Json): (Json & { kind: 'string' })[] {
  if (statement.kind !== 'object') return [];
  return statement.members
    .filter(({ name }) => name === 'Principal' || name === 'NotPrincipal')
    .map(({ value }) => member(value, 'AWS'))
    .filter((value) => value !== undefined)
    .flatMap(itemsOf)
    .filter((item) => item.kind === 'string');
}
