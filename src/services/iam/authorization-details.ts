/** Users, groups, roles and policies with all that hangs on them, as one inventory shows them. */
import type { Instant } from '../../base/clock.ts';
import type * as T from '../../generated/iam.types.ts';
import type { Principals } from '../../operation/operation.ts';
import type { Reader } from '../../store/store.ts';
import { type AwsManagedPolicy, awsManagedPolicies } from './aws-managed.ts';
import { shownBoundary } from './boundary.ts';
import { shownDocument } from './documents.ts';
import { listedInstanceProfiles } from './instance-profile.ts';
import { selectInstanceProfilesOfRole } from './instance-profile-tables.ts';
import { selectGroups } from './group-tables.ts';
import { listedPolicy, type Usage, versionId } from './managed-policy.ts';
import { selectPolicies, selectPolicyVersions } from './managed-policy-tables.ts';
import { lastUseOfRole } from './role.ts';
import { selectRoles } from './role-tables.ts';
import {
  type GroupRow,
  type PolicyRow,
  type RoleRow,
  selectAttachedPolicies,
  selectGroupsOfUser,
  selectInlinePolicies,
  type UserRow,
} from './tables.ts';
import { shownTags } from './tag-pairs.ts';
import { showTrust } from './trust.ts';
import { selectUsers } from './user-tables.ts';

/** The kinds of things in the inventory, in its order. */
export const KINDS = ['User', 'Group', 'Role', 'LocalManagedPolicy', 'AWSManagedPolicy'] as const;
export type Kind = (typeof KINDS)[number];

/** One thing of the inventory, before it is shown. */
export type Entry = { readonly key: string } & (
  | { readonly kind: 'User'; readonly row: UserRow }
  | { readonly kind: 'Group'; readonly row: GroupRow }
  | { readonly kind: 'Role'; readonly row: RoleRow }
  | { readonly kind: 'LocalManagedPolicy'; readonly row: PolicyRow }
  | { readonly kind: 'AWSManagedPolicy'; readonly row: AwsManagedPolicy }
);

interface Inventory {
  readonly store: Reader;
  readonly now: Instant;
  readonly account: string;
  readonly usage: Usage;
}

/** The next entries of the kinds that are asked for: kind by kind, and by name within each. */
export async function readEntries(
  of: Inventory,
  kinds: ReadonlySet<Kind>,
  { after, count }: { readonly after: string; readonly count: number },
): Promise<readonly Entry[]> {
  const [started, ...rest] = after.split(' ');
  const first = started === '' ? 0 : Number(started);
  const entries: Entry[] = [];
  for (let i = first; i < KINDS.length && entries.length < count; i++) {
    const kind = KINDS[i]!;
    if (!kinds.has(kind)) continue;
    const name = i === first ? rest.join(' ') : '';
    const rows = await readKind(of, kind, { after: name, count: count - entries.length });
    for (const row of rows) entries.push({ key: `${i} ${nameKey(row)}`, kind, row } as Entry);
  }
  return entries;
}

type Row = Entry['row'];

async function readKind(
  { store, account, usage }: Inventory,
  kind: Kind,
  { after, count }: { readonly after: string; readonly count: number },
): Promise<readonly Row[]> {
  const everywhere = { account, prefix: '/' };
  if (kind === 'User') return store.all(selectUsers, { ...everywhere, after, count });
  if (kind === 'Group') return store.all(selectGroups, { ...everywhere, after, count });
  if (kind === 'Role') return store.all(selectRoles, { ...everywhere, after, count });
  const policies: readonly (PolicyRow | AwsManagedPolicy)[] =
    kind === 'LocalManagedPolicy'
      ? await store.all(selectPolicies, everywhere)
      : // Of AWS's policies those that somebody here has: the others say nothing about this account.
        awsManagedPolicies()
          .filter(({ arn }) => usage.attached(arn) + usage.bounding(arn) > 0)
          .sort((a, b) => (nameKey(a) < nameKey(b) ? -1 : 1));
  return policies.filter((policy) => nameKey(policy) > after).slice(0, count);
}

const nameKey = (row: Row): string => ('name_key' in row ? row.name_key : row.name.toLowerCase());

/** Shows what a page holds, each kind in its own list. */
export async function shownEntries(
  of: Inventory,
  entries: readonly Entry[],
  principals: Principals,
): Promise<T.GetAccountAuthorizationDetailsResponse> {
  const users: T.UserDetail[] = [];
  const groups: T.GroupDetail[] = [];
  const roles: T.RoleDetail[] = [];
  const policies: T.ManagedPolicyDetail[] = [];
  for (const { kind, row } of entries) {
    if (kind === 'User') users.push(await userDetail(of.store, row));
    else if (kind === 'Group') groups.push(await groupDetail(of.store, row));
    else if (kind === 'Role') roles.push(await roleDetail(of, row, principals));
    else policies.push(await policyDetail(of, row));
  }
  return {
    UserDetailList: users,
    GroupDetailList: groups,
    RoleDetailList: roles,
    Policies: policies,
  };
}

async function userDetail(store: Reader, row: UserRow): Promise<T.UserDetail> {
  const groups = await store.all(selectGroupsOfUser, { user_id: row.id });
  return {
    ...(await common(store, row)),
    UserName: row.name,
    UserId: row.id,
    UserPolicyList: await inlineOf(store, row.id),
    GroupList: groups.map(({ name }) => name),
    PermissionsBoundary: shownBoundary(row.boundary),
    Tags: shownTags(row.tags) ?? [],
  };
}

async function groupDetail(store: Reader, row: GroupRow): Promise<T.GroupDetail> {
  return {
    ...(await common(store, row)),
    GroupName: row.name,
    GroupId: row.id,
    GroupPolicyList: await inlineOf(store, row.id),
  };
}

async function roleDetail(
  of: Inventory,
  row: RoleRow,
  principals: Principals,
): Promise<T.RoleDetail> {
  const { store } = of;
  const [trust] = await showTrust([row.trust], principals);
  return {
    ...(await common(store, row)),
    RoleName: row.name,
    RoleId: row.id,
    AssumeRolePolicyDocument: shownDocument(trust!),
    InstanceProfileList: await listedInstanceProfiles(
      await store.all(selectInstanceProfilesOfRole, { role_id: row.id }),
      { store, principals },
    ),
    RolePolicyList: await inlineOf(store, row.id),
    PermissionsBoundary: shownBoundary(row.boundary),
    Tags: shownTags(row.tags) ?? [],
    RoleLastUsed: await lastUseOfRole(of, row),
  };
}

const common = async (store: Reader, row: UserRow | GroupRow | RoleRow) => ({
  Path: row.path,
  Arn: row.arn,
  CreateDate: row.created_at,
  AttachedManagedPolicies: (await store.all(selectAttachedPolicies, { owner: row.id })).map(
    ({ name, policy }) => ({ PolicyName: name, PolicyArn: policy }),
  ),
});

const inlineOf = async (store: Reader, owner: string): Promise<readonly T.PolicyDetail[]> =>
  (await store.all(selectInlinePolicies, { owner })).map(({ name, document }) => ({
    PolicyName: name,
    PolicyDocument: shownDocument(document),
  }));

async function policyDetail(
  { store, usage }: Inventory,
  policy: PolicyRow | AwsManagedPolicy,
): Promise<T.ManagedPolicyDetail> {
  return {
    ...listedPolicy(policy, usage),
    Description: policy.description ?? undefined,
    PolicyVersionList: await versionsOf(store, policy),
  };
}

async function versionsOf(
  store: Reader,
  policy: PolicyRow | AwsManagedPolicy,
): Promise<readonly T.PolicyVersion[]> {
  const versions =
    'document' in policy
      ? textsOf(policy)
      : await store.all(selectPolicyVersions, { policy: policy.arn });
  return versions.map(({ number, document, created_at }) => ({
    Document: shownDocument(document),
    VersionId: versionId(number),
    IsDefaultVersion: number === policy.version,
    CreateDate: created_at,
  }));
}

/** The version in force of one of AWS's policies, where its text is known. */
const textsOf = ({ version, document, updatedAt }: AwsManagedPolicy) =>
  document === undefined ? [] : [{ number: version, document, created_at: updatedAt }];
