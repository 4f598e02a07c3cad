/** The tables that were there first: users, groups, roles, policies and access keys. */
export const FIRST = `create table iam_user (
       id         text not null primary key,
       account    text not null,
       name       text not null,
       name_key   text not null,
       path       text not null,
       arn        text not null,
       boundary   text,
       tags       text not null,
       created_at integer not null,
       revision   integer not null,
       unique (account, name_key)
     ) strict;
     create unique index iam_user_arn on iam_user (arn);

     create table iam_group (
       id         text not null primary key,
       account    text not null,
       name       text not null,
       name_key   text not null,
       path       text not null,
       arn        text not null,
       created_at integer not null,
       revision   integer not null,
       unique (account, name_key)
     ) strict;

     create table iam_membership (
       group_id   text not null,
       user_id    text not null,
       account    text not null,
       primary key (group_id, user_id)
     ) strict;
     create index iam_membership_of_user on iam_membership (user_id);

     create table iam_role (
       id              text not null primary key,
       account         text not null,
       name            text not null,
       name_key        text not null,
       path            text not null,
       arn             text not null,
       description     text,
       trust           text not null,
       max_session     integer not null,
       boundary        text,
       tags            text not null,
       created_at      integer not null,
       revision        integer not null,
       unique (account, name_key)
     ) strict;
     create unique index iam_role_arn on iam_role (arn);

     create table iam_access_key (
       id         text not null primary key,
       account    text not null,
       user_id    text not null,
       sealed     blob not null,
       status     text not null,
       created_at integer not null,
       revision   integer not null
     ) strict;
     create index iam_access_key_of_user on iam_access_key (account, user_id, id);

     create table iam_inline_policy (
       owner    text not null,
       name     text not null,
       document text not null,
       primary key (owner, name)
     ) strict;

     create table iam_policy (
       arn         text not null primary key,
       id          text not null,
       account     text not null,
       name        text not null,
       name_key    text not null,
       path        text not null,
       description text,
       version     integer not null,
       newest      integer not null,
       tags        text not null,
       created_at  integer not null,
       updated_at  integer not null,
       revision    integer not null,
       unique (account, name_key)
     ) strict;

     create table iam_policy_version (
       policy     text not null,
       number     integer not null,
       document   text not null,
       created_at integer not null,
       primary key (policy, number)
     ) strict;

     create table iam_attachment (
       owner   text not null,
       policy  text not null,
       kind    text not null,
       account text not null,
       name    text not null,
       primary key (owner, policy)
     ) strict;
     create index iam_attachment_of_policy on iam_attachment (policy, account, owner);

     create table iam_account_alias (
       account text not null primary key,
       alias   text not null unique
     ) strict;`;
