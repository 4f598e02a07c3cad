import { statement } from '../../store/statement.ts';
import type { PolicyRow, PolicyVersionRow } from './tables.ts';

const POLICY =
  'arn, id, account, name, name_key, path, description, version, newest, tags, created_at, updated_at, revision';

export const selectPolicy = statement<{ arn: string }, PolicyRow>(
  `select ${POLICY} from iam_policy where arn = :arn`,
);

export const selectPolicyByName = statement<{ account: string; name_key: string }, PolicyRow>(
  `select ${POLICY} from iam_policy where account = :account and name_key = :name_key`,
);

/** All policies of an account under a path. */
export const selectPolicies = statement<{ account: string; prefix: string }, PolicyRow>(`
  select ${POLICY} from iam_policy
   where account = :account and substr(path, 1, length(:prefix)) = :prefix order by name_key`);

export const insertPolicy = statement<PolicyRow>(`
  insert into iam_policy (${POLICY})
  values (:arn, :id, :account, :name, :name_key, :path, :description, :version, :newest, :tags, :created_at,
          :updated_at, :revision)`);

type OfPolicy = { readonly arn: string; readonly revision: number };

export const updatePolicyVersions = statement<
  OfPolicy & { version: number; newest: number; updated_at: number }
>(`
  update iam_policy set version = :version, newest = :newest, updated_at = :updated_at, revision = revision + 1
   where arn = :arn and revision = :revision`);

export const updatePolicyTags = statement<OfPolicy & { tags: string }>(`
  update iam_policy set tags = :tags, revision = revision + 1 where arn = :arn and revision = :revision`);

export const deletePolicyRow = statement<OfPolicy>(
  'delete from iam_policy where arn = :arn and revision = :revision',
);

export const selectPolicyVersions = statement<{ policy: string }, PolicyVersionRow>(`
  select policy, number, document, created_at from iam_policy_version
   where policy = :policy order by number desc`);

export const insertPolicyVersion = statement<PolicyVersionRow>(`
  insert into iam_policy_version (policy, number, document, created_at)
  values (:policy, :number, :document, :created_at)`);

export const deletePolicyVersionRow = statement<{ policy: string; number: number }>(
  'delete from iam_policy_version where policy = :policy and number = :number',
);

/** How often each policy is attached in an account. */
export const selectAttachmentCounts = statement<
  { account: string },
  { readonly policy: string; readonly number: number }
>(`
  select policy, count(*) as number from iam_attachment where account = :account group by policy`);

/** How often each policy is a boundary in an account. */
export const selectBoundaryCounts = statement<
  { account: string },
  { readonly policy: string; readonly number: number }
>(`
  select boundary as policy, count(*) as number
    from (select boundary from iam_user where account = :account and boundary is not null
          union all
          select boundary from iam_role where account = :account and boundary is not null) bound
   group by boundary`);

export type UseRow = {
  readonly kind: 'user' | 'group' | 'role';
  readonly id: string;
  readonly name: string;
  readonly name_key: string;
  readonly path: string;
};

/** Whom a policy is attached to in an account. */
export const selectHolders = statement<{ policy: string; account: string }, UseRow>(`
  select a.kind, e.id, e.name, e.name_key, e.path from iam_attachment a
    join iam_user e on e.id = a.owner where a.policy = :policy and a.account = :account
  union all
  select a.kind, e.id, e.name, e.name_key, e.path from iam_attachment a
    join iam_group e on e.id = a.owner where a.policy = :policy and a.account = :account
  union all
  select a.kind, e.id, e.name, e.name_key, e.path from iam_attachment a
    join iam_role e on e.id = a.owner where a.policy = :policy and a.account = :account`);

/** Whose boundary a policy is in an account. */
export const selectBounded = statement<{ policy: string; account: string }, UseRow>(`
  select 'user' as kind, id, name, name_key, path from iam_user where boundary = :policy and account = :account
  union all
  select 'role' as kind, id, name, name_key, path from iam_role where boundary = :policy and account = :account`);

export const deleteAttachment = statement<{ owner: string; policy: string }>(
  'delete from iam_attachment where owner = :owner and policy = :policy',
);
