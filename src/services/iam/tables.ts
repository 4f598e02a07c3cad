import { cachedStatement, statement } from '../../store/statement.ts';
import type { Migrations } from '../../store/store.ts';
import { DELEGATION_REQUESTS } from './delegation-tables.ts';
import { DELETIONS } from './deletion-tables.ts';
import { FIRST } from './first-tables.ts';
import { INSTANCE_PROFILES } from './instance-profile-tables.ts';
import { LOGIN_PROFILES } from './login-profile-tables.ts';
import { HARDWARE_DEVICES, MFA_DEVICES } from './mfa-tables.ts';
import { OIDC_PROVIDERS } from './oidc-provider-tables.ts';
import { QUOTAS } from './quota-tables.ts';
import { REPORTS } from './report-tables.ts';
import { SAML_PROVIDERS } from './saml-provider-tables.ts';
import { SERVER_CERTIFICATES } from './server-certificate-tables.ts';
import { SETTINGS } from './setting-tables.ts';
import { USER_CREDENTIALS } from './user-credential-tables.ts';

/**
 * Users, groups and roles are known by their unique ids (AIDA…, AGPA…, AROA…); what hangs on them
 * (policies, keys, memberships) names the id, so that who is made again under an old name gets nothing
 * of it. Names are unique without regard to case: `name_key` is the name in lower case.
 */
export const migrations: Migrations = {
  owner: 'iam',
  steps: [
    FIRST,
    // What came later lies beside the statements of its family.
    QUOTAS,
    INSTANCE_PROFILES,
    MFA_DEVICES,
    LOGIN_PROFILES,
    OIDC_PROVIDERS,
    SAML_PROVIDERS,
    USER_CREDENTIALS,
    SERVER_CERTIFICATES,
    DELETIONS,
    REPORTS,
    SETTINGS,
    DELEGATION_REQUESTS,
    HARDWARE_DEVICES,
  ],
};

export type UserRow = {
  /** AIDA… */
  readonly id: string;
  readonly account: string;
  readonly name: string;
  readonly name_key: string;
  readonly path: string;
  readonly arn: string;
  /** The ARN of the permissions boundary's managed policy. */
  readonly boundary: string | null;
  /** JSON: pairs `[key, value]` in the order in which they were set. */
  readonly tags: string;
  readonly created_at: number;
  readonly revision: number;
};

export type GroupRow = {
  readonly id: string;
  readonly account: string;
  readonly name: string;
  readonly name_key: string;
  readonly path: string;
  readonly arn: string;
  readonly created_at: number;
  readonly revision: number;
};

export type MembershipRow = {
  readonly group_id: string;
  readonly user_id: string;
  readonly account: string;
};

export type RoleRow = {
  readonly id: string;
  readonly account: string;
  readonly name: string;
  readonly name_key: string;
  readonly path: string;
  readonly arn: string;
  readonly description: string | null;
  /** The trust policy; its principals are bound to unique ids. */
  readonly trust: string;
  /** Seconds. */
  readonly max_session: number;
  readonly boundary: string | null;
  readonly tags: string;
  readonly created_at: number;
  readonly revision: number;
};

export type AccessKeyRow = {
  /** AKIA…, or what dev mode was told. */
  readonly id: string;
  readonly account: string;
  /** Empty for the account's root user, who has no row. */
  readonly user_id: string;
  readonly sealed: Uint8Array;
  readonly status: 'Active' | 'Inactive';
  readonly created_at: number;
  readonly revision: number;
};

export type InlinePolicyRow = {
  /** The unique id of the user, group or role. */
  readonly owner: string;
  readonly name: string;
  readonly document: string;
};

export type PolicyRow = {
  readonly arn: string;
  /** ANPA… */
  readonly id: string;
  readonly account: string;
  readonly name: string;
  readonly name_key: string;
  readonly path: string;
  readonly description: string | null;
  /** The default version's number. */
  readonly version: number;
  /** The highest number ever given: numbers are not used twice. */
  readonly newest: number;
  readonly tags: string;
  readonly created_at: number;
  readonly updated_at: number;
  readonly revision: number;
};

export type PolicyVersionRow = {
  readonly policy: string;
  readonly number: number;
  readonly document: string;
  readonly created_at: number;
};

export type AttachmentRow = {
  readonly owner: string;
  readonly policy: string;
  readonly kind: 'user' | 'group' | 'role';
  /** The owner's account: AWS's own policies are attached in every account. */
  readonly account: string;
  /** The policy's name, for lists. */
  readonly name: string;
};

const USER = 'id, account, name, name_key, path, arn, boundary, tags, created_at, revision';
const ROLE = `id, account, name, name_key, path, arn, description, trust, max_session, boundary, tags, created_at,
         revision`;
const KEY = 'id, account, user_id, sealed, status, created_at, revision';

/** The hot ones: what every signed request asks. */
export const selectAccessKey = cachedStatement<{ id: string }, AccessKeyRow>(
  `select ${KEY} from iam_access_key where id = :id`,
);
export const selectUserById = cachedStatement<{ id: string }, UserRow>(
  `select ${USER} from iam_user where id = :id`,
);
export const selectRoleById = cachedStatement<{ id: string }, RoleRow>(
  `select ${ROLE} from iam_role where id = :id`,
);
export const selectRoleByArn = cachedStatement<{ arn: string }, RoleRow>(
  `select ${ROLE} from iam_role where arn = :arn`,
);
export const selectUserByArn = cachedStatement<{ arn: string }, UserRow>(
  `select ${USER} from iam_user where arn = :arn`,
);

/** The inline policies of a user, group or role. */
export const selectInlinePolicies = cachedStatement<{ owner: string }, InlinePolicyRow>(
  'select owner, name, document from iam_inline_policy where owner = :owner order by name',
);

/** What is attached to a user, group or role, with the text in force; AWS's own policies have no row and no text here. */
export const selectAttachedPolicies = cachedStatement<
  { owner: string },
  { readonly policy: string; readonly name: string; readonly document: string | null }
>(`
  select a.policy, a.name, v.document
    from iam_attachment a
    left join iam_policy p on p.arn = a.policy
    left join iam_policy_version v on v.policy = p.arn and v.number = p.version
   where a.owner = :owner order by a.policy`);

/** The groups that a user is in. */
export const selectGroupsOfUser = cachedStatement<{ user_id: string }, GroupRow>(`
  select g.id, g.account, g.name, g.name_key, g.path, g.arn, g.created_at, g.revision
    from iam_membership m join iam_group g on g.id = m.group_id
   where m.user_id = :user_id order by g.name_key`);

/** The text in force of a customer-managed policy. */
export const selectPolicyText = cachedStatement<{ arn: string }, { readonly document: string }>(`
  select v.document from iam_policy p
    join iam_policy_version v on v.policy = p.arn and v.number = p.version
   where p.arn = :arn`);

export const insertUser = statement<UserRow>(`
  insert into iam_user (${USER})
  values (:id, :account, :name, :name_key, :path, :arn, :boundary, :tags, :created_at, :revision)`);

export const insertAccessKey = statement<AccessKeyRow>(`
  insert into iam_access_key (${KEY}) values (:id, :account, :user_id, :sealed, :status, :created_at, :revision)`);

export const insertAttachment = statement<AttachmentRow>(`
  insert into iam_attachment (owner, policy, kind, account, name) values (:owner, :policy, :kind, :account, :name)`);

export const insertRole = statement<RoleRow>(`
  insert into iam_role (${ROLE})
  values (:id, :account, :name, :name_key, :path, :arn, :description, :trust, :max_session, :boundary, :tags,
          :created_at, :revision)`);
