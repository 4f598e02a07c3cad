/** The first steps of KMS's tables: keys with their material, and aliases. */
export const FIRST: readonly string[] = [
  `create table kms_key (
       arn          text not null primary key,
       account      text not null,
       region       text not null,
       id           text not null,
       manager      text not null,
       spec         text not null,
       usage        text not null,
       origin       text not null,
       state        text not null,
       description  text not null,
       policy       text not null,
       tags         text not null,
       material     text not null,
       created_at   integer not null,
       deletion_at  integer,
       revision     integer not null
     ) strict;
     create unique index kms_key_of_account on kms_key (account, region, id);

     create table kms_key_material (
       key        text not null,
       id         text not null,
       sealed     blob not null,
       created_at integer not null,
       primary key (key, id)
     ) strict;

     create table kms_alias (
       account    text not null,
       region     text not null,
       name       text not null,
       key        text not null,
       created_at integer not null,
       updated_at integer not null,
       revision   integer not null,
       primary key (account, region, name)
     ) strict;
     create index kms_alias_of_key on kms_alias (key, name);`,

  `alter table kms_key add column multi_region text not null default '';
     alter table kms_key add column primary_region text not null default '';
     alter table kms_key add column rotation_days integer;
     alter table kms_key add column rotation_at integer;
     alter table kms_key add column custom_key_store text;
     alter table kms_key add column external_key text;

     alter table kms_key_material add column public_key blob;
     alter table kms_key_material add column state text not null default 'CURRENT';
     alter table kms_key_material add column rotated_at integer;
     alter table kms_key_material add column rotation_type text;
     alter table kms_key_material add column expiration_model text;
     alter table kms_key_material add column valid_to integer;
     alter table kms_key_material add column description text;`,

  `alter table kms_key add column deletion_days integer;
     create index kms_key_kin on kms_key (account, id);`,
];
