/** What a key's value does where policies fill it in for a variable. */
import { type Condition, parseOperator } from '../conditions/condition.ts';
import type { Statement } from '../document.ts';
import { globOf, matches, type Piece } from '../match.ts';
import type { PolicyStack } from '../policy.ts';
import { parseTemplate, resolve, type Template } from '../variables.ts';
import { patternOf, type SettledContext } from './candidates.ts';
import type { Pattern } from './witnesses.ts';

export interface Fillings {
  /** Texts and patterns that tell the key's values apart. */
  readonly filled: readonly Pattern[];
  /** They do so for every variable that the key fills. */
  readonly complete: boolean;
}

/** The patterns that a key's value must be held against because it fills variables. */
export function fillings(
  stack: PolicyStack,
  of: { readonly key: string; readonly resource: string; readonly context: SettledContext },
): Fillings {
  const filled: Pattern[] = [];
  let complete = true;
  const statements = [...statementsOf(stack)];
  for (const { resources, conditions } of statements) {
    for (const template of resources.open.filter((open) => names(open, of.key))) {
      const stretches = stretchesOf(template, of);
      if (stretches) filled.push(...stretches.map(exactly));
      else complete = false;
    }
    for (const condition of conditions) {
      if (!condition.variables.some(({ folded }) => folded === of.key)) continue;
      const others = compared(condition, { ...of, statements });
      if (others) filled.push(...others);
      else complete = false;
    }
  }
  return { filled, complete };
}

/** Every statement that is left in a stack. */
export function* statementsOf(stack: PolicyStack): Generator<Statement> {
  const { identity, boundary, session, resource, scps, rcps } = stack;
  const policies = [identity, session ?? [], resource.grants ?? [], ...scps, ...rcps].flat();
  if (boundary) policies.push(boundary);
  if (resource.policy) policies.push(resource.policy);
  for (const { document } of policies) {
    yield* document.denies;
    yield* document.allows;
  }
}

const exactly = (text: string): Pattern => ({ pieces: [text] });

const names = ({ variables }: Template, key: string): boolean =>
  variables.some(({ folded }) => folded === key);

/** More texts than these are not looked through. */
const MOST_TEXTS = 400;

/** What of the resource's name can fill the variable: a stretch that begins where the pattern before it ends. */
function stretchesOf(
  { parts, variables }: Template,
  { key, resource, context }: { key: string; resource: string; context: SettledContext },
): readonly string[] | undefined {
  const at = parts.findIndex((part) => typeof part === 'object' && part.folded === key);
  const before = parts.slice(0, at);
  const others = variables.filter(({ folded }) => folded !== key);
  const isAlone = variables.length - others.length === 1;
  if (!isAlone || others.some(({ folded }) => !context.settled(folded))) return undefined;
  if (before.some((part) => typeof part === 'object')) return undefined;
  const head = globOf(before as readonly Piece[]);
  const found = new Set<string>();
  for (let from = 0; from <= resource.length; from++) {
    if (!matches(head, resource.slice(0, from))) continue;
    for (let to = from; to <= resource.length; to++) found.add(resource.slice(from, to));
    if (found.size > MOST_TEXTS) return undefined;
  }
  return [...found];
}

/** What another key, compared with this one as a whole, is or is compared with itself. */
function compared(
  { key: other, written }: Condition,
  {
    key,
    context,
    statements,
  }: {
    readonly key: string;
    readonly context: SettledContext;
    readonly statements: readonly Statement[];
  },
): readonly Pattern[] | undefined {
  const { base } = parseOperator(written.operator)!;
  if (!base.startsWith('string') || other.folded === key) return undefined;
  const templates = written.values.map((value) => templateOf(value, written, base));
  const isWhole = templates.every(
    (template) => !names(template, key) || template.parts.length === 1,
  );
  if (!isWhole) return undefined;
  const folded = base.endsWith('ignorecase') && { folded: true };
  if (context.settled(other.folded)) {
    const value = context.get(other.folded) ?? [];
    return [value].flat().map((text) => ({ ...exactly(text), ...folded }));
  }
  const patterns: Pattern[] = [];
  for (const { conditions } of statements) {
    for (const one of conditions.filter((condition) => condition.key.folded === other.folded)) {
      const asked = parseOperator(one.written.operator)!.base;
      if (asked === 'null') continue;
      if (!asked.startsWith('string') && !asked.startsWith('arn')) return undefined;
      for (const value of one.written.values) {
        const pieces = resolve(templateOf(value, one.written, asked), context);
        if (pieces) patterns.push(patternOf(asked, pieces));
      }
    }
  }
  return patterns;
}

const templateOf = (value: string, { variables }: Condition['written'], base: string): Template =>
  parseTemplate(value, {
    variables,
    wildcards: base.endsWith('like') || base.startsWith('arn'),
  });
