import { cachedStatement, statement } from '../../store/statement.ts';
import type { OfRevision } from './inline-tables.ts';
import type { GroupRow, MembershipRow, UserRow } from './tables.ts';

const GROUP = 'id, account, name, name_key, path, arn, created_at, revision';

export const insertGroup = statement<GroupRow>(`
  insert into iam_group (${GROUP})
  values (:id, :account, :name, :name_key, :path, :arn, :created_at, :revision)`);

export const updateGroupRow = statement<
  OfRevision & { name: string; name_key: string; path: string; arn: string }
>(`
  update iam_group set name = :name, name_key = :name_key, path = :path, arn = :arn, revision = revision + 1
   where id = :id and revision = :revision`);

export const deleteGroupRow = statement<OfRevision>(
  'delete from iam_group where id = :id and revision = :revision',
);

/** A page of an account's groups under a path, by name. */
export const selectGroups = statement<
  { account: string; prefix: string; after: string; count: number },
  GroupRow
>(`
  select ${GROUP} from iam_group
   where account = :account and name_key > :after and substr(path, 1, length(:prefix)) = :prefix
   order by name_key limit :count`);

/** A page of a group's users, by name. */
export const selectUsersOfGroup = statement<
  { group_id: string; after: string; count: number },
  UserRow
>(`
  select u.id, u.account, u.name, u.name_key, u.path, u.arn, u.boundary, u.tags, u.created_at, u.revision
    from iam_membership m join iam_user u on u.id = m.user_id
   where m.group_id = :group_id and u.name_key > :after
   order by u.name_key limit :count`);

export const selectMembership = cachedStatement<
  { group_id: string; user_id: string },
  MembershipRow
>(`
  select group_id, user_id, account from iam_membership
   where group_id = :group_id and user_id = :user_id`);

export const insertMembership = statement<MembershipRow>(
  'insert into iam_membership (group_id, user_id, account) values (:group_id, :user_id, :account)',
);

export const deleteMembership = statement<{ group_id: string; user_id: string }>(
  'delete from iam_membership where group_id = :group_id and user_id = :user_id',
);
