/** What those whom somebody can become may do with each thing; things that look alike are judged once. */
import type * as T from '../../generated/lockstead.types.ts';
import type { Service } from '../../operation/service.ts';
import { discerner } from '../../policy/access/alike.ts';
import { type Actor, judgeOf, type Way, type World } from '../../policy/access/paths.ts';
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
  const told = new Set<string>();
  const found: T.What[] = [];
  const actions = {
    secrets: actionsOn(services, 'secretsmanager', 'SecretId'),
    keys: actionsOn(services, 'kms', 'KeyId'),
  };
  const ways = [...reached].toSorted(([, a], [, b]) => RANK[a.certainty] - RANK[b.certainty]);
  for (const [actor, way] of ways) {
    for (const role of world.roles) {
      const last = reached.get(role.actor)?.steps.at(-1);
      if (last?.actor !== actor || reached.get(role.actor)!.steps.length !== way.steps.length + 1)
        continue;
      found.push({
        actions: [last.action],
        resources: [role.actor.id],
        certainty: certaintyOf(reached.get(role.actor)!.certainty),
        path: reached.get(role.actor)!.steps.map(stepOf),
      });
    }
    for (const kind of ['secrets', 'keys'] as const) {
      const groups = new Map<string, { what: T.What; actions: string[]; resources: string[] }>();
      for (const alike of classesOf(services, world, actor as Person, things[kind])) {
        const [one] = alike as readonly [Thing];
        const byAnswer = new Map<string, { what: T.What; actions: string[] }>();
        for (const action of actions[kind]) {
          const chance = judge(actor, action, one);
          if (!chance) continue;
          const { certainty, step } = chance;
          const whole = RANK[certainty] > RANK[way.certainty] ? certainty : way.certainty;
          const last = stepOf({ ...step, action: '', resource: '' });
          const answer = JSON.stringify([whole, last]);
          const known = byAnswer.get(answer);
          if (known) known.actions.push(action);
          else {
            const path = [...way.steps.map(stepOf), { ...stepOf(step), resource: one.arn }];
            const what = { actions: [], resources: [], certainty: certaintyOf(whole), path };
            byAnswer.set(answer, { what, actions: [action] });
          }
        }
        for (const [answer, { what, actions: allowed }] of byAnswer) {
          const name = `${answer} ${allowed.join()}`;
          const resources = alike
            .map(({ arn }) => arn)
            .filter((arn) => allowed.filter((action) => isNew(told, action, arn)).length > 0);
          if (resources.length === 0) continue;
          const group = groups.get(name);
          if (group) group.resources.push(...resources);
          else groups.set(name, { what, actions: allowed, resources });
        }
      }
      for (const { what, actions: allowed, resources } of groups.values())
        found.push({ ...what, actions: allowed, resources: resources.toSorted() });
    }
  }
  return found;
}

const RANK = { always: 0, when: 1, perhaps: 2 } as const;

function isNew(told: Set<string>, action: string, arn: string): boolean {
  const name = `${action} ${arn}`;
  if (told.has(name)) return false;
  told.add(name);
  return true;
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
function classesOf(
  services: readonly Service[],
  world: World,
  person: Person,
  things: readonly Thing[],
): Iterable<readonly Thing[]> {
  const [first] = things;
  if (!first) return [];
  const { identity, boundary } = person;
  const own = [...identity, ...(boundary ? [boundary] : [])];
  const names = new Map<unknown, number>();
  const numberOf = (value: unknown): number => {
    if (!names.has(value)) names.set(value, names.size);
    return names.get(value)!;
  };
  const guards = new Map<string, readonly Policy[]>();
  const guardsOf = (thing: Thing): readonly Policy[] => {
    const { scps, rcps } = world.around(person, 'secretsmanager:GetSecretValue', thing);
    return [...scps.flat(), ...rcps.flat()];
  };
  const discerners = new Map<string, (arn: string) => string>();
  return Map.groupBy(things, (thing) => {
    const { account, policy, readKey, region, resource, grants } = thing;
    // Whom a grant reaches is known key by key.
    if (grants && grants(person.caller)) return thing.arn;
    if (!guards.has(account)) guards.set(account, guardsOf(thing));
    const policies = [...own, ...guards.get(account)!];
    const side = `${account} ${numberOf(policy?.document)}`;
    let discern = discerners.get(side);
    if (!discern) {
      const all = policy ? [...policies, policy] : policies;
      const [request] = world.requests(person, 'secretsmanager:GetSecretValue', thing);
      const context = { get: (key: string) => valueOf(request!.keys(key)) };
      discern = discerner(all, isAboutPerson, context);
      discerners.set(side, discern);
    }
    const keys = mentioned(policy ? [...policies, policy] : policies);
    const asksForSecret =
      readKey && mentionsContext([...policies, ...(readKey.policy ? [readKey.policy] : [])]);
    return JSON.stringify([
      side,
      region,
      numberOf(readKey?.resource),
      asksForSecret ? thing.arn : 0,
      discern(thing.arn),
      [...keys].some((key) => key.includes('resourcetag/')) ? resource.tags : 0,
      [...keys].some((key) => !key.startsWith('aws:')) ? ownKeysOf(services, thing) : 0,
    ]);
  }).values();
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
