import { statement } from '../../store/statement.ts';
import type { OfRevision } from './inline-tables.ts';
import type { AccessKeyRow } from './tables.ts';

export const selectAccessKeysOf = statement<{ account: string; user_id: string }, AccessKeyRow>(`
  select id, account, user_id, sealed, status, created_at, revision
    from iam_access_key where account = :account and user_id = :user_id order by id`);

export const updateAccessKeyStatus = statement<OfRevision & { status: string }>(`
  update iam_access_key set status = :status, revision = revision + 1
   where id = :id and revision = :revision`);

export const deleteAccessKeyRow = statement<OfRevision>(
  'delete from iam_access_key where id = :id and revision = :revision',
);
