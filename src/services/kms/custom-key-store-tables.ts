import type { CustomKeyStoresListEntry } from '../../generated/kms.types.ts';
import { cachedStatement, statement } from '../../store/statement.ts';

/** A step of KMS's migrations: key stores that are elsewhere. An external key belongs to one KMS key of its store. */
export const CUSTOM_KEY_STORES = `create table kms_custom_key_store (
   id            text not null primary key,
   account       text not null,
   region        text not null,
   name          text not null,
   endpoint      text not null,
   path          text not null,
   access_key_id text not null,
   credential    blob not null,
   state         text not null,
   error         text,
   created_at    integer not null,
   revision      integer not null
 ) strict;
 create unique index kms_custom_key_store_name on kms_custom_key_store (account, region, name);
 create unique index kms_custom_key_store_uri on kms_custom_key_store (account, region, endpoint, path);
 create unique index kms_key_external on kms_key (custom_key_store, external_key);`;

export type ConnectionErrorCode = NonNullable<CustomKeyStoresListEntry['ConnectionErrorCode']>;

export type CustomKeyStoreRow = {
  readonly id: string;
  readonly account: string;
  readonly region: string;
  readonly name: string;
  readonly endpoint: string;
  readonly path: string;
  readonly access_key_id: string;
  /** The secret access key that the proxy knows, sealed. */
  readonly credential: Uint8Array;
  readonly state: 'CONNECTED' | 'DISCONNECTED' | 'FAILED';
  /** Why the last attempt to connect failed. */
  readonly error: ConnectionErrorCode | null;
  readonly created_at: number;
  readonly revision: number;
};

const COLUMNS =
  'id, account, region, name, endpoint, path, access_key_id, credential, state, error, created_at, revision';

/** Read with every use of a key of the store. */
export const selectCustomKeyStore = cachedStatement<{ id: string }, CustomKeyStoreRow>(`
  select ${COLUMNS} from kms_custom_key_store where id = :id`);

export const selectCustomKeyStores = statement<
  { account: string; region: string; after: string; count: number },
  CustomKeyStoreRow
>(`
  select ${COLUMNS} from kms_custom_key_store
   where account = :account and region = :region and id > :after
   order by id limit :count`);

export const insertCustomKeyStore = statement<CustomKeyStoreRow>(`
  insert into kms_custom_key_store (${COLUMNS})
  values (:id, :account, :region, :name, :endpoint, :path, :access_key_id, :credential, :state, :error,
          :created_at, :revision)`);

/** `revision` is the one that was read; the row gets the next. */
export const updateCustomKeyStore = statement<
  Omit<CustomKeyStoreRow, 'account' | 'region' | 'created_at'>
>(`
  update kms_custom_key_store
     set name = :name, endpoint = :endpoint, path = :path, access_key_id = :access_key_id,
         credential = :credential, state = :state, error = :error, revision = :revision + 1
   where id = :id and revision = :revision`);

/** Whoever disconnects or deletes the store meanwhile makes it a conflict. */
export const touchCustomKeyStore = statement<{ id: string; revision: number }>(`
  update kms_custom_key_store set revision = revision + 1 where id = :id and revision = :revision`);

export const deleteCustomKeyStore = statement<{ id: string; revision: number }>(
  'delete from kms_custom_key_store where id = :id and revision = :revision',
);

/** A key of the store, if it has any. */
export const selectKeyOfStore = statement<{ store: string }, { readonly arn: string }>(
  'select arn from kms_key where custom_key_store = :store limit 1',
);

/** The key of the store that this external key belongs to already. */
export const selectKeyOfExternal = statement<
  { store: string; external: string },
  { readonly arn: string }
>('select arn from kms_key where custom_key_store = :store and external_key = :external');
