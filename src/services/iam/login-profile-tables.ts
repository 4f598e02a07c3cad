import { statement } from '../../store/statement.ts';

/** Who may sign in with a password; `user_id` is empty for the root user. And what passwords must be. */
export const LOGIN_PROFILES = `
  create table iam_login_profile (
    account    text not null,
    user_id    text not null,
    sealed     blob not null,
    must_reset integer not null,
    changed_at integer not null,
    created_at integer not null,
    revision   integer not null,
    primary key (account, user_id)
  ) strict;

  create table iam_password_policy (
    account text not null primary key,
    policy  text not null
  ) strict;`;

export type LoginProfileRow = {
  readonly account: string;
  readonly user_id: string;
  /** The hashes of the password and of those before it, sealed for their owner. */
  readonly sealed: Uint8Array;
  /** 1 where a new password must be chosen at the next sign-in. */
  readonly must_reset: number;
  readonly changed_at: number;
  readonly created_at: number;
  readonly revision: number;
};

export type PasswordPolicyRow = { readonly account: string; readonly policy: string };

const PROFILE = 'account, user_id, sealed, must_reset, changed_at, created_at, revision';

type ByUser = { readonly account: string; readonly user_id: string };

export const selectLoginProfile = statement<ByUser, LoginProfileRow>(
  `select ${PROFILE} from iam_login_profile where account = :account and user_id = :user_id`,
);

export const insertLoginProfile = statement<LoginProfileRow>(`
  insert into iam_login_profile (${PROFILE})
  values (:account, :user_id, :sealed, :must_reset, :changed_at, :created_at, :revision)`);

export const updateLoginProfileRow = statement<
  ByUser & { revision: number; sealed: Uint8Array; must_reset: number; changed_at: number }
>(`
  update iam_login_profile
     set sealed = :sealed, must_reset = :must_reset, changed_at = :changed_at, revision = revision + 1
   where account = :account and user_id = :user_id and revision = :revision`);

export const deleteLoginProfileRow = statement<ByUser & { revision: number }>(`
  delete from iam_login_profile
   where account = :account and user_id = :user_id and revision = :revision`);

export const selectPasswordPolicy = statement<{ account: string }, PasswordPolicyRow>(
  'select account, policy from iam_password_policy where account = :account',
);

export const upsertPasswordPolicy = statement<PasswordPolicyRow>(`
  insert into iam_password_policy (account, policy) values (:account, :policy)
  on conflict (account) do update set policy = excluded.policy`);

export const deletePasswordPolicy = statement<{ account: string }>(
  'delete from iam_password_policy where account = :account',
);
