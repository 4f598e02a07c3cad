/** Managed policies attached to users, groups and roles. */
import type { AttachedPolicy } from '../../generated/iam.types.ts';
import type { Caller } from '../../operation/caller.ts';
import type { ConditionKeys } from '../../operation/operation.ts';
import { type Change, change } from '../../store/statement.ts';
import type { Reader } from '../../store/store.ts';
import { awsManagedPolicy, isForServices } from './aws-managed.ts';
import { touchPolicy } from './boundary-tables.ts';
import { quotaExceeded } from './documents.ts';
import { boundedKeys, type Owner, type OwnerKind, touch } from './inline-policy.ts';
import { accountOfPolicy } from './managed-policy.ts';
import { deleteAttachment, selectPolicy } from './managed-policy-tables.ts';
import { type More, type PagedCall, pageOf, readFrom } from './page.ts';
import { insertAttachment, selectAttachedPolicies } from './tables.ts';

type OfArn = { readonly PolicyArn: string };

/** What policies may ask of a request that attaches or detaches one. */
export const attachmentKeys = ({ PolicyArn }: OfArn, owner: Owner | undefined): ConditionKeys => ({
  'iam:PolicyARN': PolicyArn,
  ...boundedKeys(undefined, owner),
});

interface AttachmentCall<Codes extends string> {
  readonly input: OfArn;
  readonly store: Reader;
  readonly resource: Owner;
  readonly error: (code: Codes, message: string) => Error;
}

type Written = Promise<{ readonly output: {}; readonly changes?: readonly Change[] }>;

/** Attaches a policy; to do so twice changes nothing. */
export async function attachPolicy({
  input: { PolicyArn: policy },
  store,
  caller,
  resource: owner,
  error,
}: AttachmentCall<'NoSuchEntity' | 'LimitExceeded' | 'PolicyNotAttachable'> & {
  readonly caller: Caller;
}): Written {
  const account = accountOfPolicy(policy);
  const aws = awsManagedPolicy(policy);
  const own =
    account === caller.account ? await store.one(selectPolicy, { arn: policy }) : undefined;
  const name = (aws ?? own)?.name;
  if (name === undefined) {
    const message = `Policy ${policy} does not exist or is not attachable.`;
    throw error('NoSuchEntity', message);
  }
  if (isForServices(policy)) throw error('PolicyNotAttachable', ONLY_SERVICES);
  const { id } = owner.row;
  const there = await store.all(selectAttachedPolicies, { owner: id });
  if (there.some((one) => one.policy === policy)) return { output: {} };
  if (there.length >= POLICIES_PER_OWNER) {
    const quota = { name: QUOTAS[owner.kind], most: POLICIES_PER_OWNER };
    throw error('LimitExceeded', quotaExceeded(quota));
  }
  const row = { owner: id, policy, kind: owner.kind, account: owner.account, name };
  const held = own ? [change(touchPolicy, { arn: policy })] : [];
  return { output: {}, changes: [touch(owner), ...held, change(insertAttachment, row)] };
}

/** Takes a policy off. */
export async function detachPolicy({
  input: { PolicyArn: policy },
  store,
  resource: owner,
  error,
}: AttachmentCall<'NoSuchEntity'>): Written {
  accountOfPolicy(policy);
  const there = await store.all(selectAttachedPolicies, { owner: owner.row.id });
  if (!there.some((one) => one.policy === policy))
    throw error('NoSuchEntity', `Policy ${policy} was not found.`);
  const gone = { owner: owner.row.id, policy };
  return { output: {}, changes: [touch(owner), change(deleteAttachment, gone)] };
}

/** A page of what is attached, by name. */
export async function attachedPolicies(
  call: PagedCall & {
    readonly input: { readonly PathPrefix?: string | undefined };
    readonly store: Reader;
    readonly resource: Owner;
  },
): Promise<{ readonly AttachedPolicies: readonly AttachedPolicy[] } & More> {
  const { id } = call.resource.row;
  const prefix = call.input.PathPrefix ?? '/';
  const there = await call.store.all(selectAttachedPolicies, { owner: id });
  const under = there.filter(({ policy }) => pathOf(policy).startsWith(prefix));
  const byName = readFrom(under, ({ name, policy }) => `${name.toLowerCase()} ${policy}`);
  const { shown, more } = await pageOf(call, `attached to ${id} under ${prefix}`, byName);
  const AttachedPolicies = shown.map(({ name, policy }) => ({
    PolicyName: name,
    PolicyArn: policy,
  }));
  return { AttachedPolicies, ...more };
}

/** `/path/` of `arn:aws:iam::A:policy/path/name`. */
const pathOf = (arn: string): string => arn.slice(arn.indexOf('/'), arn.lastIndexOf('/') + 1);

const ONLY_SERVICES = 'Cannot attach a Service Role Policy to a Customer Role.';

/** AWS's own limit, before anybody has it raised. */
const POLICIES_PER_OWNER = 10;
const QUOTAS: { readonly [kind in OwnerKind]: string } = {
  user: 'PoliciesPerUser',
  group: 'PoliciesPerGroup',
  role: 'PoliciesPerRole',
};
