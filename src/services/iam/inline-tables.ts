import { cachedStatement, statement } from '../../store/statement.ts';
import type { GroupRow, InlinePolicyRow, RoleRow, UserRow } from './tables.ts';

const USER = 'id, account, name, name_key, path, arn, boundary, tags, created_at, revision';
const GROUP = 'id, account, name, name_key, path, arn, created_at, revision';
const ROLE = `id, account, name, name_key, path, arn, description, trust, max_session, boundary, tags, created_at,
         revision`;

/** Whose name it is within an account: names differ by more than case. */
export type ByName = { readonly account: string; readonly name_key: string };

export const selectUserByName = cachedStatement<ByName, UserRow>(
  `select ${USER} from iam_user where account = :account and name_key = :name_key`,
);
export const selectGroupByName = cachedStatement<ByName, GroupRow>(
  `select ${GROUP} from iam_group where account = :account and name_key = :name_key`,
);
export const selectRoleByName = cachedStatement<ByName, RoleRow>(
  `select ${ROLE} from iam_role where account = :account and name_key = :name_key`,
);

/** What is written about an owner is written against his revision: he may be deleted at the same moment. */
export type OfRevision = { readonly id: string; readonly revision: number };

export const touchUser = statement<OfRevision>(
  'update iam_user set revision = revision + 1 where id = :id and revision = :revision',
);
export const touchGroup = statement<OfRevision>(
  'update iam_group set revision = revision + 1 where id = :id and revision = :revision',
);
export const touchRole = statement<OfRevision>(
  'update iam_role set revision = revision + 1 where id = :id and revision = :revision',
);

export const insertInlinePolicy = statement<InlinePolicyRow>(
  'insert into iam_inline_policy (owner, name, document) values (:owner, :name, :document)',
);
export const updateInlinePolicy = statement<InlinePolicyRow>(
  'update iam_inline_policy set document = :document where owner = :owner and name = :name',
);
export const deleteInlinePolicyRow = statement<{ owner: string; name: string }>(
  'delete from iam_inline_policy where owner = :owner and name = :name',
);
