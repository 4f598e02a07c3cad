/** What the gate and STS ask of IAM: who an access key is, what he may, and which roles there are. */
import { text } from '../../base/bytes.ts';
import type { Instant } from '../../base/clock.ts';
import { rootArn } from '../../base/arn.ts';
import type { Keyring } from '../../crypto/keyring.ts';
import type { Caller } from '../../operation/caller.ts';
import type { CallerPolicies, Credential, CredentialRefusal } from '../../operation/identities.ts';
import type { Principals } from '../../operation/operation.ts';
import { compile } from '../../policy/compile.ts';
import type { Policy } from '../../policy/policy.ts';
import type { Reader } from '../../store/store.ts';
import { awsManagedPolicy } from './aws-managed.ts';
import {
  type AccessKeyRow,
  type RoleRow,
  selectAccessKey,
  selectAttachedPolicies,
  selectGroupsOfUser,
  selectInlinePolicies,
  selectPolicyText,
  selectRoleByArn,
  selectRoleById,
  selectUserByArn,
  selectUserById,
  type UserRow,
} from './tables.ts';
import { tagRecord } from './tag-pairs.ts';

/** The secret of a long-term access key, and the user or root user whose it is: fits `Identities.credential`. */
export function findLongTermCredential(keyring: Keyring) {
  // By the rows: while neither key nor user changes, nothing is opened again.
  const known = new WeakMap<
    AccessKeyRow,
    { readonly user: UserRow | undefined; readonly credential: Credential }
  >();
  return async (
    store: Reader,
    { accessKeyId }: { readonly accessKeyId: string },
    _now: Instant,
  ): Promise<Credential | CredentialRefusal> => {
    const row = await store.one(selectAccessKey, { id: accessKeyId });
    if (!row) return 'unknown-access-key';
    if (row.status !== 'Active') return 'inactive-access-key';
    const user =
      row.user_id === '' ? undefined : await store.one(selectUserById, { id: row.user_id });
    if (row.user_id !== '' && !user) return 'unknown-access-key';
    const before = known.get(row);
    if (before && before.user === user) return before.credential;
    const credential = { secretAccessKey: secretOf(keyring, row), caller: callerOf(row, user) };
    known.set(row, { user, credential });
    return credential;
  };
}

function secretOf(keyring: Keyring, { id, sealed }: AccessKeyRow): string {
  const secret = keyring.open('secret-access-key', id, sealed);
  if (!secret) throw new Error(`the secret of the access key ${id} does not open`);
  return text(secret);
}

function callerOf({ id, account }: AccessKeyRow, user: UserRow | undefined): Caller {
  if (!user)
    return { kind: 'root', account, arn: rootArn(account), userId: account, accessKeyId: id };
  return {
    kind: 'user',
    account,
    arn: user.arn,
    userId: user.id,
    userName: user.name,
    accessKeyId: id,
  };
}

/** The policies that a caller has; undefined where the user or role behind him is no more: fits `Policies.of`. */
export async function policiesOf(
  store: Reader,
  caller: Caller,
): Promise<CallerPolicies | undefined> {
  switch (caller.kind) {
    case 'user':
      return ofUser(store, await store.one(selectUserById, { id: caller.userId }));
    case 'role-session':
      return ofRole(store, await store.one(selectRoleById, { id: caller.role!.id }));
    case 'federated-user':
      return ofIssuer(store, caller);
    default:
      return NONE;
  }
}

const NONE: CallerPolicies = { identity: [], tags: {} };

/** A federated user has at most what the user has who vouched for him; root is looked up by nobody. */
async function ofIssuer(store: Reader, caller: Caller): Promise<CallerPolicies | undefined> {
  const issuer = caller.session?.issuer;
  if (!issuer || issuer.userName === undefined) return NONE;
  const policies = await ofUser(store, await store.one(selectUserByArn, { arn: issuer.arn }));
  return policies && { ...policies, tags: {} };
}

async function ofUser(
  store: Reader,
  user: UserRow | undefined,
): Promise<CallerPolicies | undefined> {
  if (!user) return undefined;
  const [own, groups] = await Promise.all([
    held(store, user.id, `user ${user.name}`),
    store.all(selectGroupsOfUser, { user_id: user.id }),
  ]);
  const ofGroups = groups.length
    ? await Promise.all(groups.map((g) => held(store, g.id, `group ${g.name}`)))
    : NO_GROUPS;
  return combined(store, user, [own, ...ofGroups]);
}

async function ofRole(
  store: Reader,
  role: RoleRow | undefined,
): Promise<CallerPolicies | undefined> {
  if (!role) return undefined;
  return combined(store, role, [await held(store, role.id, `role ${role.name}`)]);
}

const NO_GROUPS: readonly (readonly Policy[])[] = [];

interface Combined {
  readonly parts: readonly (readonly Policy[])[];
  readonly boundary: Policy | undefined;
  readonly policies: CallerPolicies;
}

const combinations = new WeakMap<UserRow | RoleRow, Combined>();

/** The same lists of the same owner give the same value: it is made once and found again. */
async function combined(
  store: Reader,
  owner: UserRow | RoleRow,
  parts: readonly (readonly Policy[])[],
): Promise<CallerPolicies> {
  const boundary = owner.boundary === null ? undefined : await boundaryOf(store, owner.boundary);
  const known = combinations.get(owner);
  if (known && known.boundary === boundary && sameLists(known.parts, parts)) return known.policies;
  const policies: CallerPolicies = {
    identity: parts.flat(),
    ...(boundary && { boundary }),
    tags: tagRecord(owner.tags),
  };
  combinations.set(owner, { parts, boundary, policies });
  return policies;
}

const sameLists = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  a.length === b.length && a.every((one, i) => one === b[i]);

type Attached = {
  readonly policy: string;
  readonly name: string;
  readonly document: string | null;
};
interface Held {
  readonly attached: readonly Attached[];
  readonly policies: readonly Policy[];
}

// The store gives the same array until one of its tables changes.
const heldByInline = new WeakMap<readonly { readonly document: string }[], Held>();

/** The inline and attached policies of one owner. */
async function held(store: Reader, owner: string, label: string): Promise<readonly Policy[]> {
  const [inline, attached] = await Promise.all([
    store.all(selectInlinePolicies, { owner }),
    store.all(selectAttachedPolicies, { owner }),
  ]);
  const known = heldByInline.get(inline);
  if (known?.attached === attached) return known.policies;
  const policies: Policy[] = inline.map(({ name, document }) => ({
    type: 'identity',
    label: `${label}, inline policy ${name}`,
    document: compile(document, 'identity'),
  }));
  for (const { policy: arn, name, document } of attached) {
    const inForce = document ?? awsManagedPolicy(arn)?.document;
    if (inForce === undefined)
      throw new Error(`${label} has the policy ${arn}, which nobody knows`);
    policies.push({
      type: 'identity',
      arn,
      label: `${label}, managed policy ${name}`,
      document: compile(inForce, 'identity'),
    });
  }
  heldByInline.set(inline, { attached, policies });
  return policies;
}

const boundaries = new Map<string, { readonly document: string; readonly policy: Policy }>();

async function boundaryOf(store: Reader, arn: string): Promise<Policy> {
  const document = await managedPolicyText(store, arn);
  if (document === undefined) {
    // A boundary whose policy is gone permits nothing.
    return {
      type: 'boundary',
      arn,
      label: `permissions boundary ${arn}`,
      document: compile(NOTHING, 'identity'),
    };
  }
  const known = boundaries.get(arn);
  if (known?.document === document) return known.policy;
  const policy: Policy = {
    type: 'boundary',
    arn,
    label: `permissions boundary ${arn}`,
    document: compile(document, 'identity'),
  };
  boundaries.set(arn, { document, policy });
  return policy;
}

const NOTHING =
  '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"*","Resource":"*"}]}';

/** The text in force of a managed policy, AWS's own included. */
export async function managedPolicyText(store: Reader, arn: string): Promise<string | undefined> {
  return awsManagedPolicy(arn)?.document ?? (await store.one(selectPolicyText, { arn }))?.document;
}

/** Users' and roles' unique ids by their ARNs, and back: what stored policies are bound to. */
export const principalIds = (store: Reader): Pick<Principals, 'idsOf' | 'arnsOf'> => ({
  idsOf: async (arns) => {
    const ids = new Map<string, string>();
    for (const arn of arns) {
      const row = await (arn.includes(':role/')
        ? store.one(selectRoleByArn, { arn })
        : store.one(selectUserByArn, { arn }));
      if (row) ids.set(arn, row.id);
    }
    return ids;
  },
  arnsOf: async (ids) => {
    const arns = new Map<string, string>();
    for (const id of ids) {
      const row = await (id.startsWith('AROA')
        ? store.one(selectRoleById, { id })
        : store.one(selectUserById, { id }));
      if (row) arns.set(id, row.arn);
    }
    return arns;
  },
});

interface RoleForSts {
  readonly arn: string;
  readonly id: string;
  readonly name: string;
  readonly account: string;
  readonly maxSessionSeconds: number;
  readonly tags: { readonly [key: string]: string };
  readonly policy: Policy;
}

const rolesByRow = new WeakMap<RoleRow, RoleForSts>();

/** What STS must know of roles, policies and keys. */
export const rolesForSts = () => ({
  findRole: async (store: Reader, arn: string): Promise<RoleForSts | undefined> => {
    const row = await store.one(selectRoleByArn, { arn });
    if (!row) return undefined;
    let role = rolesByRow.get(row);
    if (!role) {
      role = {
        arn: row.arn,
        id: row.id,
        name: row.name,
        account: row.account,
        maxSessionSeconds: row.max_session,
        tags: tagRecord(row.tags),
        policy: {
          type: 'resource',
          label: `trust policy of ${row.arn}`,
          document: compile(row.trust, 'trust'),
        },
      };
      rolesByRow.set(row, role);
    }
    return role;
  },
  managedPolicyText,
  accountOfAccessKey: async (store: Reader, accessKeyId: string): Promise<string | undefined> =>
    (await store.one(selectAccessKey, { id: accessKeyId }))?.account,
});
