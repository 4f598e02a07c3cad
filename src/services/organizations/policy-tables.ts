import { cachedStatement, statement } from '../../store/statement.ts';

export const POLICY_TABLES = `
     create table organization_policy_type (
       organization text not null,
       type         text not null,
       primary key (organization, type)
     ) strict;
     create table organization_policy (
       id           text primary key,
       organization text not null,
       type         text not null,
       name         text not null,
       description  text not null,
       content      text not null,
       tags         text not null,    -- JSON object
       updated_at   integer not null,
       revision     integer not null,
       unique (organization, type, name)
     ) strict;
     create table organization_attachment (
       target       text not null,    -- the root, a unit or an account
       policy       text not null,    -- one of AWS's own has no row
       organization text not null,
       type         text not null,
       attached_at  integer not null,
       primary key (target, policy)
     ) strict;
     create index organization_attachment_policy on organization_attachment (organization, policy, target);`;

export type PolicyRow = {
  id: string;
  organization: string;
  type: string;
  name: string;
  description: string;
  content: string;
  tags: string;
  updated_at: number;
  revision: number;
};

export type AttachmentRow = {
  target: string;
  policy: string;
  organization: string;
  type: string;
  attached_at: number;
};

const POLICY = 'id, organization, type, name, description, content, tags, updated_at, revision';
const ATTACHMENT = 'target, policy, organization, type, attached_at';

export const selectPolicyTypes = cachedStatement<{ organization: string }, { type: string }>(
  'select type from organization_policy_type where organization = :organization order by type',
);

export const insertPolicyType = statement<{ organization: string; type: string }>(
  'insert into organization_policy_type (organization, type) values (:organization, :type)',
);

export const deletePolicyType = statement<{ organization: string; type: string }>(
  'delete from organization_policy_type where organization = :organization and type = :type',
);

export const deletePolicyTypesOf = statement<{ organization: string }>(
  'delete from organization_policy_type where organization = :organization',
);

export const selectPolicy = cachedStatement<{ id: string }, PolicyRow>(
  `select ${POLICY} from organization_policy where id = :id`,
);

export const selectPolicyNamed = statement<
  { organization: string; type: string; name: string },
  PolicyRow
>(`
  select ${POLICY} from organization_policy
   where organization = :organization and type = :type and name = :name`);

export const selectPoliciesOf = statement<
  { organization: string; type: string; after: string; count: number },
  PolicyRow
>(`
  select ${POLICY} from organization_policy
   where organization = :organization and type = :type and id > :after order by id limit :count`);

export const countPolicies = statement<{ organization: string; type: string }, { count: number }>(`
  select count(*) as count from organization_policy where organization = :organization and type = :type`);

export const insertPolicy = statement<PolicyRow>(`
  insert into organization_policy (${POLICY})
  values (:id, :organization, :type, :name, :description, :content, :tags, :updated_at, :revision)`);

export const updatePolicy = statement<{
  id: string;
  name: string;
  description: string;
  content: string;
  updated_at: number;
  revision: number;
}>(`
  update organization_policy set name = :name, description = :description, content = :content,
         updated_at = :updated_at, revision = revision + 1
   where id = :id and revision = :revision`);

export const tagPolicy = statement<{ id: string; tags: string; revision: number }>(`
  update organization_policy set tags = :tags, revision = revision + 1
   where id = :id and revision = :revision`);

export const deletePolicy = statement<{ id: string; revision: number }>(
  'delete from organization_policy where id = :id and revision = :revision',
);

export const deletePoliciesOf = statement<{ organization: string }>(
  'delete from organization_policy where organization = :organization',
);

/** A policy that hangs on something; the text of one of AWS's own is null. */
export type AttachedRow = {
  id: string;
  target: string;
  type: string;
  name: string | null;
  description: string | null;
  content: string | null;
  updated_at: number | null;
  attached_at: number;
};

const ATTACHED =
  't.policy as id, t.target, t.type, p.name, p.description, p.content, p.updated_at, t.attached_at';

export const selectAttached = statement<
  { target: string; type: string; after: string; count: number },
  AttachedRow
>(`
  select ${ATTACHED} from organization_attachment t left join organization_policy p on p.id = t.policy
   where t.target = :target and t.type = :type and t.policy > :after order by t.policy limit :count`);

/** What hangs on an account and on everything that it lies in, from the root down. */
export const selectInherited = statement<
  { account: string; place: string; type: string },
  AttachedRow & { level: number }
>(`
  select ${ATTACHED}, n.level
    from lineage n
    join organization_attachment t on t.target = n.ancestor
    left join organization_policy p on p.id = t.policy
   where n.place = :place and t.type = :type
  union all
  select ${ATTACHED}, 99
    from organization_attachment t left join organization_policy p on p.id = t.policy
   where t.target = :account and t.type = :type
   order by 9, 8, 1`);

export const selectAttachment = statement<{ target: string; policy: string }, AttachmentRow>(
  `select ${ATTACHMENT} from organization_attachment where target = :target and policy = :policy`,
);

export const countAttachments = statement<{ target: string; type: string }, { count: number }>(
  'select count(*) as count from organization_attachment where target = :target and type = :type',
);

export const countTargets = statement<{ organization: string; policy: string }, { count: number }>(`
  select count(*) as count from organization_attachment
   where organization = :organization and policy = :policy`);

/** What a policy hangs on, with the names that people know. */
export const selectTargets = statement<
  { organization: string; policy: string; after: string; count: number },
  { id: string; account_name: string | null; unit_name: string | null }
>(`
  select t.target as id, a.name as account_name, u.name as unit_name
    from organization_attachment t
    left join account a on a.id = t.target
    left join organizational_unit u on u.id = t.target
   where t.organization = :organization and t.policy = :policy and t.target > :after
   order by t.target limit :count`);

export const insertAttachment = statement<AttachmentRow>(`
  insert into organization_attachment (${ATTACHMENT})
  values (:target, :policy, :organization, :type, :attached_at)`);

/** One of AWS's own policies onto everything in the organization: its root, its units, its accounts. */
export const attachEverywhere = statement<{
  organization: string;
  policy: string;
  type: string;
  attached_at: number;
}>(`
  insert into organization_attachment (target, policy, organization, type, attached_at)
  select e.id, :policy, :organization, :type, cast(:attached_at as bigint)
    from (select root_id as id from organization where id = :organization
          union all select id from organizational_unit where organization = :organization
          union all select id from account where organization = :organization) e
   where true
  on conflict (target, policy) do nothing`);

export const deleteAttachment = statement<{ target: string; policy: string }>(
  'delete from organization_attachment where target = :target and policy = :policy',
);

export const detachAllFrom = statement<{ target: string }>(
  'delete from organization_attachment where target = :target',
);

export const detachAllOfType = statement<{ organization: string; type: string }>(
  'delete from organization_attachment where organization = :organization and type = :type',
);

export const detachAllOf = statement<{ organization: string }>(
  'delete from organization_attachment where organization = :organization',
);

/**
 * One row about an account, and one for each service or resource control policy that bears on it:
 * all that every request of its callers asks, in one cached answer.
 */
export type StandingRow = {
  what: 'account' | 'guardrail';
  /** 0 at the root; 99 at the account itself. */
  level: number;
  status: string;
  organization: string | null;
  management_account: string | null;
  path: string | null;
  type: string;
  policy: string;
  name: string | null;
  content: string | null;
};

export const selectStanding = cachedStatement<{ id: string }, StandingRow>(`
  select 'account' as what, -1 as level, a.status, o.id as organization, o.management_account,
         coalesce(u.path, o.id || '/' || o.root_id || '/') as path,
         '' as type, '' as policy, null as name, null as content
    from account a
    left join organization o on o.id = a.organization
    left join organizational_unit u on u.id = a.parent
   where a.id = :id
  union all
  select 'guardrail', n.level, '', null, null, null, t.type, t.policy, p.name, p.content
    from account a
    join lineage n on n.place = a.parent
    join organization_attachment t on t.target = n.ancestor
    left join organization_policy p on p.id = t.policy
   where a.id = :id and t.type in ('SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY')
  union all
  select 'guardrail', 99, '', null, null, null, t.type, t.policy, p.name, p.content
    from organization_attachment t left join organization_policy p on p.id = t.policy
   where t.target = :id and t.type in ('SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY')
   order by 2, 8`);
