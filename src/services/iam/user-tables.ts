import { statement } from '../../store/statement.ts';
import type { OfRevision } from './inline-tables.ts';
import type { UserRow } from './tables.ts';

const USER = 'id, account, name, name_key, path, arn, boundary, tags, created_at, revision';

/** A page of an account's users under a path, by name. */
export const selectUsers = statement<
  { account: string; prefix: string; after: string; count: number },
  UserRow
>(`
  select ${USER} from iam_user
   where account = :account and name_key > :after and substr(path, 1, length(:prefix)) = :prefix
   order by name_key limit :count`);

export const renameUser = statement<
  OfRevision & { name: string; name_key: string; path: string; arn: string }
>(`
  update iam_user set name = :name, name_key = :name_key, path = :path, arn = :arn, revision = revision + 1
   where id = :id and revision = :revision`);

export const updateUserBoundary = statement<OfRevision & { boundary: string | null }>(`
  update iam_user set boundary = :boundary, revision = revision + 1 where id = :id and revision = :revision`);

export const updateUserTags = statement<OfRevision & { tags: string }>(`
  update iam_user set tags = :tags, revision = revision + 1 where id = :id and revision = :revision`);

export const deleteUserRow = statement<OfRevision>(
  'delete from iam_user where id = :id and revision = :revision',
);
