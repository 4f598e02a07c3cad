/**
 * Whether somebody can do something, whatever his request says besides: always, under circumstances that
 * he can bring about, or never.
 *
 * The judge is asked with open conditions taken as he would wish them, and as he would fear them. Where both
 * agree, that is the answer. Where they do not, values are chosen for the open keys until they do; so what is
 * answered with circumstances was allowed by the judge under them, and "never" is a proof.
 */
import type { Condition } from '../conditions/condition.ts';
import { decide } from '../decide.ts';
import type { Document, Statement } from '../document.ts';
import { fold } from '../fold.ts';
import { coversAction, coversResource, type Resources, resourceVariables } from '../patterns.ts';
import { NOBODY, reach } from '../principal.ts';
import type { Decision, Policy, PolicyStack, PrincipalFacts } from '../policy.ts';
import { type Candidates, candidatesFor, type SettledContext } from './candidates.ts';
import { fillings, statementsOf } from './fillings.ts';
import type { Circumstances, Knowledge } from './knowledge.ts';

/** A question without its request. */
export interface Prospect {
  readonly principal: PrincipalFacts;
  readonly action: string;
  readonly resource: string;
  readonly resourceAccount: string;
  readonly keys: Knowledge;
}

export type Allowed = Extract<Decision, { readonly allowed: true }>;

export type Chance =
  | { readonly can: 'always'; readonly because: Allowed['because'] }
  /** Under these circumstances, and perhaps under others. Keys that are not named may be as they like. */
  | { readonly can: 'when'; readonly because: Allowed['because']; readonly when: Circumstances }
  /** Neither found nor excluded: the policies ask for more than is thought through. */
  | { readonly can: 'perhaps' }
  | { readonly can: 'never' };

/** What the judge would say to all requests that fit the prospect. */
export function chanceOf(prospect: Prospect, stack: PolicyStack): Chance {
  const search: Search = {
    prospect,
    stack: narrowed(prospect, stack),
    candidates: new Map(),
    effort: { left: MOST_EFFORT },
  };
  const found = tryWith(search, new Map());
  if (!found.allowed) return { can: found.sure ? 'never' : 'perhaps' };
  const { because } = found.decision;
  return found.when.size === 0
    ? { can: 'always', because }
    : { can: 'when', because, when: found.when };
}

/** A prospect that takes more looks at the judge than this was made to. */
const MOST_EFFORT = 2_000;

interface Search {
  readonly prospect: Prospect;
  /** The statements that may bear, each with the conditions that are open. */
  readonly stack: PolicyStack;
  readonly candidates: Map<string, Candidates>;
  readonly effort: { left: number };
}

type Found =
  | { readonly allowed: true; readonly decision: Allowed; readonly when: Circumstances }
  | { readonly allowed: false; readonly sure: boolean };

function tryWith(search: Search, chosen: Circumstances): Found {
  const { prospect, stack, effort } = search;
  const context = contextOf(prospect.keys, chosen);
  const open = new Set<string>();
  const feared = judged(prospect, as(stack, 'feared', { prospect, context, open }));
  if (feared.allowed) return { allowed: true, decision: feared, when: chosen };
  if (open.size === 0) return { allowed: false, sure: true };
  const wished = judged(prospect, as(stack, 'wished', { prospect, context, open }));
  if (!wished.allowed) return { allowed: false, sure: true };
  if (effort.left-- <= 0) return { allowed: false, sure: false };

  const [key, { values, complete }] = fewest(search, open, context);
  let sure = complete;
  for (const value of values) {
    const found = tryWith(search, new Map([...chosen, [key, value]]));
    if (found.allowed) return found;
    sure &&= found.sure;
  }
  return { allowed: false, sure };
}

/** The key with the least to choose from: it settles most. */
function fewest(
  search: Search,
  open: ReadonlySet<string>,
  context: SettledContext,
): readonly [string, Candidates] {
  let best: readonly [string, Candidates] | undefined;
  for (const key of open) {
    const found = search.candidates.get(key) ?? candidatesOf(search, key, context);
    if (!best || found.values.length < best[1].values.length) best = [key, found];
  }
  return best!;
}

function candidatesOf(
  { prospect, stack, candidates }: Search,
  key: string,
  context: SettledContext,
): Candidates {
  const known = prospect.keys(key);
  if (known.kind === 'is') throw new Error(`${key} is known`);
  const conditions = conditionsOn(stack, key);
  const { filled, complete } = fillings(stack, { key, resource: prospect.resource, context });
  const found = candidatesFor(known, { conditions, filled, context });
  const sure = { ...found, complete: found.complete && complete };
  // What was worked out with other keys filled in must be again when those change.
  if (filled.length === 0 && conditions.every(({ variables }) => variables.length === 0))
    candidates.set(key, sure);
  return sure;
}

const judged = ({ principal, action, resource, resourceAccount }: Prospect, stack: PolicyStack) =>
  decide({ principal, action, resource, resourceAccount, context: NOTHING }, stack);

const NOTHING = new Map<string, string>();

function contextOf(keys: Knowledge, chosen: Circumstances): SettledContext {
  const settled = (name: string) => chosen.has(name) || keys(name).kind === 'is';
  return {
    settled,
    get: (name) => {
      if (chosen.has(name)) return chosen.get(name);
      const known = keys(name);
      return known.kind === 'is' ? known.value : undefined;
    },
  };
}

interface View {
  readonly prospect: Prospect;
  readonly context: SettledContext;
  /** Collects the keys that are open yet. */
  readonly open: Set<string>;
}

/** The stack with every open statement taken as he wishes or fears it, and nothing left to ask of a request. */
const as = (stack: PolicyStack, mood: 'wished' | 'feared', view: View): PolicyStack =>
  mapDocuments(stack, (document) => ({
    ...document,
    denies: settled(document.denies, view, mood === 'feared'),
    allows: settled(document.allows, view, mood === 'wished'),
  }));

function settled(
  statements: readonly Statement[],
  view: View,
  takesOpen: boolean,
): readonly Statement[] {
  if (statements.length === 0) return statements;
  return statements
    .filter((statement) => {
      const holds = truthOf(statement, view);
      return holds === undefined ? takesOpen : holds;
    })
    .map(plain);
}

const plains = new WeakMap<Statement, Statement>();

/** The same statement about everything and without conditions: they have been looked at. */
function plain(statement: Statement): Statement {
  if (statement.conditions.length === 0 && statement.resources === EVERYTHING) return statement;
  let made = plains.get(statement);
  if (!made) {
    made = { ...statement, conditions: [], resources: EVERYTHING };
    plains.set(statement, made);
  }
  return made;
}

const EVERYTHING: Resources = {
  negated: true,
  written: [],
  exact: new Set(),
  globs: [],
  open: [],
};

/** Whether a statement's conditions and resources hold; undefined where that hangs on keys that are open. */
function truthOf(statement: Statement, { prospect, context, open }: View): boolean | undefined {
  let isOpen = false;
  for (const condition of statement.conditions) {
    const waits = openKeys(condition, context);
    if (waits.length === 0) {
      if (!condition.holds(context)) return false;
      continue;
    }
    isOpen = true;
    for (const key of waits) open.add(key);
  }
  const { resources } = statement;
  if (resources.open.length > 0) {
    const waits = resourceVariables(resources).filter(({ folded }) => !context.settled(folded));
    for (const { folded } of waits) open.add(folded);
    if (waits.length > 0) return undefined;
    if (!coversResource(resources, prospect.resource, context)) return false;
  }
  return isOpen ? undefined : true;
}

function openKeys({ key, variables }: Condition, context: SettledContext): readonly string[] {
  const isKeyOpen = !context.settled(key.folded);
  if (variables.length === 0) return isKeyOpen ? [key.folded] : [];
  const waits = variables.map(({ folded }) => folded).filter((name) => !context.settled(name));
  return isKeyOpen ? [key.folded, ...waits] : waits;
}

/** Only what can bear on the prospect: his principals, this action, this resource, and what is known. */
function narrowed(prospect: Prospect, stack: PolicyStack): PolicyStack {
  const { principal, resource, keys } = prospect;
  const action = fold(prospect.action);
  const view: View = { prospect, context: contextOf(keys, new Map()), open: new Set() };
  const bears = (statement: Statement): boolean => {
    if (!coversAction(statement.actions, action)) return false;
    const { principals, resources, effect } = statement;
    if (principals && reach(principals, principal, effect) === NOBODY) return false;
    if (resources.open.length === 0 && !coversResource(resources, resource, view.context))
      return false;
    return truthOf(statement, view) !== false;
  };
  return mapDocuments(stack, (document) => ({
    ...document,
    denies: document.denies.filter(bears).map((one) => reduced(one, view.context)),
    allows: document.allows.filter(bears).map((one) => reduced(one, view.context)),
  }));
}

/** The statement without what is known to hold. */
function reduced(statement: Statement, context: SettledContext): Statement {
  const { conditions, resources } = statement;
  if (conditions.length === 0 && resources.open.length === 0) return plain(statement);
  return {
    ...statement,
    conditions: conditions.filter((condition) => openKeys(condition, context).length > 0),
    resources: resources.open.length === 0 ? EVERYTHING : resources,
  };
}

function mapDocuments(stack: PolicyStack, change: (document: Document) => Document): PolicyStack {
  const one = (policy: Policy): Policy => ({ ...policy, document: change(policy.document) });
  const { resource, boundary, session } = stack;
  return {
    identity: stack.identity.map(one),
    ...(boundary && { boundary: one(boundary) }),
    ...(session && { session: session.map(one) }),
    scps: stack.scps.map((level) => level.map(one)),
    rcps: stack.rcps.map((level) => level.map(one)),
    resource: {
      ...resource,
      ...(resource.policy && { policy: one(resource.policy) }),
      ...(resource.grants && { grants: resource.grants.map(one) }),
    },
  };
}

const conditionsOn = (stack: PolicyStack, key: string): readonly Condition[] =>
  [...statementsOf(stack)].flatMap(({ conditions }) =>
    conditions.filter((condition) => condition.key.folded === key),
  );
