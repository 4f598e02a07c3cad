import { fold } from './fold.ts';
import { type Glob, glob, globOf, matches, type Piece } from './match.ts';
import type { Context } from './policy.ts';
import { parseTemplate, resolve, type Template, type Variable } from './variables.ts';

/** `Action` or, negated, `NotAction`; compared without case. */
export interface Actions {
  readonly negated: boolean;
  readonly written: readonly string[];
  readonly exact: ReadonlySet<string>;
  readonly globs: readonly Glob[];
}

/** `Resource` or, negated, `NotResource`; compared with case. */
export interface Resources {
  readonly negated: boolean;
  readonly written: readonly string[];
  readonly exact: ReadonlySet<string>;
  readonly globs: readonly Glob[];
  /** Patterns with variables, which every request fills anew. */
  readonly open: readonly Template[];
}

/** Makes the actions of a statement ready. */
export function compileActions(written: readonly string[], negated: boolean): Actions {
  const globs = written.map((text) => glob(fold(text)));
  return { negated, written, ...split(globs) };
}

/** Makes the resources of a statement ready; `variables` says whether the document's version knows them. */
export function compileResources(
  written: readonly string[],
  { negated, variables }: { negated: boolean; variables: boolean },
): Resources {
  const templates = written.map((text) => parseTemplate(text, { variables, wildcards: true }));
  const fixed = templates.filter((template) => template.variables.length === 0);
  const open = templates.filter((template) => template.variables.length > 0);
  return {
    negated,
    written,
    ...split(fixed.map(({ parts }) => globOf(parts as readonly Piece[]))),
    open,
  };
}

/** The variables that a statement's resources name. */
export const resourceVariables = (resources: Resources): readonly Variable[] =>
  resources.open.flatMap((template) => template.variables);

/** Whether the element covers this action, given in lower case. */
export const coversAction = ({ negated, exact, globs }: Actions, folded: string): boolean =>
  (exact.has(folded) || anyMatches(globs, folded)) !== negated;

/** Whether the element covers this resource. */
export function coversResource(resources: Resources, resource: string, context: Context): boolean {
  const { negated, exact, globs, open } = resources;
  return (
    (exact.has(resource) || anyMatches(globs, resource) || anyOpen(open, resource, context)) !==
    negated
  );
}

function anyMatches(globs: readonly Glob[], text: string): boolean {
  for (let i = 0; i < globs.length; i++) if (matches(globs[i]!, text)) return true;
  return false;
}

function anyOpen(open: readonly Template[], resource: string, context: Context): boolean {
  for (const template of open) {
    const pieces = resolve(template, context);
    if (pieces !== undefined && matches(globOf(pieces), resource)) return true;
  }
  return false;
}

function split(all: readonly Glob[]): { exact: ReadonlySet<string>; globs: readonly Glob[] } {
  const exact = new Set<string>();
  for (const one of all) if (one.kind === 'exact') exact.add(one.text);
  return { exact, globs: all.filter((one) => one.kind !== 'exact') };
}
