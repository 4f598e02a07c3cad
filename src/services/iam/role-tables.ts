import { statement } from '../../store/statement.ts';
import type { OfRevision } from './inline-tables.ts';
import type { RoleRow } from './tables.ts';

/** A page of an account's roles under a path, by name. */
export const selectRoles = statement<
  { account: string; prefix: string; after: string; count: number },
  RoleRow
>(`
  select id, account, name, name_key, path, arn, description, trust, max_session, boundary, tags, created_at,
         revision
    from iam_role
   where account = :account and name_key > :after and substr(path, 1, length(:prefix)) = :prefix
   order by name_key limit :count`);

export const updateRoleSettings = statement<
  OfRevision & { description: string | null; max_session: number }
>(`
  update iam_role set description = :description, max_session = :max_session, revision = revision + 1
   where id = :id and revision = :revision`);

export const updateRoleTrust = statement<OfRevision & { trust: string }>(`
  update iam_role set trust = :trust, revision = revision + 1 where id = :id and revision = :revision`);

export const updateRoleBoundary = statement<OfRevision & { boundary: string | null }>(`
  update iam_role set boundary = :boundary, revision = revision + 1 where id = :id and revision = :revision`);

export const updateRoleTags = statement<OfRevision & { tags: string }>(`
  update iam_role set tags = :tags, revision = revision + 1 where id = :id and revision = :revision`);

export const deleteRoleRow = statement<OfRevision>(
  'delete from iam_role where id = :id and revision = :revision',
);
