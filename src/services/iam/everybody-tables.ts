import { cachedStatement } from '../../store/statement.ts';
import type { HoldingRow } from './holding-tables.ts';

/** A row about a user or a role himself, or about a policy of his; all rows of one stand together. */
export type EverybodyRow = HoldingRow & {
  readonly id: string;
  readonly account: string;
  readonly arn: string;
  /** A role's trust policy; null for users. */
  readonly trust: string | null;
};

/** What every user of the house has, himself or by a group: as `selectHoldingsOfUser` tells of one. */
export const selectEveryUser = cachedStatement<{}, EverybodyRow>(`
  with holder as (
    select id as user_id, id, 'user' as kind, name from iam_user
    union all
    select m.user_id, g.id, 'group' as kind, g.name
      from iam_membership m join iam_group g on g.id = m.group_id)
  select u.id, u.account, u.arn, null as trust, 'self' as what, 'user' as kind, u.name as owner, '' as name,
         u.boundary as policy, v.document, u.tags
    from iam_user u
    left join iam_policy p on p.arn = u.boundary
    left join iam_policy_version v on v.policy = p.arn and v.number = p.version
  union all
  select h.user_id, '', '', null, 'inline', h.kind, h.name, i.name, null, i.document, ''
    from holder h join iam_inline_policy i on i.owner = h.id
  union all
  select h.user_id, '', '', null, 'attached', h.kind, h.name, a.name, a.policy, v.document, ''
    from holder h
    join iam_attachment a on a.owner = h.id
    left join iam_policy p on p.arn = a.policy
    left join iam_policy_version v on v.policy = p.arn and v.number = p.version
   order by 1, 5 desc, 6 desc, 7, 8`);

/** What every role of the house has. */
export const selectEveryRole = cachedStatement<{}, EverybodyRow>(`
  select r.id, r.account, r.arn, r.trust, 'self' as what, 'role' as kind, r.name as owner, '' as name,
         r.boundary as policy, v.document, r.tags
    from iam_role r
    left join iam_policy p on p.arn = r.boundary
    left join iam_policy_version v on v.policy = p.arn and v.number = p.version
  union all
  select r.id, '', '', null, 'inline', 'role', r.name, i.name, null, i.document, ''
    from iam_role r join iam_inline_policy i on i.owner = r.id
  union all
  select r.id, '', '', null, 'attached', 'role', r.name, a.name, a.policy, v.document, ''
    from iam_role r
    join iam_attachment a on a.owner = r.id
    left join iam_policy p on p.arn = a.policy
    left join iam_policy_version v on v.policy = p.arn and v.number = p.version
   order by 1, 5 desc, 6 desc, 7, 8`);
