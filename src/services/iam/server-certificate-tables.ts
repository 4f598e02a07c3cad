import { statement } from '../../store/statement.ts';
import type { ByName, OfRevision } from './inline-tables.ts';

/** Certificates for servers, each with its private key. */
export const SERVER_CERTIFICATES = `
  create table iam_server_certificate (
    id         text not null primary key,
    account    text not null,
    name       text not null,
    name_key   text not null,
    path       text not null,
    arn        text not null,
    body       text not null,
    chain      text,
    sealed     blob not null,
    expires_at integer not null,
    tags       text not null,
    created_at integer not null,
    revision   integer not null,
    unique (account, name_key)
  ) strict;`;

export type ServerCertificateRow = {
  /** ASCA… */
  readonly id: string;
  readonly account: string;
  readonly name: string;
  readonly name_key: string;
  readonly path: string;
  readonly arn: string;
  readonly body: string;
  readonly chain: string | null;
  /** The private key, sealed for the id. */
  readonly sealed: Uint8Array;
  readonly expires_at: number;
  readonly tags: string;
  readonly created_at: number;
  readonly revision: number;
};

const CERTIFICATE = `id, account, name, name_key, path, arn, body, chain, sealed, expires_at, tags, created_at,
         revision`;

export const selectServerCertificateByName = statement<ByName, ServerCertificateRow>(`
  select ${CERTIFICATE} from iam_server_certificate
   where account = :account and name_key = :name_key`);

/** A page of an account's certificates under a path, by name. */
export const selectServerCertificates = statement<
  { account: string; prefix: string; after: string; count: number },
  ServerCertificateRow
>(`
  select ${CERTIFICATE} from iam_server_certificate
   where account = :account and name_key > :after and substr(path, 1, length(:prefix)) = :prefix
   order by name_key limit :count`);

export const insertServerCertificate = statement<ServerCertificateRow>(`
  insert into iam_server_certificate (${CERTIFICATE})
  values (:id, :account, :name, :name_key, :path, :arn, :body, :chain, :sealed, :expires_at, :tags, :created_at,
          :revision)`);

export const renameServerCertificate = statement<
  OfRevision & { name: string; name_key: string; path: string; arn: string }
>(`
  update iam_server_certificate
     set name = :name, name_key = :name_key, path = :path, arn = :arn, revision = revision + 1
   where id = :id and revision = :revision`);

export const updateServerCertificateTags = statement<OfRevision & { tags: string }>(`
  update iam_server_certificate set tags = :tags, revision = revision + 1
   where id = :id and revision = :revision`);

export const deleteServerCertificateRow = statement<OfRevision>(
  'delete from iam_server_certificate where id = :id and revision = :revision',
);
