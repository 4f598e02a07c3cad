/** The policies of a simulation: those that are given, and those that a user, group or role has. */
import { type DocumentKind, parseDocument } from '../../policy/document.ts';
import { compile } from '../../policy/compile.ts';
import type { Policy, PolicyType } from '../../policy/policy.ts';
import { contextKeys } from '../../policy/simulate.ts';
import type { Reader } from '../../store/store.ts';
import { awsManagedText } from './aws-managed.ts';
import { managedPolicyText } from './identities.ts';
import type { Owner } from './inline-policy.ts';
import { selectAttachedPolicies, selectGroupsOfUser, selectInlinePolicies } from './tables.ts';

/** What a simulation knows of somebody. Labels are what AWS calls `SourcePolicyId`. */
export interface HeldPolicies {
  readonly identity: readonly Policy[];
  readonly boundary?: Policy;
}

/** All that bears on a user (his groups' policies included), a group, or a role. */
export async function policiesOfOwner(store: Reader, owner: Owner): Promise<HeldPolicies> {
  const { kind, row } = owner;
  const groups = kind === 'user' ? await store.all(selectGroupsOfUser, { user_id: row.id }) : [];
  const held = await Promise.all([
    policiesOfOne(store, kind, row),
    ...groups.map((group) => policiesOfOne(store, 'group', group)),
  ]);
  const arn = 'boundary' in row ? row.boundary : null;
  if (arn === null) return { identity: held.flat() };
  return { identity: held.flat(), boundary: await boundaryOf(store, arn) };
}

async function policiesOfOne(
  store: Reader,
  kind: string,
  { id: owner, name }: { readonly id: string; readonly name: string },
): Promise<readonly Policy[]> {
  const inline = await store.all(selectInlinePolicies, { owner });
  const attached = await store.all(selectAttachedPolicies, { owner });
  return [
    ...inline.map((policy) => made('identity', `${kind}_${name}_${policy.name}`, policy.document)),
    ...attached.map((policy) => {
      const document = policy.document ?? awsManagedText(policy.policy);
      if (document === undefined) throw new Error(`nobody knows the policy ${policy.policy}`);
      return made('identity', policy.name, document);
    }),
  ];
}

async function boundaryOf(store: Reader, arn: string): Promise<Policy> {
  const document = await managedPolicyText(store, arn);
  if (document === undefined) throw new Error(`nobody knows the permissions boundary ${arn}`);
  return made('boundary', arn.slice(arn.lastIndexOf('/') + 1), document);
}

const made = (type: PolicyType, label: string, document: string): Policy => ({
  type,
  label,
  document: compile(document, 'identity'),
});

type Refuse = (code: 'InvalidInput', message: string) => Error;

/** Policies that a request brings along, named after their places in it. */
export const givenPolicies = (
  list: string,
  texts: readonly string[] | undefined,
  error: Refuse,
): readonly Policy[] =>
  (texts ?? []).map((text, i) =>
    givenPolicy({ type: 'identity', label: `${list}.${i + 1}` }, text, error),
  );

/** The one permissions boundary that a request may bring along. */
export function givenBoundary(
  texts: readonly string[] | undefined,
  error: Refuse,
): Policy | undefined {
  if (!texts || texts.length === 0) return undefined;
  if (texts.length > 1)
    throw error('InvalidInput', 'Only one permissions boundary policy can be simulated at a time.');
  const label = 'PermissionsBoundaryPolicyInputList.1';
  return givenPolicy({ type: 'boundary', label }, texts[0]!, error);
}

/** A policy of a request; it is parsed for this request alone. */
export function givenPolicy(
  of: { readonly type: PolicyType; readonly label: string },
  text: string,
  error: Refuse,
): Policy {
  const kind: DocumentKind = of.type === 'resource' ? 'resource' : 'identity';
  const parsed = parseDocument(text, kind);
  if ('malformed' in parsed) throw error('InvalidInput', parsed.malformed);
  return { ...of, document: parsed.document };
}

/** The condition keys that any of the policies names, once each whatever their case, and sorted. */
export function contextKeysOf(policies: readonly Policy[]): readonly string[] {
  const found = new Map<string, string>();
  for (const key of policies.flatMap(({ document }) => contextKeys(document)))
    if (!found.has(key.toLowerCase())) found.set(key.toLowerCase(), key);
  return [...found.values()].sort();
}
