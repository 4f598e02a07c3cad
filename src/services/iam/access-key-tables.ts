import { cachedStatement, statement } from '../../store/statement.ts';
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

/** A key with the user whose it is; the root user has no row. */
export type KeyAndUserRow = AccessKeyRow & {
  readonly user_arn: string | null;
  readonly user_name: string | null;
};

/** What every signed request asks. */
export const selectKeyAndUser = cachedStatement<{ id: string }, KeyAndUserRow>(`
  select k.id, k.account, k.user_id, k.sealed, k.status, k.created_at, k.revision,
         u.arn as user_arn, u.name as user_name
    from iam_access_key k left join iam_user u on u.id = k.user_id
   where k.id = :id`);
