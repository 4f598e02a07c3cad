/** What those whom somebody can become may do with each thing; things that look alike are judged once. */
import type * as T from '../../generated/lockstead.types.ts';
import type { Service } from '../../operation/service.ts';
import { type Coverage, partition } from '../../policy/access/alike.ts';
import {
  type Actor,
  type Judge,
  judgeOf,
  type Way,
  type World,
} from '../../policy/access/paths.ts';
import type { Policy } from '../../policy/policy.ts';
import { certaintyOf, stepOf } from './answers.ts';
import type { Things } from './every-thing.ts';
import type { Person } from './people.ts';
import { mentioned } from './person-keys.ts';
import { requestKeys } from './request-keys.ts';
import type { Thing } from './world.ts';

/** The surest way first, and of these the shortest. */
export function whatOf(
  services: readonly Service[],
  world: World,
  { reached, things }: { readonly reached: ReadonlyMap<Actor, Way>; readonly things: Things },
): readonly T.What[] {
  const judge = judgeOf(world);
  const kinds = [
    { ...numbered(things.secrets), actions: actionsOn(services, 'secretsmanager', 'SecretId') },
    { ...numbered(things.keys), actions: actionsOn(services, 'kms', 'KeyId') },
  ].map((kind) => ({ ...kind, services, world, judge, coverage: new Map(), told: new Map() }));
  return [...reached]
    .toSorted(([, a], [, b]) => RANK[a.certainty] - RANK[b.certainty])
    .flatMap(([actor, way]) => [
      ...rolesBeyond(world, reached, actor, way),
      ...kinds.flatMap((kind) => whatOne(kind, actor as Person, way)),
    ]);
}

/** The roles that somebody becomes next on his surest way. */
function rolesBeyond(
  { roles }: World,
  reached: ReadonlyMap<Actor, Way>,
  actor: Actor,
  { steps }: Way,
): readonly T.What[] {
  return roles.flatMap((role) => {
    const way = reached.get(role.actor);
    const last = way?.steps.at(-1);
    if (!way || last?.actor !== actor || way.steps.length !== steps.length + 1) return [];
    return {
      actions: [last.action],
      resources: [role.actor.id],
      certainty: certaintyOf(way.certainty),
      path: way.steps.map(stepOf),
    };
  });
}

/** What is worked out once for all people, of one kind of things. */
interface Kind {
  readonly services: readonly Service[];
  readonly world: World;
  readonly judge: Judge;
  readonly coverage: Coverage;
  readonly count: number;
  /** Things that nothing tells apart but their names, and what policies make of these. */
  readonly sides: readonly (readonly Placed[])[];
  readonly actions: readonly string[];
  /** The things, by their places, that each action was told of. */
  readonly told: Map<string, Uint8Array>;
}

/** A thing with its place among those of its kind. */
interface Placed {
  readonly index: number;
  readonly arn: string;
  readonly thing: Thing;
}

/** What one of those on the way may do himself, that was not told before. */
function whatOne(kind: Kind, person: Person, way: Way): readonly T.What[] {
  const groups = new Map<string, { readonly what: T.What; readonly resources: string[] }>();
  for (const alike of classesOf(kind, person)) {
    const [{ thing }] = alike as readonly [Placed];
    for (const [answer, { what, actions }] of answersFor(kind, { person, way, thing })) {
      const fresh = alike.filter(({ index }) => isNew(kind, actions, index));
      if (fresh.length === 0) continue;
      const name = `${answer} ${actions.join()}`;
      const group = groups.get(name) ?? { what: { ...what, actions }, resources: [] };
      for (const { arn } of fresh) group.resources.push(arn);
      groups.set(name, group);
    }
  }
  return [...groups.values()].map(({ what, resources }) => ({
    ...what,
    resources: resources.toSorted(),
  }));
}

/** The actions that are allowed on a thing, those together that the same statements allow. */
function answersFor(
  { judge, actions }: Kind,
  { person, way, thing }: { readonly person: Person; readonly way: Way; readonly thing: Thing },
): ReadonlyMap<string, { readonly what: T.What; readonly actions: string[] }> {
  const found = new Map<string, { readonly what: T.What; readonly actions: string[] }>();
  for (const action of actions) {
    const chance = judge(person, action, thing);
    if (!chance) continue;
    const { certainty, step } = chance;
    const whole = RANK[certainty] > RANK[way.certainty] ? certainty : way.certainty;
    const answer = JSON.stringify([whole, stepOf({ ...step, action: '', resource: '' })]);
    const known = found.get(answer);
    if (known) known.actions.push(action);
    else {
      const path = [...way.steps, step].map(stepOf);
      const what = { actions: [], resources: [], certainty: certaintyOf(whole), path };
      found.set(answer, { what, actions: [action] });
    }
  }
  return found;
}

const RANK = { always: 0, when: 1, perhaps: 2 } as const;

/** Whether one of the actions was not told of a thing before; from now on all of them are. */
function isNew({ told, count }: Kind, actions: readonly string[], index: number): boolean {
  let found = false;
  for (const action of actions) {
    const places = told.get(action) ?? new Uint8Array(count);
    told.set(action, places);
    if (places[index] === 0) found = true;
    places[index] = 1;
  }
  return found;
}

/** The actions on things that are named by a member of the input. */
function actionsOn(
  services: readonly Service[],
  name: string,
  member: 'SecretId' | 'KeyId',
): readonly string[] {
  const operations = services.find(({ model }) => model.name === name)?.operations ?? [];
  const found = operations
    .filter(({ model }) => member in model.input.members)
    .flatMap(({ access }) => access.map((one) => one.access.action));
  return [...new Set(found)].sort();
}

/** Things that somebody's policies cannot tell apart. */
function* classesOf(kind: Kind, person: Person): Generator<readonly Placed[]> {
  const { identity, boundary } = person;
  const own = [...identity, ...(boundary ? [boundary] : [])];
  for (const side of kind.sides) {
    const [{ thing }] = side as readonly [Placed];
    // Whom a grant reaches is known key by key.
    if (side.length === 1 || side.some((one) => one.thing.grants?.(person.caller))) {
      for (const one of side) yield [one];
      continue;
    }
    const { scps, rcps } = kind.world.around(person, USUAL, thing);
    const { policy, readKey } = thing;
    const policies = [...own, ...scps.flat(), ...rcps.flat(), ...(policy ? [policy] : [])];
    const [request] = kind.world.requests(person, USUAL, thing);
    const context = { get: (key: string) => valueOf(request!.keys(key)) };
    const parts = partition(side, policies, { ...kind, settled: isAboutPerson, context });
    const tell = tellerOf(kind.services, policies, readKey?.policy);
    for (const part of parts ?? side.map((one) => [one])) {
      if (tell) yield* Map.groupBy(part, tell).values();
      else yield part;
    }
  }
}

const USUAL = 'secretsmanager:GetSecretValue';

/** How conditions tell things apart; undefined where none does. */
function tellerOf(
  services: readonly Service[],
  policies: readonly Policy[],
  keyPolicy: Policy | undefined,
): ((of: Placed) => string) | undefined {
  const keys = [...mentioned(policies)];
  const asksForTags = keys.some((key) => key.includes('resourcetag/'));
  const asksForMore = keys.some((key) => !key.startsWith('aws:'));
  if (mentionsContext(keyPolicy ? [...policies, keyPolicy] : policies)) return ({ arn }) => arn;
  if (!asksForTags && !asksForMore) return undefined;
  return ({ thing }) =>
    JSON.stringify([asksForTags && thing.resource.tags, asksForMore && ownKeysOf(services, thing)]);
}

/** Things with their places, those together that are alike but for their names. */
function numbered(things: readonly Thing[]): Pick<Kind, 'count' | 'sides'> {
  const numbers = new Map<unknown, number>();
  const numberOf = (value: object | undefined) => {
    if (!numbers.has(value)) numbers.set(value, numbers.size);
    return numbers.get(value);
  };
  const placed = things.map((thing, index): Placed => ({ index, arn: thing.arn, thing }));
  const sides = Map.groupBy(placed, ({ thing: { account, region, policy, readKey } }) =>
    [account, region, numberOf(policy?.document), numberOf(readKey?.resource)].join(' '),
  );
  return { count: things.length, sides: [...sides.values()] };
}

/** Whether a key is given for some secrets and not for others. */
const mentionsContext = (policies: readonly Policy[]): boolean =>
  [...mentioned(policies)].some((key) => key.startsWith('kms:encryptioncontext'));

const valueOf = (known: { readonly kind: string; readonly value?: unknown }) =>
  (known.kind === 'is' ? known.value : undefined) as string | undefined;

/** Keys that say who asks, and nothing of what he asks for. */
const isAboutPerson = (key: string): boolean =>
  key.startsWith('aws:principal') || key === 'aws:username' || key === 'aws:userid';

/** What a thing's own keys say of it. */
function ownKeysOf(services: readonly Service[], { resource, arn, region }: Thing): unknown {
  const isKey = arn.startsWith('arn:aws:kms:');
  const action = isKey ? 'kms:DescribeKey' : 'secretsmanager:DescribeSecret';
  const caller = { kind: 'root', account: resource.account, arn: '', userId: '' } as const;
  const request = { id: '', region, sourceIp: '', userAgent: '', secureTransport: true };
  const asking = { caller, request, store: NO_STORE, now: 0, via: [] };
  const { known } = requestKeys(services, action, { resource, asking });
  return [...known].filter(([, { kind }]) => kind === 'is');
}

const NO_STORE = {
  one: async () => undefined,
  all: async () => [],
};
