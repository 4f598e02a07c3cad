import { cachedStatement, statement } from '../../store/statement.ts';

export const DELEGATION_TABLES = `
     create table trusted_service (
       organization text not null,
       service      text not null,
       enabled_at   integer not null,
       primary key (organization, service)
     ) strict;
     create table delegated_administrator (
       organization text not null,
       account      text not null,
       service      text not null,
       enabled_at   integer not null,
       primary key (organization, account, service)
     ) strict;
     create table organization_resource_policy (
       organization text primary key,
       id           text not null,
       content      text not null,    -- its principals are bound to unique ids
       tags         text not null,    -- JSON object
       revision     integer not null
     ) strict;`;

export type ServiceRow = { organization: string; service: string; enabled_at: number };
export type DelegationRow = ServiceRow & { account: string };

export const selectTrustedService = statement<
  { organization: string; service: string },
  ServiceRow
>(`
  select organization, service, enabled_at from trusted_service
   where organization = :organization and service = :service`);

export const selectTrustedServices = statement<
  { organization: string; after: string; count: number },
  ServiceRow & { id: string }
>(`
  select organization, service, enabled_at, service as id from trusted_service
   where organization = :organization and service > :after order by service limit :count`);

export const insertTrustedService = statement<ServiceRow>(`
  insert into trusted_service (organization, service, enabled_at)
  values (:organization, :service, :enabled_at)`);

export const deleteTrustedService = statement<{ organization: string; service: string }>(
  'delete from trusted_service where organization = :organization and service = :service',
);

/** The services that an account administers; read by every request of a member that looks around. */
export const selectDelegationsOf = cachedStatement<
  { organization: string; account: string },
  DelegationRow
>(`
  select organization, account, service, enabled_at from delegated_administrator
   where organization = :organization and account = :account order by service`);

export const selectDelegatedServices = statement<
  { organization: string; account: string; after: string; count: number },
  DelegationRow & { id: string }
>(`
  select organization, account, service, enabled_at, service as id from delegated_administrator
   where organization = :organization and account = :account and service > :after
   order by service limit :count`);

/** The accounts that administer something, since their first service; an empty service stands for any. */
export const selectDelegates = statement<
  { organization: string; service: string; after: string; count: number },
  { id: string; enabled_at: number }
>(`
  select account as id, min(enabled_at) as enabled_at from delegated_administrator
   where organization = :organization and (:service = '' or service = :service) and account > :after
   group by account order by account limit :count`);

export const countDelegates = statement<
  { organization: string; service: string },
  { count: number }
>(`
  select count(*) as count from delegated_administrator
   where organization = :organization and service = :service`);

export const insertDelegation = statement<DelegationRow>(`
  insert into delegated_administrator (organization, account, service, enabled_at)
  values (:organization, :account, :service, :enabled_at)`);

export const deleteDelegation = statement<{
  organization: string;
  account: string;
  service: string;
}>(`
  delete from delegated_administrator
   where organization = :organization and account = :account and service = :service`);

/** Everything that an account administers. */
export const deleteDelegationsOf = statement<{ organization: string; account: string }>(
  'delete from delegated_administrator where organization = :organization and account = :account',
);

export const deleteTrustedServicesOf = statement<{ organization: string }>(
  'delete from trusted_service where organization = :organization',
);

export type ResourcePolicyRow = {
  organization: string;
  id: string;
  content: string;
  tags: string;
  revision: number;
};

export const selectResourcePolicy = cachedStatement<{ organization: string }, ResourcePolicyRow>(`
  select organization, id, content, tags, revision from organization_resource_policy
   where organization = :organization`);

export const insertResourcePolicy = statement<ResourcePolicyRow>(`
  insert into organization_resource_policy (organization, id, content, tags, revision)
  values (:organization, :id, :content, :tags, :revision)`);

export const updateResourcePolicy = statement<{
  organization: string;
  content: string;
  tags: string;
  revision: number;
}>(`
  update organization_resource_policy set content = :content, tags = :tags, revision = revision + 1
   where organization = :organization and revision = :revision`);

export const deleteResourcePolicy = statement<{ organization: string; revision: number }>(
  'delete from organization_resource_policy where organization = :organization and revision = :revision',
);

export const deleteResourcePolicyOf = statement<{ organization: string }>(
  'delete from organization_resource_policy where organization = :organization',
);
