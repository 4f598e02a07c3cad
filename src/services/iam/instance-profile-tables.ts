import { statement } from '../../store/statement.ts';
import type { ByName, OfRevision } from './inline-tables.ts';

/** Instance profiles; `role_id` is empty where there is no role in one. */
export const INSTANCE_PROFILES = `
  create table iam_instance_profile (
    id         text not null primary key,
    account    text not null,
    name       text not null,
    name_key   text not null,
    path       text not null,
    arn        text not null,
    role_id    text not null,
    tags       text not null,
    created_at integer not null,
    revision   integer not null,
    unique (account, name_key)
  ) strict;
  create index iam_instance_profile_role on iam_instance_profile (role_id, name_key);`;

export type InstanceProfileRow = {
  /** AIPA… */
  readonly id: string;
  readonly account: string;
  readonly name: string;
  readonly name_key: string;
  readonly path: string;
  readonly arn: string;
  readonly role_id: string;
  readonly tags: string;
  readonly created_at: number;
  readonly revision: number;
};

const PROFILE = 'id, account, name, name_key, path, arn, role_id, tags, created_at, revision';

export const selectInstanceProfileByName = statement<ByName, InstanceProfileRow>(
  `select ${PROFILE} from iam_instance_profile where account = :account and name_key = :name_key`,
);

/** A page of an account's instance profiles under a path, by name. */
export const selectInstanceProfiles = statement<
  { account: string; prefix: string; after: string; count: number },
  InstanceProfileRow
>(`
  select ${PROFILE} from iam_instance_profile
   where account = :account and name_key > :after and substr(path, 1, length(:prefix)) = :prefix
   order by name_key limit :count`);

export const selectInstanceProfilesOfRole = statement<{ role_id: string }, InstanceProfileRow>(
  `select ${PROFILE} from iam_instance_profile where role_id = :role_id order by name_key`,
);

export const insertInstanceProfile = statement<InstanceProfileRow>(`
  insert into iam_instance_profile (${PROFILE})
  values (:id, :account, :name, :name_key, :path, :arn, :role_id, :tags, :created_at, :revision)`);

export const updateInstanceProfileRole = statement<OfRevision & { role_id: string }>(`
  update iam_instance_profile set role_id = :role_id, revision = revision + 1
   where id = :id and revision = :revision`);

export const updateInstanceProfileTags = statement<OfRevision & { tags: string }>(`
  update iam_instance_profile set tags = :tags, revision = revision + 1
   where id = :id and revision = :revision`);

export const deleteInstanceProfileRow = statement<OfRevision>(
  'delete from iam_instance_profile where id = :id and revision = :revision',
);
