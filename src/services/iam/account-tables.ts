import { statement } from '../../store/statement.ts';

export type AliasRow = { readonly account: string; readonly alias: string };

export const selectAliasOf = statement<{ account: string }, AliasRow>(
  'select account, alias from iam_account_alias where account = :account',
);

export const selectAlias = statement<{ alias: string }, AliasRow>(
  'select account, alias from iam_account_alias where alias = :alias',
);

/** An account has one alias: another takes the first one's place. */
export const upsertAlias = statement<AliasRow>(`
  insert into iam_account_alias (account, alias) values (:account, :alias)
  on conflict (account) do update set alias = excluded.alias`);

export const deleteAlias = statement<AliasRow>(
  'delete from iam_account_alias where account = :account and alias = :alias',
);

/** How much there is in an account of what GetAccountSummary counts. */
export const selectUsage = statement<
  { account: string },
  {
    readonly users: number;
    readonly groups: number;
    readonly roles: number;
    readonly policies: number;
    readonly versions: number;
    readonly root_keys: number;
    readonly instance_profiles: number;
    readonly server_certificates: number;
    readonly providers: number;
    readonly devices: number;
    readonly devices_in_use: number;
    readonly root_devices: number;
    readonly root_passwords: number;
    readonly root_certificates: number;
  }
>(`
  select (select count(*) from iam_user where account = :account) as users,
         (select count(*) from iam_group where account = :account) as groups,
         (select count(*) from iam_role where account = :account) as roles,
         (select count(*) from iam_policy where account = :account) as policies,
         (select count(*) from iam_policy_version v join iam_policy p on p.arn = v.policy
           where p.account = :account) as versions,
         (select count(*) from iam_access_key where account = :account and user_id = '') as root_keys,
         (select count(*) from iam_instance_profile where account = :account) as instance_profiles,
         (select count(*) from iam_server_certificate where account = :account) as server_certificates,
         (select count(*) from iam_oidc_provider where account = :account)
           + (select count(*) from iam_saml_provider where account = :account) as providers,
         (select count(*) from iam_mfa_device
           where account = :account and (kind = 'app' or holder is not null)) as devices,
         (select count(*) from iam_mfa_device where account = :account and holder is not null) as devices_in_use,
         (select count(*) from iam_mfa_device where account = :account and holder = '') as root_devices,
         (select count(*) from iam_login_profile where account = :account and user_id = '') as root_passwords,
         (select count(*) from iam_signing_certificate where account = :account and user_id = '')
           as root_certificates`);

/** AWS's own policies that are attached in an account. */
export const selectAwsPoliciesInUse = statement<{ account: string }, { readonly number: number }>(`
  select count(distinct policy) as number from iam_attachment
   where account = :account and substr(policy, 1, 20) = 'arn:aws:iam::aws:pol'`);
