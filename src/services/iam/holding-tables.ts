import { cachedStatement } from '../../store/statement.ts';

/** One row about the user or role himself, and one for each policy that he has, himself or by a group. */
export type HoldingRow = {
  readonly what: 'self' | 'inline' | 'attached';
  /** Whose the policy is. */
  readonly kind: 'user' | 'group' | 'role';
  readonly owner: string;
  /** The policy's name; empty in the row about himself. */
  readonly name: string;
  /** The ARN of the managed policy; of the boundary in the row about himself. */
  readonly policy: string | null;
  /** The text in force; AWS's own policies have none here. */
  readonly document: string | null;
  /** His tags; empty in the other rows. */
  readonly tags: string;
};

/** Everything that a user has, in one cached answer: the row about himself first. */
export const selectHoldingsOfUser = cachedStatement<{ id: string }, HoldingRow>(`
  with holder as (
    select id, 'user' as kind, name from iam_user where id = :id
    union all
    select g.id, 'group' as kind, g.name from iam_membership m join iam_group g on g.id = m.group_id
     where m.user_id = :id)
  select 'self' as what, 'user' as kind, u.name as owner, '' as name, u.boundary as policy, v.document, u.tags
    from iam_user u
    left join iam_policy p on p.arn = u.boundary
    left join iam_policy_version v on v.policy = p.arn and v.number = p.version
   where u.id = :id
  union all
  select 'inline', h.kind, h.name, i.name, null, i.document, ''
    from holder h join iam_inline_policy i on i.owner = h.id
  union all
  select 'attached', h.kind, h.name, a.name, a.policy, v.document, ''
    from holder h
    join iam_attachment a on a.owner = h.id
    left join iam_policy p on p.arn = a.policy
    left join iam_policy_version v on v.policy = p.arn and v.number = p.version
   order by 1 desc, 2 desc, 3, 4`);

/** Everything that a role has, in one cached answer: the row about itself first. */
export const selectHoldingsOfRole = cachedStatement<{ id: string }, HoldingRow>(`
  select 'self' as what, 'role' as kind, r.name as owner, '' as name, r.boundary as policy, v.document, r.tags
    from iam_role r
    left join iam_policy p on p.arn = r.boundary
    left join iam_policy_version v on v.policy = p.arn and v.number = p.version
   where r.id = :id
  union all
  select 'inline', 'role', r.name, i.name, null, i.document, ''
    from iam_role r join iam_inline_policy i on i.owner = r.id
   where r.id = :id
  union all
  select 'attached', 'role', r.name, a.name, a.policy, v.document, ''
    from iam_role r
    join iam_attachment a on a.owner = r.id
    left join iam_policy p on p.arn = a.policy
    left join iam_policy_version v on v.policy = p.arn and v.number = p.version
   where r.id = :id
   order by 1 desc, 2 desc, 3, 4`);
