/** Everybody who could ask: as the gate would know him, and as he is called in answers. */
import { arn, parseArn, rootArn } from '../../base/arn.ts';
import type { Instant } from '../../base/clock.ts';
import type { Caller } from '../../operation/caller.ts';
import type { Actor } from '../../policy/access/paths.ts';
import { compile } from '../../policy/compile.ts';
import type { Policy } from '../../policy/policy.ts';
import { principalsOf } from '../../policy/principals.ts';
import type { Parts, Somebody } from './parts.ts';

export type PersonKind =
  | 'USER'
  | 'ROLE'
  | 'FEDERATED_USER'
  | 'ROOT'
  | 'ACCOUNT'
  | 'SERVICE'
  | 'IDENTITY_PROVIDER'
  | 'PUBLIC';

export interface Person extends Actor {
  readonly caller: Caller;
  readonly kind: PersonKind;
  readonly tags: { readonly [key: string]: string };
  /** Of an account that is not looked into: whether he is allowed there is not known, and taken for granted. */
  readonly outside: boolean;
  /** A session of a kind that somebody must make: with tags, or of a federated user. */
  readonly isMade: boolean;
}

type Tags = { readonly [key: string]: string };

type Gate = Pick<Parts['gate'], 'principalFacts'>;

/** A user, or a session of a role. */
export function personOf(
  gate: Gate,
  { id, account, arn: own, name, policies, trust }: Somebody,
  now: Instant,
  {
    sessionName,
    sessionTags = {},
  }: { readonly sessionName?: string | undefined; readonly sessionTags?: Tags } = {},
): Person {
  const { identity, boundary, tags } = policies;
  const held = { identity, ...(boundary && { boundary }), tags, outside: false };
  if (!trust) {
    const caller: Caller = { kind: 'user', account, arn: own, userId: id, userName: name };
    return { ...shell(gate, own, caller, 'USER'), ...held, assumes: 'sts:AssumeRole' };
  }
  const session = sessionName ?? SESSION;
  const caller: Caller = {
    kind: 'role-session',
    account,
    arn: arn('sts', '', account, `assumed-role/${name}/${session}`),
    userId: `${id}:${session}`,
    role: { arn: own, id, name },
    session: { ...SESSION_FACTS, issuedAt: now, expiresAt: now, tags: sessionTags },
  };
  return {
    ...shell(gate, sessionName === undefined ? own : caller.arn, caller, 'ROLE'),
    ...held,
    assumes: 'sts:AssumeRole',
    isMade: Object.keys(sessionTags).length > 0,
  };
}

/** What a user, or the root user, makes with GetFederationToken: he passes on all that he has. */
export function federatedOf(
  gate: Gate,
  issuer: Person,
  { name = SESSION, sessionTags = {} }: { readonly name?: string; readonly sessionTags?: Tags },
): Person {
  const { account, arn: issuerArn, userName } = issuer.caller;
  const caller: Caller = {
    kind: 'federated-user',
    account,
    arn: arn('sts', '', account, `federated-user/${name}`),
    userId: `${account}:${name}`,
    session: {
      ...SESSION_FACTS,
      issuedAt: 0,
      expiresAt: 0,
      tags: sessionTags,
      issuer: { arn: issuerArn, ...(userName !== undefined && { userName }) },
    },
  };
  const { identity, boundary } = issuer;
  return {
    ...shell(gate, caller.arn.replace(SESSION, '*'), caller, 'FEDERATED_USER'),
    identity,
    ...(boundary && { boundary }),
    session: [{ ...EVERYTHING, type: 'session', label: 'session policy' }],
    isMade: true,
  };
}

/** What nobody would call his session in a policy. */
const SESSION = 'any-other-session';
const SESSION_FACTS = { transitiveTagKeys: [], chained: false } as const;

/** The root user of an account. */
export const rootOf = (gate: Gate, account: string): Person => ({
  ...shell(
    gate,
    rootArn(account),
    { kind: 'root', account, arn: rootArn(account), userId: account },
    'ROOT',
  ),
  identity: [],
});

/** Somebody of whom nothing is known: who he is goes into no policy. */
export function strangerOf(gate: Gate): Person {
  const account = '000000000000';
  const own = arn('iam', '', account, 'user/stranger');
  const caller: Caller = {
    kind: 'user',
    account,
    arn: own,
    userId: 'AIDASTRANGERSTRANGER',
    userName: 'stranger',
  };
  return {
    ...shell(gate, '*', caller, 'PUBLIC'),
    identity: [EVERYTHING],
    outside: true,
    assumes: 'sts:AssumeRole',
  };
}

/** Those whom policies name and who are nobody here: services, identity providers, other accounts and people there. */
export function named(
  gate: Gate,
  policies: readonly Policy[],
  of: {
    readonly accounts: ReadonlySet<string>;
    readonly byId: ReadonlyMap<string, Somebody>;
  },
): readonly Person[] {
  const found = new Map<string, Person>();
  const add = (person: Person | undefined) => person && found.set(person.id, person);
  for (const { document } of policies) {
    for (const { type, value } of principalsOf(document)) {
      if (type === 'Service') add(serviceOf(gate, value));
      else if (type === 'Federated') add(providerOf(gate, value));
      else if (type === 'AWS') add(outsiderOf(gate, value, of));
    }
  }
  return [...found.values()];
}

/** The sessions of roles that policies name, by the role's id or its name. */
export function sessionsNamed(policies: readonly Policy[]): ReadonlyMap<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  const add = (role: string, session: string) => {
    const names = found.get(role) ?? new Set();
    found.set(role, names.add(session));
  };
  for (const { document } of policies) {
    const values = principalsOf(document).map(({ value }) => value);
    for (const { conditions } of document.statements) {
      for (const { key, written } of conditions)
        if (key.folded === 'aws:userid' || key.folded === 'aws:principalarn')
          values.push(...written.values);
    }
    for (const value of values) {
      const byId = /^(AROA[A-Z0-9]+):([\w+=,.@-]{2,64})$/.exec(value);
      if (byId) add(byId[1]!, byId[2]!);
      const byArn = /^arn:aws:sts::(\d{12}):assumed-role\/([^/]+)\/([\w+=,.@-]{2,64})$/.exec(value);
      if (byArn) add(`${byArn[1]} ${byArn[2]}`, byArn[3]!);
    }
  }
  return found;
}

const shell = (gate: Gate, id: string, caller: Caller, kind: PersonKind) => ({
  id,
  caller,
  kind,
  facts: gate.principalFacts(caller),
  identity: [] as readonly Policy[],
  tags: {},
  outside: false,
  isMade: false,
});

const serviceOf = (gate: Gate, service: string): Person => ({
  ...shell(
    gate,
    service,
    { kind: 'service', account: '', arn: service, userId: service, service },
    'SERVICE',
  ),
  assumes: 'sts:AssumeRole',
});

function providerOf(gate: Gate, provider: string): Person {
  const kind = provider.includes(':saml-provider/') ? 'saml' : 'web-identity';
  const caller: Caller = { kind, account: '', arn: provider, userId: '' };
  const person = shell(gate, provider, caller, 'IDENTITY_PROVIDER');
  return {
    ...person,
    facts: { ...person.facts, uniqueIds: [], federatedBy: [provider] },
    assumes: kind === 'saml' ? 'sts:AssumeRoleWithSAML' : 'sts:AssumeRoleWithWebIdentity',
  };
}

/** Somebody in an account that is not looked into; undefined for those who are known, or are nobody any more. */
function outsiderOf(
  gate: Gate,
  value: string,
  of: { readonly accounts: ReadonlySet<string>; readonly byId: ReadonlyMap<string, Somebody> },
): Person | undefined {
  if (value === '*') return undefined;
  const known = of.byId.get(value);
  const account = known?.account ?? parseArn(value)?.account ?? /^\d{12}$/.exec(value)?.[0];
  if (account === undefined || account === '' || of.accounts.has(account)) return undefined;
  const granted = { identity: [EVERYTHING], outside: true, assumes: 'sts:AssumeRole' };
  if (known) {
    const kind = known.trust ? 'ROLE' : 'USER';
    const plain = personOf(gate, { ...known, policies: { identity: [], tags: {} } }, 0);
    return { ...plain, ...granted, kind };
  }
  const session = /^arn:aws:sts::\d{12}:assumed-role\/([^/]+)\/(.+)$/.exec(value);
  if (session) {
    const [, name, sessionName] = session as unknown as [string, string, string];
    const role = { id: `AROA${name}`, account, arn: arn('iam', '', account, `role/${name}`), name };
    const policies = { identity: [], tags: {} };
    return {
      ...personOf(gate, { ...role, policies, trust: EVERYTHING }, 0, { sessionName }),
      ...granted,
    };
  }
  const own = arn('iam', '', account, 'user/somebody');
  const caller: Caller = {
    kind: 'user',
    account,
    arn: own,
    userId: 'AIDASOMEBODYSOMEBODY',
    userName: 'somebody',
  };
  return { ...shell(gate, rootArn(account), caller, 'ACCOUNT'), ...granted };
}

const EVERYTHING: Policy = {
  type: 'identity',
  label: 'whatever that account allows',
  document: compile(
    '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}',
    'identity',
  ),
};
