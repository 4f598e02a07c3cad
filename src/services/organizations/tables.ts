import { cachedStatement, statement } from '../../store/statement.ts';
import type { Migrations } from '../../store/store.ts';
import { DELEGATION_TABLES } from './delegation-tables.ts';
import { HANDSHAKE_TABLES } from './handshake-tables.ts';
import { POLICY_TABLES } from './policy-tables.ts';
import { UNIT_TABLES } from './unit-tables.ts';

export const migrations: Migrations = {
  owner: 'organizations',
  steps: [
    `create table organization (
       id                 text primary key,
       management_account text not null unique,
       feature_set        text not null,
       root_id            text not null unique,
       created_at         integer not null,
       revision           integer not null
     ) strict;
     create table account (
       id             text primary key,
       name           text not null,
       email          text not null,
       email_key      text not null unique, -- in lower case: addresses that differ in it alone are the same
       status         text not null,
       created_at     integer not null,
       organization   text,                 -- null while it stands alone
       parent         text,                 -- the root or the unit that it is in
       joined_method  text,
       joined_at      integer,
       billing_access text not null,        -- whether IAM users may see the bills, where they are allowed to
       tags           text not null,        -- JSON object
       revision       integer not null
     ) strict;
     create index account_organization on account (organization, id);
     create index account_parent on account (parent, id);
     create table create_account_request (
       id             text primary key,
       organization   text not null,
       account_name   text not null,
       role_name      text not null,
       state          text not null,
       requested_at   integer not null,
       completed_at   integer,
       account        text,
       failure_reason text,
       revision       integer not null
     ) strict;
     create index create_account_request_organization on create_account_request (organization, id);`,
    `alter table organization add column root_tags text not null default '{}';
     alter table account add column closed_at integer;
     ${UNIT_TABLES}
     ${POLICY_TABLES}
     ${HANDSHAKE_TABLES}
     ${DELEGATION_TABLES}`,
  ],
};

export type OrganizationRow = {
  id: string;
  management_account: string;
  feature_set: string;
  root_id: string;
  root_tags: string;
  created_at: number;
  /** Counts every change to what is in the organization: such changes take turns. */
  revision: number;
};

export type AccountRow = {
  id: string;
  name: string;
  email: string;
  email_key: string;
  status: string;
  created_at: number;
  organization: string | null;
  parent: string | null;
  joined_method: string | null;
  joined_at: number | null;
  billing_access: string;
  tags: string;
  closed_at: number | null;
  revision: number;
};

/** An account with the path of the unit that it is in; empty where it is in the root itself. */
export type MemberRow = AccountRow & { unit_path: string };

export type RequestRow = {
  id: string;
  organization: string;
  account_name: string;
  role_name: string;
  state: string;
  requested_at: number;
  completed_at: number | null;
  account: string | null;
  failure_reason: string | null;
  revision: number;
};

const ACCOUNT =
  'id, name, email, email_key, status, created_at, organization, parent, joined_method, joined_at, billing_access, tags, closed_at, revision';
const MEMBER = `${ACCOUNT}, coalesce((select u.path from organizational_unit u where u.id = account.parent), '') as unit_path`;
const REQUEST =
  'id, organization, account_name, role_name, state, requested_at, completed_at, account, failure_reason, revision';

export const selectAccount = cachedStatement<{ id: string }, AccountRow>(
  `select ${ACCOUNT} from account where id = :id`,
);

export const selectAccountByEmail = cachedStatement<{ email_key: string }, AccountRow>(
  `select ${ACCOUNT} from account where email_key = :email_key`,
);

export const selectMember = cachedStatement<{ id: string; organization: string }, MemberRow>(
  `select ${MEMBER} from account where id = :id and organization = :organization`,
);

export const selectAccountsOf = statement<
  { organization: string; after: string; count: number },
  MemberRow
>(`
  select ${MEMBER} from account
   where organization = :organization and id > :after order by id limit :count`);

export const selectAccountsIn = statement<
  { organization: string; parent: string; after: string; count: number },
  MemberRow
>(`
  select ${MEMBER} from account
   where organization = :organization and parent = :parent and id > :after order by id limit :count`);

export const countAccounts = statement<{ organization: string }, { count: number }>(
  'select count(*) as count from account where organization = :organization',
);

/** Accounts of an organization that are about to be closed. */
export const countClosing = statement<{ organization: string }, { count: number }>(
  "select count(*) as count from account where organization = :organization and status = 'PENDING_CLOSURE'",
);

/** The accounts of an organization that joined it in one way. */
export const selectJoined = statement<
  { organization: string; joined_method: string },
  { id: string }
>(`
  select id from account where organization = :organization and joined_method = :joined_method order by id`);

/** Accounts of an organization that were closed since then. */
export const countClosed = statement<{ organization: string; since: number }, { count: number }>(
  'select count(*) as count from account where organization = :organization and closed_at >= :since',
);

export const insertAccount = statement<AccountRow>(`
  insert into account (${ACCOUNT})
  values (:id, :name, :email, :email_key, :status, :created_at, :organization, :parent, :joined_method, :joined_at,
          :billing_access, :tags, :closed_at, :revision)`);

export const joinAccount = statement<{
  id: string;
  organization: string;
  parent: string;
  joined_method: string;
  joined_at: number;
  tags: string;
  revision: number;
}>(`
  update account set organization = :organization, parent = :parent, joined_method = :joined_method,
         joined_at = :joined_at, tags = :tags, revision = revision + 1
   where id = :id and revision = :revision`);

/** Out of its organization, and its tags with it: they are the organization's. */
export const leaveOrganization = statement<{ id: string; status: string; revision: number }>(`
  update account set organization = null, parent = null, joined_method = null, joined_at = null, tags = '{}',
         status = :status, revision = revision + 1
   where id = :id and revision = :revision`);

export const moveAccount = statement<{ id: string; parent: string; revision: number }>(`
  update account set parent = :parent, revision = revision + 1 where id = :id and revision = :revision`);

export const closeAccount = statement<{
  id: string;
  status: string;
  closed_at: number;
  revision: number;
}>(`
  update account set status = :status, closed_at = :closed_at, revision = revision + 1
   where id = :id and revision = :revision`);

export const setAccountStatus = statement<{ id: string; status: string; revision: number }>(
  'update account set status = :status, revision = revision + 1 where id = :id and revision = :revision',
);

export const tagAccount = statement<{ id: string; tags: string; revision: number }>(`
  update account set tags = :tags, revision = revision + 1 where id = :id and revision = :revision`);

export const selectOrganization = cachedStatement<{ id: string }, OrganizationRow>(`
  select id, management_account, feature_set, root_id, root_tags, created_at, revision
    from organization where id = :id`);

export const insertOrganization = statement<OrganizationRow>(`
  insert into organization (id, management_account, feature_set, root_id, root_tags, created_at, revision)
  values (:id, :management_account, :feature_set, :root_id, :root_tags, :created_at, :revision)`);

/** Takes the organization's turn: of two who change what is in it, one is late and looks again. */
export const turnOrganization = statement<{ id: string; revision: number }>(
  'update organization set revision = revision + 1 where id = :id and revision = :revision',
);

export const tagRoot = statement<{ id: string; root_tags: string; revision: number }>(`
  update organization set root_tags = :root_tags, revision = revision + 1
   where id = :id and revision = :revision`);

export const setFeatureSet = statement<{ id: string; feature_set: string; revision: number }>(`
  update organization set feature_set = :feature_set, revision = revision + 1
   where id = :id and revision = :revision`);

export const deleteOrganization = statement<{ id: string; revision: number }>(
  'delete from organization where id = :id and revision = :revision',
);

export const selectRequest = statement<{ id: string }, RequestRow>(
  `select ${REQUEST} from create_account_request where id = :id`,
);

export const selectRequestsOf = statement<
  {
    organization: string;
    first: string;
    second: string;
    third: string;
    after: string;
    count: number;
  },
  RequestRow
>(`
  select ${REQUEST} from create_account_request
   where organization = :organization and state in (:first, :second, :third) and id > :after
   order by id limit :count`);

export const insertRequest = statement<RequestRow>(`
  insert into create_account_request (${REQUEST})
  values (:id, :organization, :account_name, :role_name, :state, :requested_at, :completed_at, :account,
          :failure_reason, :revision)`);

export const finishRequest = statement<{
  id: string;
  state: string;
  completed_at: number;
  revision: number;
}>(`
  update create_account_request set state = :state, completed_at = :completed_at, revision = revision + 1
   where id = :id and revision = :revision`);
