/** The house as the reasoning about access sees it: people, roles, secrets, keys, and what bears on them. */
import { parseArn } from '../../base/arn.ts';
import type { Caller } from '../../operation/caller.ts';
import type { Membership } from '../../operation/identities.ts';
import type { Asking, Resource } from '../../operation/operation.ts';
import type { Circumstances, Known } from '../../policy/access/knowledge.ts';
import type { Need, Role, Target, World } from '../../policy/access/paths.ts';
import type { Policy } from '../../policy/policy.ts';
import type { Kept, Parts, Somebody } from './parts.ts';
import {
  federatedOf,
  named,
  type Person,
  personOf,
  rootOf,
  sessionsNamed,
  strangerOf,
} from './people.ts';
import { kindsFor, knowledgeOf, mentions } from './person-keys.ts';
import { allows, federatedNames, TAG_SESSION, type Tags, taggingsFor } from './sessions.ts';
import { type RequestKeys, requestKeys } from './request-keys.ts';

/** Something that can be asked for, and how it comes to be asked. */
export interface Thing extends Target {
  readonly resource: Resource;
  readonly region: string;
  /** A session to be made under this name, with these tags. */
  readonly sessionName?: string;
  readonly sessionTags?: Tags;
  /** A key that is asked for by a service, and on behalf of which secret. */
  readonly through?: { readonly service: string; readonly secret: string };
  /** KMS grants by whom they reach. */
  readonly grants?: (caller: Caller) => readonly Policy[] | undefined;
  /** The key that reading it takes. */
  readonly readKey?: Thing;
}

/** Everybody whom the asker may look into. */
export interface House {
  readonly accounts: ReadonlySet<string>;
  readonly everybody: readonly Somebody[];
  readonly people: readonly Person[];
}

/** The accounts that the asker sees, and who is in them. */
export async function houseOf(parts: Parts, { store, caller, now }: Asking): Promise<House> {
  const accounts = new Set(await parts.accountsSeenBy(store, caller.account));
  const everybody = await parts.everybody(store);
  const seen = everybody.filter(({ account }) => accounts.has(account));
  return {
    accounts,
    everybody,
    people: [
      ...seen.filter(({ trust }) => !trust).map((one) => personOf(parts.gate, one, now)),
      ...[...accounts].map((account) => rootOf(parts.gate, account)),
    ],
  };
}

/** The world around some things: everybody in the house, and those whom policies name from outside. */
export async function worldOf(
  parts: Parts,
  asking: Asking,
  of: { readonly house: House; readonly things: readonly Thing[] },
): Promise<World> {
  const { gate } = parts;
  const { house, things } = of;
  const seen = house.everybody.filter(({ account }) => house.accounts.has(account));
  const trusts = seen.flatMap(({ trust }) => trust ?? []);
  const policies = [...trusts, ...things.flatMap(policiesOf)];
  const byId = new Map(house.everybody.map((one) => [one.id, one]));
  const outside = named(gate, policies, { accounts: house.accounts, byId });
  const people = [...house.people, ...outside, strangerOf(gate)];
  const sessions = sessionsNamed([...policies, ...seen.flatMap(({ policies: p }) => p.identity)]);
  const values = tagValuesOf(things);
  const about = things.flatMap(policiesOf);
  const roles = [
    ...seen.flatMap((one) => rolesOf(parts, asking, one, { sessions, about, values })),
    ...house.people.flatMap((one) => federatedBy(parts, one, { about, values })),
  ];
  const organizations = await membershipsOf(parts, asking, [
    ...people.map(({ caller }) => caller.account),
    ...roles.map(({ target }) => target.account),
    ...things.map(({ account }) => account),
  ]);
  return {
    actors: people,
    roles,
    ...around({ parts, asking, organizations }),
    needs: (action, target) => needsOf(action, target as Thing),
  };
}

/** A secret as something to be read; `key` is what reading it takes. */
export const secretThing = ({ secret }: Kept, key: Thing | undefined): Thing => ({
  arn: secret.arn,
  account: secret.account,
  weight: 'sufficient',
  ...(secret.policy && { policy: secret.policy }),
  resource: secret,
  region: secret.region,
  ...(key && { readKey: { ...key, through: { service: 'secretsmanager', secret: secret.arn } } }),
});

/** Anything else that has a policy of its own. */
export const thingOf = (resource: Resource, grants?: Thing['grants']): Thing => ({
  arn: resource.arn,
  account: resource.account,
  weight: resource.weight ?? 'sufficient',
  ...(resource.policy && { policy: resource.policy }),
  resource,
  region: parseArn(resource.arn)?.region ?? '',
  ...(grants && { grants }),
});

const policiesOf = ({ policy, readKey }: Thing): readonly Policy[] =>
  [policy, readKey?.policy].filter((found) => found !== undefined);

const VALUES: { readonly [action: string]: string | undefined } = {
  'secretsmanager:getsecretvalue': 'kms:Decrypt',
  'secretsmanager:putsecretvalue': 'kms:GenerateDataKey',
};

function needsOf(action: string, target: Thing): readonly Need[] {
  const { readKey, sessionTags } = target;
  const folded = action.toLowerCase();
  if (sessionTags && folded !== TAG_SESSION.toLowerCase()) return [{ action: TAG_SESSION, target }];
  const needed = VALUES[folded];
  return needed !== undefined && readKey ? [{ action: needed, target: readKey }] : [];
}

/** What bears on how sessions are to be made: the policies of what they are for, and the tags of that. */
interface About {
  readonly about: readonly Policy[];
  readonly values: readonly string[];
}

function rolesOf(
  { gate }: Parts,
  { now }: Asking,
  somebody: Somebody,
  {
    sessions,
    about,
    values,
  }: About & { readonly sessions: ReadonlyMap<string, ReadonlySet<string>> },
): readonly Role[] {
  const { id, account, arn, name, trust, policies } = somebody;
  if (!trust) return [];
  const resource: Resource = { arn, account, policy: trust, weight: 'trust', tags: policies.tags };
  const { identity, boundary } = policies;
  const names = new Set([
    ...(sessions.get(id) ?? []),
    ...(sessions.get(`${account} ${name}`) ?? []),
  ]);
  const asking = [...identity, ...(boundary ? [boundary] : []), trust, ...about];
  const taggings = allows([trust], TAG_SESSION) ? taggingsFor(asking, values) : [];
  return [
    {},
    ...[...names].map((sessionName) => ({ sessionName })),
    ...taggings.map((sessionTags) => ({ sessionTags })),
  ].map((made) => ({
    target: { ...thingOf(resource), ...made },
    actor: personOf(gate, somebody, now, made),
  }));
}

const FEDERATE = 'sts:GetFederationToken';

/** The federated users whom somebody can make, where policies would see them otherwise than himself. */
function federatedBy({ gate }: Parts, person: Person, { about, values }: About): readonly Role[] {
  const { identity, boundary, caller, kind } = person;
  if (kind !== 'ROOT' && !allows(identity, FEDERATE)) return [];
  const names = federatedNames(about).get(caller.account) ?? [];
  const asking = [...identity, ...(boundary ? [boundary] : []), ...about];
  const mayTag = kind === 'ROOT' || allows(identity, TAG_SESSION);
  const made: { readonly name?: string; readonly sessionTags?: Tags }[] = [
    ...[...names].map((name) => ({ name })),
    ...(mayTag ? taggingsFor(asking, values).map((sessionTags) => ({ sessionTags })) : []),
  ];
  return made.map((how) => {
    const actor = federatedOf(gate, person, how);
    const target = { ...thingOf({ arn: actor.id, account: caller.account }) };
    const { sessionTags } = how;
    return {
      target: sessionTags ? { ...target, sessionTags } : target,
      actor,
      enters: (from) => (from === person ? FEDERATE : undefined),
    };
  });
}

/** Values that things are tagged with: a policy may ask that a session's tag be the same. */
function tagValuesOf(things: readonly Thing[]): readonly string[] {
  const found = new Set<string>();
  for (const { resource } of things) {
    for (const value of Object.values(resource.tags ?? {})) found.add(value);
    if (found.size >= MOST_VALUES) break;
  }
  return [...found];
}

const MOST_VALUES = 16;

async function membershipsOf(
  { membership }: Parts,
  { store }: Asking,
  accounts: readonly string[],
): Promise<ReadonlyMap<string, Membership | undefined>> {
  const found = new Map<string, Membership | undefined>();
  for (const account of new Set(accounts)) {
    if (account !== '') found.set(account, await membership(store, account));
  }
  return found;
}

interface Around {
  readonly parts: Parts;
  readonly asking: Asking;
  readonly organizations: ReadonlyMap<string, Membership | undefined>;
}

function around({ parts, asking, organizations }: Around): Pick<World, 'around' | 'requests'> {
  const { gate } = parts;
  const guardrails = (person: Person, action: string, thing: Thing) => {
    const ours = organizations.get(person.caller.account);
    const theirs = organizations.get(thing.account);
    const { caller } = person;
    return {
      scps: gate.boundByScps(caller, ours) ? ours!.scps : [],
      rcps: gate.boundByRcps({ caller }, action, thing.resource, theirs) ? theirs!.rcps : [],
    };
  };
  return {
    around: (actor, action, target) => {
      const [person, thing] = [actor as Person, target as Thing];
      const grants = thing.grants?.(person.caller);
      return { ...guardrails(person, action, thing), ...(grants && { grants }) };
    },
    requests: (actor, action, target) => {
      const [person, thing] = [actor as Person, target as Thing];
      const { scps, rcps } = guardrails(person, action, thing);
      const { identity, boundary } = person;
      const policies = [
        ...identity,
        ...(boundary ? [boundary] : []),
        ...(thing.policy ? [thing.policy] : []),
        ...scps.flat(),
        ...rcps.flat(),
      ];
      return viasOf(action, thing, policies).flatMap((via) => {
        const context = gate.contextOf({
          caller: person.caller,
          request: { ...asking.request, region: thing.region || 'us-east-1' },
          via: via ? [via.service] : [],
          now: asking.now,
          principalTags: person.tags,
          principalOrganization: organizations.get(person.caller.account) ?? elsewhere(person),
          resourceAccount: thing.account,
          resourceTags: thing.resource.tags ?? {},
          resourceOrganization: organizations.get(thing.account),
          keys: () => NO_KEYS,
        });
        const asked = { ...asking, caller: person.caller, via: via ? [via.service] : [] };
        const request = keysAbout(parts, action, { thing, asking: asked });
        const own = ownKeys(action, thing, via);
        const knowledge = (set: ReadonlyMap<string, Known>) =>
          knowledgeOf(person, {
            context,
            request,
            set: new Map([...own, ...set]),
            untagged: action.toLowerCase().startsWith('sts:'),
          });
        const kinds = kindsFor(person, policies, knowledge, context.get('aws:currenttime'));
        const tagged = taggedBy(thing);
        if (tagged.size > 0)
          return kinds.map(({ keys, when }) => ({ keys, when: new Map([...when, ...tagged]) }));
        if (!via || thing.through) return kinds;
        const through: Circumstances = new Map([
          ['aws:calledvia', [`${via.service}.amazonaws.com`]],
        ]);
        return kinds.map(({ keys, when }) => ({ keys, when: new Map([...when, ...through]) }));
      });
    },
  };
}

/** The tags that a session is made with, as circumstances of what it takes: told once, where it is made. */
const taggedBy = ({ sessionTags = {} }: Thing): Circumstances =>
  new Map(
    Object.entries(sessionTags).map(([key, value]) => [
      `aws:requesttag/${key.toLowerCase()}`,
      value,
    ]),
  );

const VIA = [
  'aws:viaawsservice',
  'aws:calledvia',
  'aws:calledviafirst',
  'aws:calledvialast',
  'aws:sourceip',
  'kms:viaservice',
];

type Via = { readonly service: string; readonly secret?: string };

/** Directly, and through the service that asks KMS; told apart where policies do. */
function viasOf(
  action: string,
  { through }: Thing,
  policies: readonly Policy[],
): readonly (Via | undefined)[] {
  if (through) return [through];
  const isOfKeys = action.toLowerCase().startsWith('kms:');
  return isOfKeys && VIA.some((key) => mentions(policies, key))
    ? [undefined, { service: 'secretsmanager' }]
    : [undefined];
}

/** Keys that are settled by how the thing comes to be asked for. */
function ownKeys(action: string, thing: Thing, via: Via | undefined): Map<string, Known> {
  const set = new Map<string, Known>();
  if (via) set.set('aws:sourceip', MISSING);
  if (via?.secret !== undefined) {
    const { secret } = via;
    set.set('kms:encryptioncontext:secretarn', { kind: 'is', value: secret });
    set.set('kms:encryptioncontext:secretversionid', { kind: 'any', always: true });
    set.set('kms:encryptioncontextkeys', { kind: 'is', value: ['SecretARN', 'SecretVersionId'] });
    set.set('kms:requestalias', MISSING);
    set.set('kms:encryptionalgorithm', { kind: 'is', value: 'SYMMETRIC_DEFAULT' });
  }
  if (!action.toLowerCase().startsWith('sts:')) return set;
  // Sessions are taken as they are made without a source identity, and with no tags but these.
  const tags = Object.entries(thing.sessionTags ?? {});
  for (const key of ['sts:transitivetagkeys', 'sts:sourceidentity']) set.set(key, MISSING);
  const keys = tags.map(([key]) => key);
  set.set('aws:tagkeys', tags.length > 0 ? { kind: 'is', value: keys } : MISSING);
  for (const [key, value] of tags)
    set.set(`aws:requesttag/${key.toLowerCase()}`, { kind: 'is', value });
  set.set('aws:requestedregion', { kind: 'any', always: true });
  set.set(
    'sts:rolesessionname',
    thing.sessionName === undefined
      ? { kind: 'any', always: true }
      : { kind: 'is', value: thing.sessionName },
  );
  return set;
}

const MISSING: Known = { kind: 'is', value: undefined };

const NO_KEYS = {};

const keysByThing = new WeakMap<Resource, Map<string, RequestKeys>>();

function keysAbout(
  parts: Parts,
  action: string,
  { thing, asking }: { readonly thing: Thing; readonly asking: Asking },
): RequestKeys {
  let known = keysByThing.get(thing.resource);
  if (!known) keysByThing.set(thing.resource, (known = new Map()));
  // Of who asks, the operations tell the account alone, and the service between.
  const { account, kind } = asking.caller;
  const name = `${action} ${account} ${kind} ${asking.via[0] ?? ''}`;
  let found = known.get(name);
  if (!found) {
    found = requestKeys(parts.services(), action, { resource: thing.resource, asking });
    known.set(name, found);
  }
  return found;
}

/** Somebody unknown is of some other organization. */
const elsewhere = ({ kind }: Person): Membership | undefined =>
  kind === 'PUBLIC' ? STRANGE : undefined;

const STRANGE: Membership = {
  organizationId: 'o-0000000000',
  managementAccount: '000000000000',
  path: 'o-0000000000/r-0000/',
  scps: [],
  rcps: [],
};
