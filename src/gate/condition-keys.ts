/** The `aws:` condition keys of a request: AWS's global condition context keys. */
import { type Instant, isoSeconds } from '../base/clock.ts';
import type { Caller, RequestFacts } from '../operation/caller.ts';
import type { Membership } from '../operation/identities.ts';
import type { ConditionKeys } from '../operation/operation.ts';
import type { Context } from '../policy/policy.ts';

export interface ContextFacts {
  readonly caller: Caller;
  readonly request: RequestFacts;
  readonly via: readonly string[];
  readonly now: Instant;
  /** Tags of the user or role; those of the session override them. */
  readonly principalTags: { readonly [key: string]: string };
  readonly principalOrganization: Membership | undefined;
  readonly resourceAccount: string;
  readonly resourceTags: { readonly [key: string]: string };
  readonly resourceOrganization: Membership | undefined;
  /** Of the account for whose resource a service asks: `aws:SourceAccount`. */
  readonly sourceOrganization?: Membership | undefined;
  /** The service's own keys, made when a policy first asks for one. */
  readonly keys: () => ConditionKeys;
}

type Value = string | readonly string[] | undefined;

/**
 * The context of one question. Each key is worked out when a policy first asks for it: most
 * policies ask for none, and a context of thirty keys costs more than judging them.
 */
export function contextOf(facts: ContextFacts): Context {
  let own: Map<string, Value> | undefined;
  const get = (name: string): Value => {
    const known = GLOBAL.get(name);
    if (known && !RESAID.has(name)) return known(facts);
    own ??= lowerCased(facts.keys());
    const value = own.get(name);
    if (value !== undefined) return value;
    if (known) return known(facts);
    if (!name.startsWith('aws:')) return federated(facts.caller, name);
    const slash = name.indexOf('/');
    if (slash === -1) return undefined;
    const tag = name.slice(slash + 1);
    const prefix = name.slice(0, slash);
    if (prefix === 'aws:principaltag')
      return tagOf({ ...facts.principalTags, ...facts.caller.session?.tags }, tag);
    if (prefix === 'aws:resourcetag') return tagOf(facts.resourceTags, tag);
    return undefined;
  };
  return { get };
}

/** What a provider says of who comes from outside: when he asks for a role, and some of it as long as he has it. */
function federated({ federation, session }: Caller, name: string): Value {
  const known = federation ?? session?.federation;
  if (!known) return undefined;
  for (const key in known.keys) if (key.toLowerCase() === name) return known.keys[key];
  return undefined;
}

function lowerCased(keys: ConditionKeys): Map<string, Value> {
  const lower = new Map<string, Value>();
  for (const name in keys) {
    if (keys[name] !== undefined) lower.set(name.toLowerCase(), keys[name]);
  }
  return lower;
}

/** Tag keys are compared without case, their values with it. */
function tagOf(tags: { readonly [key: string]: string }, lowerName: string): string | undefined {
  for (const key in tags) {
    if (key.toLowerCase() === lowerName) return tags[key];
  }
  return undefined;
}

const viaNames = (via: readonly string[]) => via.map((service) => `${service}.amazonaws.com`);
const isTemporary = ({ caller }: ContextFacts) => caller.session !== undefined;

const PRINCIPAL_TYPES: { readonly [kind in Caller['kind']]: string } = {
  root: 'Account',
  user: 'User',
  'role-session': 'AssumedRole',
  'federated-user': 'FederatedUser',
  service: 'Service',
  'web-identity': 'FederatedUser',
  saml: 'FederatedUser',
  anonymous: 'Anonymous',
};

const KEYS: { readonly [lowerName: string]: (facts: ContextFacts) => Value } = {
  'aws:principalarn': ({ caller }) =>
    caller.service ? undefined : (caller.role?.arn ?? caller.arn),
  'aws:principalaccount': ({ caller }) => caller.account || undefined,
  'aws:principaltype': ({ caller }) => PRINCIPAL_TYPES[caller.kind],
  'aws:userid': ({ caller }) => (caller.service ? undefined : caller.userId),
  'aws:username': ({ caller }) => (caller.kind === 'user' ? caller.userName : undefined),
  'aws:principalorgid': ({ principalOrganization }) => principalOrganization?.organizationId,
  'aws:principalorgpaths': ({ principalOrganization }) =>
    principalOrganization && [principalOrganization.path],
  'aws:principalisawsservice': ({ caller }) => String(caller.kind === 'service'),
  'aws:principalservicename': ({ caller }) => caller.service,
  'aws:principalservicenameslist': ({ caller }) => caller.service && [caller.service],
  'aws:sourcearn': ({ caller }) => caller.source?.arn,
  'aws:sourceaccount': ({ caller }) => caller.source?.account,
  'aws:resourceaccount': ({ resourceAccount }) => resourceAccount || undefined,
  'aws:resourceorgid': ({ resourceOrganization }) => resourceOrganization?.organizationId,
  'aws:resourceorgpaths': ({ resourceOrganization }) =>
    resourceOrganization && [resourceOrganization.path],
  'aws:sourceorgid': ({ sourceOrganization }) => sourceOrganization?.organizationId,
  'aws:sourceorgpaths': ({ sourceOrganization }) => sourceOrganization && [sourceOrganization.path],
  // A service that asks for somebody else shows its own address, and AWS then leaves the key out.
  'aws:sourceip': ({ request, via }) => (via.length ? undefined : request.sourceIp || undefined),
  'aws:useragent': ({ request }) => request.userAgent || undefined,
  'aws:securetransport': ({ request }) => String(request.secureTransport),
  'aws:currenttime': ({ now }) => isoSeconds(now),
  'aws:epochtime': ({ now }) => String(Math.floor(now / 1000)),
  'aws:requestedregion': ({ request }) => request.region,
  'aws:viaawsservice': ({ via }) => String(via.length > 0),
  'aws:calledvia': ({ via }) => (via.length ? viaNames(via) : undefined),
  'aws:calledviafirst': ({ via }) => viaNames(via)[0],
  'aws:calledvialast': ({ via }) => viaNames(via).at(-1),
  'aws:tokenissuetime': ({ caller }) => caller.session && isoSeconds(caller.session.issuedAt),
  'aws:federatedprovider': ({ caller }) =>
    (caller.federation ?? caller.session?.federation)?.provider,
  // Only of a session that AssumeRoot made, and absent from all others.
  'aws:assumedroot': ({ caller }) => (caller.session?.assumedRoot ? 'true' : undefined),
  'aws:sourceidentity': ({ caller }) => caller.session?.sourceIdentity,
  // Absent with long-term keys, and that is what makes `Bool` and `BoolIfExists` differ.
  'aws:multifactorauthpresent': (f) =>
    isTemporary(f) ? String(f.caller.session?.mfaAt !== undefined) : undefined,
  'aws:multifactorauthage': ({ caller, now }) =>
    caller.session?.mfaAt === undefined
      ? undefined
      : String(Math.floor((now - caller.session.mfaAt) / 1000)),
};

/** What an operation may know better: a second factor in the request itself, another Region that it reaches into. */
const RESAID: ReadonlySet<string> = new Set([
  'aws:multifactorauthage',
  'aws:multifactorauthpresent',
  'aws:requestedregion',
]);

// A map: a policy may ask for a key that every object has, `constructor`.
const GLOBAL = new Map(Object.entries(KEYS));
