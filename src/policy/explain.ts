/** Why a question was refused, for those who may read the policies. */
import type { Condition } from './conditions/condition.ts';
import { valueOf } from './context.ts';
import { type Asked, bears } from './decide.ts';
import type { Statement } from './document.ts';
import { fold } from './fold.ts';
import { coversAction, coversResource, resourceVariables } from './patterns.ts';
import type { Decision, Policy, PolicyStack, PolicyType, Question } from './policy.ts';
import { NOBODY, reach } from './principal.ts';

/** A statement, and the policy that it stands in. */
export interface Standing {
  readonly policy: Policy;
  readonly statement: Statement;
}

/** What a statement asks for and the question has not. */
export interface Lack {
  readonly element: 'ACTION' | 'RESOURCE' | 'PRINCIPAL' | 'CONDITION';
  /** Of a condition alone. */
  readonly key?: string;
  readonly operator?: string;
  readonly wanted: readonly string[];
  /** What the question has; nothing where the request lacks the key. */
  readonly found: readonly string[];
}

/** A statement that would have allowed it, and all that it lacked. */
export interface Nearest extends Standing {
  readonly lacks: readonly Lack[];
}

export interface Explanation {
  readonly effect: 'EXPLICIT_DENY' | 'IMPLICIT_DENY';
  /** The kind of policy that decided: by a deny, or for want of an allow. */
  readonly decidedBy: PolicyType;
  /** The denies that bear; where there is none, the allows that do and were not enough. */
  readonly matched: readonly Standing[];
  /** For want of an allow: the statements that came nearest, the nearest first. */
  readonly nearest: readonly Nearest[];
  /** The condition keys of which the policies ask, as they write them. */
  readonly keys: readonly string[];
}

/** Explains a refusal by everything that bore on it. */
export function explain(
  question: Question,
  stack: PolicyStack,
  decision: Extract<Decision, { readonly allowed: false }>,
): Explanation {
  const asked: Asked = { question, action: fold(question.action) };
  const policies = policiesOf(stack);
  const isExplicit = decision.kind === 'explicit';
  const decidedBy = isExplicit ? decision.because.policy.type : decision.lacking;
  const matched = policies.flatMap((policy) =>
    policy.document[isExplicit ? 'denies' : 'allows']
      .filter((statement) => bears(statement, asked))
      .map((statement) => ({ policy, statement })),
  );
  return {
    effect: isExplicit ? 'EXPLICIT_DENY' : 'IMPLICIT_DENY',
    decidedBy,
    matched: matched.slice(0, MOST_MATCHED),
    nearest: isExplicit ? [] : nearestIn(policies.filter(canHelp(decidedBy)), asked),
    keys: keysOf(policies),
  };
}

const MOST_MATCHED = 10;
const MOST_NEAREST = 5;

/** Grants speak with the resource's voice, and either side can help him whom no identity policy allows. */
const canHelp =
  (lacking: PolicyType) =>
  ({ type }: Policy): boolean =>
    type === lacking ||
    (type === 'grant' && lacking === 'resource') ||
    (lacking === 'identity' && (type === 'resource' || type === 'grant'));

function nearestIn(policies: readonly Policy[], asked: Asked): readonly Nearest[] {
  return policies
    .flatMap((policy) =>
      policy.document.allows.map((statement) => ({
        policy,
        statement,
        lacks: lacksOf(statement, asked),
      })),
    )
    .filter(({ lacks }) => lacks.length > 0 && distanceOf(lacks) < TOO_FAR)
    .toSorted((a, b) => distanceOf(a.lacks) - distanceOf(b.lacks))
    .slice(0, MOST_NEAREST);
}

/** A statement for other people is farther away than one about another thing, and a condition is near. */
const DISTANCES = { ACTION: 5, PRINCIPAL: 4, RESOURCE: 3, CONDITION: 1 } as const;
/** Another action on another thing: it has nothing to do with what was asked. */
const TOO_FAR = DISTANCES.ACTION + DISTANCES.RESOURCE;

const distanceOf = (lacks: readonly Lack[]): number =>
  lacks.reduce((sum, { element }) => sum + DISTANCES[element], 0);

function lacksOf(statement: Statement, { question, action }: Asked): readonly Lack[] {
  const { principal, resource, context } = question;
  const { principals, actions, resources, conditions, effect } = statement;
  const lacks: Lack[] = [];
  if (principals && reach(principals, principal, effect) === NOBODY) {
    const wanted = principals.listed.map(({ value }) => value);
    lacks.push({ element: 'PRINCIPAL', wanted, found: [principal.arn] });
  }
  if (!coversAction(actions, action))
    lacks.push({ element: 'ACTION', wanted: actions.written, found: [question.action] });
  if (!coversResource(resources, resource, context))
    lacks.push({ element: 'RESOURCE', wanted: resources.written, found: [resource] });
  for (const condition of conditions) {
    if (!condition.holds(context)) lacks.push(conditionLack(condition, question));
  }
  return lacks;
}

function conditionLack({ key, written }: Condition, { context }: Question): Lack {
  return {
    element: 'CONDITION',
    key: written.key,
    operator: written.operator,
    wanted: written.values,
    found: [valueOf(context, key) ?? []].flat(),
  };
}

function keysOf(policies: readonly Policy[]): readonly string[] {
  const found = new Map<string, string>();
  for (const { document } of policies) {
    for (const { conditions, resources } of document.statements) {
      const named = conditions.flatMap(({ key, variables }) => [key, ...variables]);
      for (const { folded, written } of [...named, ...resourceVariables(resources)]) {
        if (!found.has(folded)) found.set(folded, written);
      }
    }
  }
  return [...found.values()].sort();
}

/** Every policy that bears on a question, in the order in which the judge looks at them. */
function policiesOf(stack: PolicyStack): readonly Policy[] {
  const { identity, boundary, session, resource, scps, rcps } = stack;
  return [
    ...scps.flat(),
    ...rcps.flat(),
    ...(resource.policy ? [resource.policy] : []),
    ...(resource.grants ?? []),
    ...identity,
    ...(boundary ? [boundary] : []),
    ...(session ?? []),
  ];
}
