import { cachedStatement, statement } from '../../store/statement.ts';

/** The step of KMS's migrations that makes room for grants. */
export const GRANTS = `
     create table kms_grant (
       id              text not null primary key,
       key             text not null,
       account         text not null,
       region          text not null,
       name            text not null,
       grantee         text not null,
       retiring        text not null,
       issuing_account text not null,
       operations      text not null,
       constraints     text not null,
       retry           text,
       secret          text not null,
       created_at      integer not null
     ) strict;
     create unique index kms_grant_of_key on kms_grant (key, id);
     create unique index kms_grant_retry on kms_grant (key, retry);
     create index kms_grant_of_grantee on kms_grant (key, grantee, id);
     create index kms_grant_of_retiring on kms_grant (region, retiring, id);`;

export type GrantRow = {
  readonly id: string;
  /** The key's ARN, its account and its Region. */
  readonly key: string;
  readonly account: string;
  readonly region: string;
  /** Empty where it has none. */
  readonly name: string;
  /** The unique id of a user or a role; the ARN of a session or an account's root; a service's name. */
  readonly grantee: string;
  /** The same; empty where nobody was named. */
  readonly retiring: string;
  /** The account of who made it. */
  readonly issuing_account: string;
  /** JSON: in the order in which they were asked for. */
  readonly operations: string;
  /** JSON: the constraints as they were asked for. */
  readonly constraints: string;
  /** A hash of everything in a named grant that a retry has in common with it; null without a name. */
  readonly retry: string | null;
  /** What its tokens are made with, in hexadecimal. */
  readonly secret: string;
  readonly created_at: number;
};

const GRANT = `id, key, account, region, name, grantee, retiring, issuing_account, operations, constraints,
         retry, secret, created_at`;

/** Whether a key has grants at all: what most requests ask, of keys that have none. */
export const selectAnyGrant = cachedStatement<{ key: string }, { readonly id: string }>(
  'select id from kms_grant where key = :key limit 1',
);

export const selectGrantsOfGrantee = cachedStatement<{ key: string; grantee: string }, GrantRow>(`
  select ${GRANT} from kms_grant where key = :key and grantee = :grantee order by id`);

export const selectGrant = cachedStatement<{ id: string }, GrantRow>(`
  select ${GRANT} from kms_grant where id = :id`);

export const selectRetriedGrant = statement<{ key: string; retry: string }, GrantRow>(`
  select ${GRANT} from kms_grant where key = :key and retry = :retry`);

export const countGrants = statement<{ key: string }, { readonly count: number }>(
  'select count(*) as count from kms_grant where key = :key',
);

export const selectGrants = statement<{ key: string; after: string; count: number }, GrantRow>(`
  select ${GRANT} from kms_grant where key = :key and id > :after order by id limit :count`);

export const selectGrantsFor = statement<
  { key: string; grantee: string; after: string; count: number },
  GrantRow
>(`
  select ${GRANT} from kms_grant
   where key = :key and grantee = :grantee and id > :after
   order by id limit :count`);

export const selectRetirableGrants = statement<
  { region: string; retiring: string; after: string; count: number },
  GrantRow
>(`
  select ${GRANT} from kms_grant
   where region = :region and retiring = :retiring and id > :after
   order by id limit :count`);

/** Makes a grant while its key is there and in the state in which it was seen. */
export const insertGrant = statement<GrantRow & { readonly state: string }>(`
  insert into kms_grant (${GRANT})
  select :id, arn, account, region, :name, :grantee, :retiring, :issuing_account, :operations,
         :constraints, :retry, :secret, cast(:created_at as bigint)
    from kms_key
   where arn = :key and account = :account and region = :region and state = :state`);

export const deleteGrant = statement<{ id: string }>('delete from kms_grant where id = :id');

export const deleteGrantsOfKey = statement<{ key: string }>(
  'delete from kms_grant where key = :key',
);
