import { statement } from '../../store/statement.ts';

export const HANDSHAKE_TABLES = `
     create table organization_handshake (
       id           text primary key,
       organization text not null,    -- whose handshake it is
       sender       text not null,    -- its management account
       action       text not null,
       state        text not null,
       account      text,             -- who is to answer; null where the address has no account yet
       email_key    text,             -- the address that was invited, in lower case
       email        text,             -- the same as it was written
       parent       text,             -- the handshake that this one is part of
       notes        text,
       tags         text not null,    -- JSON object: of the account that will have joined
       requested_at integer not null,
       expires_at   integer not null,
       settled_at   integer,          -- when it came to its end
       revision     integer not null
     ) strict;
     create index organization_handshake_of on organization_handshake (organization, id);
     create index organization_handshake_to on organization_handshake (account, id);
     create index organization_handshake_mail on organization_handshake (email_key, id);
     create index organization_handshake_parent on organization_handshake (parent, id);`;

export type HandshakeRow = {
  id: string;
  organization: string;
  sender: string;
  action: string;
  state: string;
  account: string | null;
  email_key: string | null;
  email: string | null;
  parent: string | null;
  notes: string | null;
  tags: string;
  requested_at: number;
  expires_at: number;
  settled_at: number | null;
  revision: number;
};

const HANDSHAKE =
  'id, organization, sender, action, state, account, email_key, email, parent, notes, tags, requested_at, expires_at, settled_at, revision';

export const selectHandshake = statement<{ id: string }, HandshakeRow>(
  `select ${HANDSHAKE} from organization_handshake where id = :id`,
);

type Filter = { action: string; parent: string; after: string; count: number };

/** Those that an organization has sent; an empty action or parent stands for any. */
export const selectHandshakesOf = statement<Filter & { organization: string }, HandshakeRow>(`
  select ${HANDSHAKE} from organization_handshake
   where organization = :organization and (:action = '' or action = :action)
     and (:parent = '' or parent = :parent) and id > :after order by id limit :count`);

/** Those that an account has received, by its id or by the address of its root user. */
export const selectHandshakesTo = statement<
  Filter & { account: string; email_key: string },
  HandshakeRow
>(`
  select ${HANDSHAKE} from organization_handshake
   where (account = :account or (account is null and email_key = :email_key))
     and (:action = '' or action = :action) and (:parent = '' or parent = :parent)
     and id > :after order by id limit :count`);

/** The open handshakes of an organization of one kind. */
export const selectOpenHandshakes = statement<
  { organization: string; action: string },
  HandshakeRow
>(`
  select ${HANDSHAKE} from organization_handshake
   where organization = :organization and action = :action and state in ('REQUESTED', 'OPEN')
   order by id`);

export const selectChildHandshakes = statement<{ parent: string }, HandshakeRow>(
  `select ${HANDSHAKE} from organization_handshake where parent = :parent order by id`,
);

export const countHandshakesSince = statement<
  { organization: string; action: string; since: number },
  { count: number }
>(`
  select count(*) as count from organization_handshake
   where organization = :organization and action = :action and requested_at >= :since`);

export const insertHandshake = statement<HandshakeRow>(`
  insert into organization_handshake (${HANDSHAKE})
  values (:id, :organization, :sender, :action, :state, :account, :email_key, :email, :parent, :notes, :tags,
          :requested_at, :expires_at, :settled_at, :revision)`);

export const settleHandshake = statement<{
  id: string;
  state: string;
  account: string | null;
  settled_at: number | null;
  revision: number;
}>(`
  update organization_handshake set state = :state, account = :account, settled_at = :settled_at,
         revision = revision + 1
   where id = :id and revision = :revision`);

export const deleteHandshake = statement<{ id: string; revision: number }>(
  'delete from organization_handshake where id = :id and revision = :revision',
);

export const deleteHandshakesOf = statement<{ organization: string }>(
  'delete from organization_handshake where organization = :organization',
);
