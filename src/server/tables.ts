import { statement } from '../store/statement.ts';
import type { Migrations } from '../store/store.ts';

/** The tables of the house itself: what opens it, and that it was set up. */
export const migrations: readonly Migrations[] = [
  {
    owner: 'keyring',
    steps: [
      // One row: the ring's keys, wrapped by the root key that the fingerprint names.
      `create table keyring (
         id integer primary key,
         fingerprint text not null,
         derivation text,
         wrapped blob not null,
         revision integer not null,
         wrapped_at integer not null
       ) strict`,
    ],
  },
  {
    owner: 'installation',
    steps: [
      // One row: whom the first start made.
      `create table installation (
         id integer primary key,
         account text not null,
         administrator text not null,
         access_key_id text not null,
         created_at integer not null
       ) strict`,
    ],
  },
];

export type KeyringRow = {
  /** JSON: how the root key is made from a passphrase; null where the key is kept as it is. */
  derivation: string | null;
  fingerprint: string;
  wrapped: Uint8Array;
  revision: number;
  wrapped_at: number;
};

export const selectKeyring = statement<{}, KeyringRow>(
  'select fingerprint, derivation, wrapped, revision, wrapped_at from keyring where id = 1',
);

/** The second server that starts on an empty store finds the key taken. */
export const insertKeyring = statement<KeyringRow>(`
  insert into keyring (id, fingerprint, derivation, wrapped, revision, wrapped_at)
  values (1, :fingerprint, :derivation, :wrapped, :revision, :wrapped_at)`);

/** `revision` is the one that was read; the row gets the next. */
export const updateKeyring = statement<KeyringRow>(`
  update keyring
     set fingerprint = :fingerprint, derivation = :derivation, wrapped = :wrapped,
         revision = :revision + 1, wrapped_at = :wrapped_at
   where id = 1 and revision = :revision`);

export type InstallationRow = {
  account: string;
  administrator: string;
  access_key_id: string;
  created_at: number;
};

export const selectInstallation = statement<{}, InstallationRow>(
  'select account, administrator, access_key_id, created_at from installation where id = 1',
);

export const insertInstallation = statement<InstallationRow>(`
  insert into installation (id, account, administrator, access_key_id, created_at)
  values (1, :account, :administrator, :access_key_id, :created_at)`);

/** When the newest event happened; null where there is none. */
export const selectNewestEvent = statement<{}, { at: number | null }>(
  'select cast(max(at) as bigint) as at from event',
);
