/**
 * Who can do something, and what somebody can do: himself, or by the roles that he can assume, one after
 * the other.
 */
import { fold } from '../fold.ts';
import { coversAction, coversResource } from '../patterns.ts';
import { NOBODY, reach } from '../principal.ts';
import type { Finding, Policy, PolicyStack, PrincipalFacts, ResourceSide } from '../policy.ts';
import { type Chance, chanceOf } from './chance.ts';
import type { Circumstances, Knowledge } from './knowledge.ts';

/** Somebody who may ask: a user, a role's session, a root user, a service, an identity from outside. */
export interface Actor {
  readonly id: string;
  readonly facts: PrincipalFacts;
  readonly identity: readonly Policy[];
  readonly boundary?: Policy;
  readonly session?: readonly Policy[];
  /** The action by which he becomes a role; undefined where he never does. */
  readonly assumes?: string;
}

/** Something that can be asked for. */
export interface Target {
  readonly arn: string;
  readonly account: string;
  readonly policy?: Policy;
  readonly weight: ResourceSide['weight'];
}

/** A role: something to be assumed, and who asks once it is. */
export interface Role {
  readonly target: Target;
  readonly actor: Actor;
  /** The action by which somebody becomes it, where no trust policy tells: a user makes federated users. */
  readonly enters?: (from: Actor) => string | undefined;
}

/** Everybody and what bears on them. */
export interface World {
  readonly actors: readonly Actor[];
  readonly roles: readonly Role[];
  /** What bears on an actor's question besides his own policies and the resource's. */
  readonly around: (
    actor: Actor,
    action: string,
    target: Target,
  ) => Pick<PolicyStack, 'scps' | 'rcps'> & { readonly grants?: readonly Policy[] };
  /** What he must be allowed besides: to use the key under which a secret's value lies. */
  readonly needs?: (action: string, target: Target) => readonly Need[];
  /** The kinds of request that he can make: mostly one, more where policies ask for a second factor. */
  readonly requests: (actor: Actor, action: string, target: Target) => readonly RequestKind[];
}

/** Something else that the same request comes to ask. */
export interface Need {
  readonly action: string;
  readonly target: Target;
}

/** What is known of the keys of one kind of request, and how it differs from other kinds. */
export interface RequestKind {
  readonly keys: Knowledge;
  readonly when: Circumstances;
}

/** One step on the way: who does what on what, by which statements, under which circumstances. */
export interface Step {
  readonly actor: Actor;
  readonly action: string;
  readonly resource: string;
  readonly because: readonly Finding[];
  readonly when: Circumstances;
}

export type Certainty = 'always' | 'when' | 'perhaps';

/** A way to what was asked for: every step but the last assumes a role. */
export interface Way {
  readonly certainty: Certainty;
  readonly steps: readonly Step[];
}

/** Who can do this, each with the surest way, and of these the shortest. */
export function whoCan(world: World, action: string, target: Target): ReadonlyMap<Actor, Way> {
  const judge = judgeOf(world);
  const ways = new Map<Actor, Way>();
  const direct = new Map<Actor, { readonly certainty: Certainty; readonly step: Step }>();
  for (const actor of [...world.actors, ...world.roles.map((role) => role.actor)]) {
    const found = judge(actor, action, target);
    if (found) direct.set(actor, found);
  }
  for (const limit of CERTAINTIES) {
    for (const [actor, { certainty, step }] of direct) {
      if (certainty === limit && !ways.has(actor)) ways.set(actor, { certainty, steps: [step] });
    }
    let front = world.roles.filter(({ actor }) => ways.has(actor));
    while (front.length > 0) {
      const arrived = new Set<Actor>();
      for (const role of front) {
        const onward = ways.get(role.actor)!;
        for (const { actor, found } of assumers(world, judge, role)) {
          if (ways.has(actor) || RANK[found.certainty] > RANK[limit]) continue;
          const certainty = weaker(found.certainty, onward.certainty);
          ways.set(actor, { certainty, steps: [found.step, ...onward.steps] });
          arrived.add(actor);
        }
      }
      front = world.roles.filter(({ actor }) => arrived.has(actor));
    }
  }
  return ways;
}

/** Whom somebody can become, himself first, each with the surest way there. */
export function reachableFrom(world: World, actor: Actor): ReadonlyMap<Actor, Way> {
  const judge = judgeOf(world);
  const ways = new Map<Actor, Way>([[actor, { certainty: 'always', steps: [] }]]);
  for (const limit of CERTAINTIES) {
    let front = [...ways];
    while (front.length > 0) {
      const arrived: [Actor, Way][] = [];
      for (const [from, way] of front) {
        for (const role of world.roles) {
          const action = ways.has(role.actor) ? undefined : entryOf(from, role);
          if (action === undefined) continue;
          const found = judge(from, action, role.target);
          if (!found || RANK[found.certainty] > RANK[limit]) continue;
          const certainty = weaker(found.certainty, way.certainty);
          const further = { certainty, steps: [...way.steps, found.step] };
          ways.set(role.actor, further);
          arrived.push([role.actor, further]);
        }
      }
      front = arrived;
    }
  }
  return ways;
}

/** What one actor can do himself, as a step. */
export type Judge = (
  actor: Actor,
  action: string,
  target: Target,
) => { readonly certainty: Certainty; readonly step: Step } | undefined;

/** Judges in this world; each question once. */
export function judgeOf(world: World): Judge {
  const known = new Map<Actor, Map<Target, Map<string, ReturnType<Judge>>>>();
  const judge: Judge = (actor, action, target) => {
    const ofActor = known.get(actor) ?? new Map<Target, Map<string, ReturnType<Judge>>>();
    known.set(actor, ofActor);
    const asked = ofActor.get(target) ?? new Map<string, ReturnType<Judge>>();
    ofActor.set(target, asked);
    if (!asked.has(action)) asked.set(action, withNeeds(world, judge, { actor, action, target }));
    return asked.get(action);
  };
  return judge;
}

interface Asked {
  readonly actor: Actor;
  readonly action: string;
  readonly target: Target;
}

function withNeeds(world: World, judge: Judge, asked: Asked): ReturnType<Judge> {
  const { actor, action, target } = asked;
  const chance = bestOf(world, asked);
  if (chance.can === 'never') return undefined;
  let certainty: Certainty = chance.can;
  const because = 'because' in chance ? [...chance.because] : [];
  const when = new Map('when' in chance ? chance.when : NONE);
  for (const need of world.needs?.(action, target) ?? []) {
    const found = judge(actor, need.action, need.target);
    if (!found) return undefined;
    certainty = weaker(certainty, found.certainty);
    because.push(...found.step.because);
    for (const [key, value] of found.step.when) {
      // One request has one value: what the other side needs might be otherwise, too.
      if (when.has(key) && String(when.get(key)) !== String(value)) certainty = 'perhaps';
      when.set(key, value);
    }
  }
  return { certainty, step: { actor, action, resource: target.arn, because, when } };
}

const NONE: Circumstances = new Map();
const CERTAINTIES = ['always', 'when', 'perhaps'] as const;
const RANK = { always: 0, when: 1, perhaps: 2 } as const;

const weaker = (a: Certainty, b: Certainty): Certainty => (RANK[a] > RANK[b] ? a : b);

/** The chance over all kinds of request: sure only where it is with each of them. */
function bestOf(world: World, { actor, action, target }: Asked): Chance {
  const { identity, boundary, session, facts } = actor;
  const { grants, scps, rcps } = world.around(actor, action, target);
  if (!isThinkable(actor, fold(action), target, grants)) return { can: 'never' };
  const stack: PolicyStack = {
    identity,
    ...(boundary && { boundary }),
    ...(session && { session }),
    scps,
    rcps,
    resource: {
      weight: target.weight,
      ...(target.policy && { policy: target.policy }),
      ...(grants && { grants }),
    },
  };
  const { arn: resource, account: resourceAccount } = target;
  const chances = world.requests(actor, action, target).map(({ keys, when }) => {
    const prospect = { principal: facts, action, resource, resourceAccount, keys };
    return { chance: chanceOf(prospect, stack), when };
  });
  // What every kind of request may do needs no circumstances, if there is one kind without.
  const isSure =
    chances.every(({ chance }) => chance.can === 'always') &&
    chances.some(({ when }) => when.size === 0);
  const [best] = chances.toSorted((a, b) => ORDER[a.chance.can] - ORDER[b.chance.can]);
  if (!best) return { can: 'never' };
  const { chance, when } = best;
  if (isSure || chance.can === 'never' || chance.can === 'perhaps') return chance;
  const chosen = chance.can === 'when' ? chance.when : NONE;
  return { can: 'when', because: chance.because, when: new Map([...when, ...chosen]) };
}

/** Whether anybody speaks for him at all: most people have nothing to do with most things. */
function isThinkable(
  { identity, facts }: Actor,
  action: string,
  target: Target,
  grants: readonly Policy[] | undefined,
): boolean {
  if (facts.kind === 'root' || facts.kind === 'federated-user' || grants) return true;
  for (const { document } of identity) {
    for (const { actions, resources } of document.allows) {
      if (!coversAction(actions, action)) continue;
      if (resources.open.length > 0 || coversResource(resources, target.arn, NOTHING)) return true;
    }
  }
  return (
    target.policy?.document.allows.some(
      ({ principals, actions }) =>
        coversAction(actions, action) &&
        (!principals || reach(principals, facts, 'Allow') !== NOBODY),
    ) ?? false
  );
}

const NOTHING = new Map<string, string>();

const ORDER = { always: 0, when: 1, perhaps: 2, never: 3 } as const;

function* assumers(world: World, judge: Judge, role: Role) {
  for (const actor of [...world.actors, ...world.roles.map((one) => one.actor)]) {
    const action = entryOf(actor, role);
    if (action === undefined) continue;
    const found = judge(actor, action, role.target);
    if (found) yield { actor, found };
  }
}

/** The action by which he could become the role; undefined where its trust policy does not name him: most trust few. */
function entryOf(from: Actor, { target, enters }: Role): string | undefined {
  if (enters) return enters(from);
  const { facts, assumes } = from;
  if (assumes === undefined) return undefined;
  const action = fold(assumes);
  const isTrusted =
    target.policy?.document.allows.some(
      ({ principals, actions }) =>
        coversAction(actions, action) &&
        (!principals || reach(principals, facts, 'Allow') !== NOBODY),
    ) ?? false;
  return isTrusted ? assumes : undefined;
}
