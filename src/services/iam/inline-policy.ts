/** Policies that are part of a user, a group or a role, and of nobody else. */
import type { Asking, ConditionKeys, Missing, Resource } from '../../operation/operation.ts';
import { policySize } from '../../policy/size.ts';
import { type Change, change, type Statement } from '../../store/statement.ts';
import type { Reader } from '../../store/store.ts';
import { boundaryKeys, resourceTagKeys } from './condition-keys.ts';
import { readDocument, shownDocument } from './documents.ts';
import {
  type ByName,
  deleteInlinePolicyRow,
  insertInlinePolicy,
  selectGroupByName,
  selectRoleByName,
  selectUserByName,
  touchGroup,
  touchRole,
  touchUser,
  updateInlinePolicy,
} from './inline-tables.ts';
import { type More, type PagedCall, pageOf, readFrom } from './page.ts';
import { entityArn } from './paths.ts';
import { type GroupRow, type RoleRow, selectInlinePolicies, type UserRow } from './tables.ts';
import { tagRecord } from './tag-pairs.ts';

export type OwnerKind = 'user' | 'group' | 'role';

interface Rows {
  readonly user: UserRow;
  readonly group: GroupRow;
  readonly role: RoleRow;
}

/** A user, group or role as the owner of policies. */
export interface OwnerOf<Kind extends OwnerKind> extends Resource {
  readonly kind: Kind;
  readonly row: Rows[Kind];
  readonly tags: { readonly [key: string]: string };
}

export type Owner = OwnerOf<OwnerKind>;

/** The access of an operation on a user's own policies. */
export const onUser = <const Action extends `iam:${string}`>(action: Action) => ({
  action,
  on: ({ UserName }: { readonly UserName: string }, asking: Asking) =>
    findOwner(asking, 'user', UserName),
  keys: ownerKeys,
});

/** The access of an operation on a group's own policies. */
export const onGroup = <const Action extends `iam:${string}`>(action: Action) => ({
  action,
  on: ({ GroupName }: { readonly GroupName: string }, asking: Asking) =>
    findOwner(asking, 'group', GroupName),
});

/** The access of an operation on a role's own policies. */
export const onRole = <const Action extends `iam:${string}`>(action: Action) => ({
  action,
  on: ({ RoleName }: { readonly RoleName: string }, asking: Asking) =>
    findOwner(asking, 'role', RoleName),
  keys: ownerKeys,
});

const OWNERS = {
  user: { type: 'AWS::IAM::User', select: selectUserByName, touch: touchUser, quota: 2048 },
  group: { type: 'AWS::IAM::Group', select: selectGroupByName, touch: touchGroup, quota: 5120 },
  role: { type: 'AWS::IAM::Role', select: selectRoleByName, touch: touchRole, quota: 10_240 },
};

/** The user, group or role of this name in the caller's account. */
export async function findOwner<Kind extends OwnerKind>(
  { store, caller: { account } }: Pick<Asking, 'store' | 'caller'>,
  kind: Kind,
  name: string,
): Promise<OwnerOf<Kind> | Missing<'NoSuchEntity'>> {
  const row = await findRow(store, kind, { account, name_key: name.toLowerCase() });
  // AWS's refusals call him by the name that was sent, whether he exists or not.
  const shown = `${kind} ${name}`;
  if (!row) {
    return {
      missing: entityArn(account, kind, { path: '/', name }),
      shown,
      account,
      error: 'NoSuchEntity',
      message: `The ${kind} with name ${name} cannot be found.`,
    };
  }
  const tags = 'tags' in row ? tagRecord(row.tags) : {};
  return { arn: row.arn, shown, account, type: OWNERS[kind].type, tags, kind, row };
}

const findRow = <Kind extends OwnerKind>(
  store: Reader,
  kind: Kind,
  key: ByName,
): Promise<Rows[Kind] | undefined> =>
  store.one(OWNERS[kind].select as Statement<ByName, Rows[Kind]>, key);

/** `iam:ResourceTag/…` of an owner. */
export const ownerKeys = (_input: unknown, owner: Owner | undefined): ConditionKeys =>
  resourceTagKeys(owner?.tags);

/** The same with his boundary: whether policies are written may depend on what bounds them. */
export const boundedKeys = (_input: unknown, owner: Owner | undefined): ConditionKeys => ({
  ...resourceTagKeys(owner?.tags),
  ...(owner && 'boundary' in owner.row && boundaryKeys(owner.row.boundary)),
});

/** A handler's call, as far as inline policies need it. */
interface InlineCall<Codes extends string> {
  readonly store: Reader;
  readonly resource: Owner;
  readonly error: (code: Codes, message: string) => Error;
}

/** Writes an inline policy, new or in the place of an older one. */
export async function putInlinePolicy(
  { store, resource: owner, error }: InlineCall<'MalformedPolicyDocument' | 'LimitExceeded'>,
  {
    PolicyName: name,
    PolicyDocument: document,
  }: { readonly PolicyName: string; readonly PolicyDocument: string },
): Promise<{ readonly output: {}; readonly changes: readonly Change[] }> {
  readDocument(document, 'identity', error);
  const there = await store.all(selectInlinePolicies, { owner: owner.row.id });
  const others = there.filter((policy) => policy.name !== name);
  const { quota } = OWNERS[owner.kind];
  const size = others.reduce((sum, policy) => sum + policySize(policy.document), 0);
  if (size + policySize(document) > quota) {
    throw error(
      'LimitExceeded',
      `Maximum policy size of ${quota} bytes exceeded for ${owner.kind} ${owner.row.name}`,
    );
  }
  const write = others.length < there.length ? updateInlinePolicy : insertInlinePolicy;
  const row = { owner: owner.row.id, name, document };
  return { output: {}, changes: [touch(owner), change(write, row)] };
}

/** An inline policy's members, as all three Get operations show them. */
export async function shownInlinePolicy(
  call: InlineCall<'NoSuchEntity'>,
  name: string,
): Promise<{ readonly PolicyName: string; readonly PolicyDocument: string }> {
  const policy = await readInlinePolicy(call, name);
  return { PolicyName: policy.name, PolicyDocument: shownDocument(policy.document) };
}

/** A page of the names of an owner's inline policies. */
export async function listInlinePolicies(
  call: PagedCall & { readonly store: Reader; readonly resource: Owner },
): Promise<{ readonly PolicyNames: readonly string[] } & More> {
  const owner = call.resource.row.id;
  const policies = await call.store.all(selectInlinePolicies, { owner });
  const list = `inline policies of ${owner}`;
  const { shown, more } = await pageOf(call, list, readFrom(policies, nameOf));
  return { PolicyNames: shown.map(nameOf), ...more };
}

const nameOf = ({ name }: { readonly name: string }): string => name;

/** Takes an inline policy away. */
export async function deleteInlinePolicy(
  call: InlineCall<'NoSuchEntity'>,
  name: string,
): Promise<{ readonly output: {}; readonly changes: readonly Change[] }> {
  const policy = await readInlinePolicy(call, name);
  const { owner } = policy;
  return {
    output: {},
    changes: [touch(call.resource), change(deleteInlinePolicyRow, { owner, name: policy.name })],
  };
}

async function readInlinePolicy(
  { store, resource: owner, error }: InlineCall<'NoSuchEntity'>,
  name: string,
) {
  const policies = await store.all(selectInlinePolicies, { owner: owner.row.id });
  const policy = policies.find((one) => one.name === name);
  if (!policy)
    throw error('NoSuchEntity', `The ${owner.kind} policy with name ${name} cannot be found.`);
  return policy;
}

/** Counts the owner's revision up: two writers about one owner come one after the other. */
export const touch = ({ kind, row: { id, revision } }: Owner): Change =>
  change(OWNERS[kind].touch, { id, revision });
