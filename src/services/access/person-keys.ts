/** What is known of a request's condition keys from who makes it, about what, and how. */
import type { Circumstances, Known, Knowledge, KeyValue } from '../../policy/access/knowledge.ts';
import type { RequestKind } from '../../policy/access/paths.ts';
import type { Document } from '../../policy/document.ts';
import type { Context, Policy } from '../../policy/policy.ts';
import { resourceVariables } from '../../policy/patterns.ts';
import type { Person } from './people.ts';
import type { RequestKeys } from './request-keys.ts';

/** The knowledge that the gate's own keys, and those of the operation, come to. */
export function knowledgeOf(
  person: Person,
  of: {
    readonly context: Context;
    readonly request: RequestKeys;
    readonly set?: ReadonlyMap<string, Known>;
    /** The request has no tags but those that are set. */
    readonly untagged: boolean;
  },
): Knowledge {
  const { context, request, set, untagged } = of;
  return (name) => {
    const known = set?.get(name) ?? request.known.get(name) ?? CHOSEN.get(name);
    if (known) return known;
    if (untagged && name.startsWith('aws:requesttag/')) return NOTHING;
    if (request.open.some((prefix) => name.startsWith(prefix))) return ANY;
    if (name.startsWith('aws:principaltag/') && person.outside) return ANY;
    if (name.startsWith('aws:')) return is(context.get(name));
    // What a provider says of whom he sends.
    return person.kind === 'IDENTITY_PROVIDER' ? ANY : NOTHING;
  };
}

const is = (value: KeyValue): Known => ({ kind: 'is', value });
const ANY: Known = { kind: 'any' };
const NOTHING: Known = { kind: 'is', value: undefined };

/** What every caller chooses. */
const CHOSEN: ReadonlyMap<string, Known> = new Map<string, Known>([
  ['aws:sourceip', { kind: 'any', always: true }],
  ['aws:useragent', ANY],
  ['aws:securetransport', { kind: 'one-of', values: ['true', 'false'] }],
]);

/** A kind of request by what it sets: told in answers under the names of its keys. */
interface Variant {
  readonly set: ReadonlyMap<string, Known>;
  readonly when: Circumstances;
}

const PLAIN: Variant = { set: new Map(), when: new Map() };
const FACTOR = ['aws:multifactorauthpresent', 'aws:multifactorauthage', 'aws:tokenissuetime'];

/** With long-term keys; with a session of GetSessionToken; with one that showed a second factor. */
const sessionsOf = (now: KeyValue): readonly Variant[] => [
  PLAIN,
  ...['false', 'true'].map((shown) => ({
    set: new Map<string, Known>([
      ['aws:multifactorauthpresent', is(shown)],
      ['aws:tokenissuetime', is(now)],
      ['aws:multifactorauthage', shown === 'true' ? { kind: 'any', always: true } : NOTHING],
    ]),
    when: new Map([['aws:multifactorauthpresent', shown]]),
  })),
];

/** The kinds of request that a person can make; several only where policies tell them apart. */
export function kindsFor(
  person: Person,
  policies: readonly Policy[],
  knowledge: (set: ReadonlyMap<string, Known>) => Knowledge,
  now: KeyValue,
): readonly RequestKind[] {
  const isAsked = FACTOR.some((key) => mentions(policies, key));
  const variants = person.kind === 'USER' && isAsked ? sessionsOf(now) : [PLAIN];
  return variants.map(({ set, when }) => ({ keys: knowledge(set), when }));
}

/** Whether one of the policies asks for a key, in a condition or in a variable. */
export const mentions = (policies: readonly Policy[], key: string): boolean =>
  policies.some(({ document }) => keysIn(document).has(key));

/** All the keys that policies ask for. */
export function mentioned(policies: readonly Policy[]): ReadonlySet<string> {
  const found = new Set<string>();
  for (const { document } of policies) for (const key of keysIn(document)) found.add(key);
  return found;
}

const known = new WeakMap<Document, ReadonlySet<string>>();

function keysIn(document: Document): ReadonlySet<string> {
  let keys = known.get(document);
  if (!keys) {
    const found = document.statements.flatMap(({ conditions, resources }) => [
      ...conditions.flatMap(({ key, variables }) => [key, ...variables]),
      ...resourceVariables(resources),
    ]);
    keys = new Set(found.map(({ folded }) => folded));
    known.set(document, keys);
  }
  return keys;
}
