import { valueOf } from './context.ts';
import { type Asked, bears, decide, findingOf } from './decide.ts';
import type { Document, Statement } from './document.ts';
import { fold } from './fold.ts';
import { resourceVariables } from './patterns.ts';
import type {
  Context,
  Finding,
  Policy,
  PolicyStack,
  PolicyType,
  PrincipalFacts,
  Question,
} from './policy.ts';
import { type Position, positionsOf } from './positions.ts';

export type EvalDecision = 'allowed' | 'explicitDeny' | 'implicitDeny';

/** What is tried: each action on each resource, by the judge's own rules. */
export interface Trial {
  readonly principal: PrincipalFacts;
  readonly stack: PolicyStack;
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  /** The account that owns the resources. */
  readonly resourceAccount: string;
  readonly context: Context;
}

/** A statement that decided, and its place in the text of its policy. */
export interface MatchedStatement extends Finding {
  readonly start: Position;
  readonly end: Position;
}

export interface Outcome {
  readonly action: string;
  readonly resource: string;
  readonly decision: EvalDecision;
  /** The denies where there are any, else what allowed; nothing where nobody spoke. */
  readonly matched: readonly MatchedStatement[];
  /** Keys that the policies ask for and the trial does not give. */
  readonly missing: readonly string[];
  /** What the policies of each type say by themselves; a type without policies is absent. */
  readonly byType: ReadonlyMap<PolicyType, EvalDecision>;
}

/** Tries every action on every resource, actions first. */
export function simulate(trial: Trial): readonly Outcome[] {
  const missing = missingKeys(trial);
  return trial.actions.flatMap((action) =>
    trial.resources.map((resource) => tryOne(trial, { action, resource, missing })),
  );
}

/** The condition keys that a document names, in conditions and in variables, once each and sorted. */
export function contextKeys(document: Document): readonly string[] {
  const found = new Map<string, string>();
  for (const { written } of keysOf(document))
    if (!found.has(fold(written))) found.set(fold(written), written);
  return [...found.values()].sort();
}

const keysOf = (document: Document) =>
  document.statements.flatMap(({ conditions, resources }) => [
    ...conditions.flatMap((condition) => [condition.key, ...condition.variables]),
    ...resourceVariables(resources),
  ]);

function missingKeys({ stack, context }: Trial): readonly string[] {
  const found = new Map<string, string>();
  for (const { document } of policiesOf(stack)) {
    for (const key of keysOf(document)) {
      if (valueOf(context, key) === undefined && !found.has(key.folded))
        found.set(key.folded, key.written);
    }
  }
  return [...found.values()].sort();
}

interface Case {
  readonly action: string;
  readonly resource: string;
  readonly missing: readonly string[];
}

function tryOne(trial: Trial, { action, resource, missing }: Case): Outcome {
  const { principal, resourceAccount, context, stack } = trial;
  const question: Question = { principal, action, resource, resourceAccount, context };
  const verdict = decide(question, stack);
  const decision = verdict.allowed
    ? 'allowed'
    : verdict.kind === 'explicit'
      ? 'explicitDeny'
      : 'implicitDeny';
  const asked: Asked = { question, action: fold(action) };
  return {
    action,
    resource,
    decision,
    matched: decision === 'implicitDeny' ? [] : matchedIn(stack, { asked, decision }),
    missing,
    byType: decisionsByType(stack, asked),
  };
}

/** Boundaries and guardrails give nothing: where all is allowed, what allowed is the two sides' policies. */
const GIVING: ReadonlySet<PolicyType> = new Set(['identity', 'session', 'resource', 'grant']);

function matchedIn(
  stack: PolicyStack,
  { asked, decision }: { asked: Asked; decision: 'allowed' | 'explicitDeny' },
): MatchedStatement[] {
  const denied = decision === 'explicitDeny';
  return policiesOf(stack)
    .filter((policy) => denied || GIVING.has(policy.type))
    .flatMap((policy) => {
      const { document } = policy;
      return bearing(denied ? document.denies : document.allows, asked).map((statement) => ({
        ...findingOf(policy, statement),
        ...positionsOf(document, statement),
      }));
    });
}

const bearing = (statements: readonly Statement[], asked: Asked): readonly Statement[] =>
  statements.filter((statement) => bears(statement, asked));

function decisionsByType(stack: PolicyStack, asked: Asked): ReadonlyMap<PolicyType, EvalDecision> {
  const { identity, boundary, session, resource, scps, rcps } = stack;
  const groups: readonly (readonly [PolicyType, readonly (readonly Policy[])[]])[] = [
    ['scp', scps],
    ['rcp', rcps],
    ['resource', resource.policy ? [[resource.policy]] : []],
    ['grant', resource.grants?.length ? [resource.grants] : []],
    ['identity', identity.length > 0 ? [identity] : []],
    ['boundary', boundary ? [[boundary]] : []],
    ['session', session ? [session] : []],
  ];
  return new Map(
    groups
      .filter(([, levels]) => levels.length > 0)
      .map(([type, levels]) => [type, decisionOf(type, levels, asked)]),
  );
}

function decisionOf(
  type: PolicyType,
  levels: readonly (readonly Policy[])[],
  asked: Asked,
): EvalDecision {
  const some = (policies: readonly Policy[], effect: 'denies' | 'allows') =>
    policies.some(({ document }) => bearing(document[effect], asked).length > 0);
  if (levels.some((level) => some(level, 'denies'))) return 'explicitDeny';
  // Resource control policies imply that everything is allowed.
  return type === 'rcp' || levels.every((level) => some(level, 'allows'))
    ? 'allowed'
    : 'implicitDeny';
}

function policiesOf({
  identity,
  boundary,
  session,
  resource,
  scps,
  rcps,
}: PolicyStack): readonly Policy[] {
  return [
    ...identity,
    ...(boundary ? [boundary] : []),
    ...(session ?? []),
    ...(resource.policy ? [resource.policy] : []),
    ...(resource.grants ?? []),
    ...scps.flat(),
    ...rcps.flat(),
  ];
}
