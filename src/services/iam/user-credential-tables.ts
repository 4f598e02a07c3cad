import { statement } from '../../store/statement.ts';
import type { OfRevision } from './inline-tables.ts';

/** SSH keys, signing certificates and passwords for single services; `user_id` is empty for the root user. */
export const USER_CREDENTIALS = `
  create table iam_ssh_key (
    id          text not null primary key,
    account     text not null,
    user_id     text not null,
    body        text not null,
    fingerprint text not null,
    status      text not null,
    created_at  integer not null,
    revision    integer not null,
    unique (user_id, body)
  ) strict;

  create table iam_signing_certificate (
    id          text not null primary key,
    account     text not null,
    user_id     text not null,
    body        text not null,
    fingerprint text not null,
    status      text not null,
    created_at  integer not null,
    revision    integer not null,
    unique (account, user_id, fingerprint)
  ) strict;

  create table iam_service_credential (
    id         text not null primary key,
    account    text not null,
    user_id    text not null,
    service    text not null,
    name       text not null,
    digest     blob not null,
    status     text not null,
    expires_at integer,
    created_at integer not null,
    revision   integer not null,
    unique (account, service, name)
  ) strict;
  create index iam_service_credential_user on iam_service_credential (account, user_id, id);`;

type Status = 'Active' | 'Inactive';
type OfUser = { readonly account: string; readonly user_id: string };

export type SshKeyRow = {
  /** APKA… */
  readonly id: string;
  readonly account: string;
  readonly user_id: string;
  /** `ssh-rsa AAAA…` */
  readonly body: string;
  readonly fingerprint: string;
  readonly status: Status;
  readonly created_at: number;
  readonly revision: number;
};

const KEY = 'id, account, user_id, body, fingerprint, status, created_at, revision';

export const selectSshKeysOf = statement<OfUser, SshKeyRow>(
  `select ${KEY} from iam_ssh_key where account = :account and user_id = :user_id order by id`,
);

export const insertSshKey = statement<SshKeyRow>(`
  insert into iam_ssh_key (${KEY})
  values (:id, :account, :user_id, :body, :fingerprint, :status, :created_at, :revision)`);

export const updateSshKeyStatus = statement<OfRevision & { status: string }>(`
  update iam_ssh_key set status = :status, revision = revision + 1
   where id = :id and revision = :revision`);

export const deleteSshKeyRow = statement<OfRevision>(
  'delete from iam_ssh_key where id = :id and revision = :revision',
);

export type SigningCertificateRow = {
  readonly id: string;
  readonly account: string;
  readonly user_id: string;
  /** As it was sent. */
  readonly body: string;
  readonly fingerprint: string;
  readonly status: Status;
  readonly created_at: number;
  readonly revision: number;
};

export const selectSigningCertificatesOf = statement<OfUser, SigningCertificateRow>(`
  select ${KEY} from iam_signing_certificate
   where account = :account and user_id = :user_id order by id`);

export const insertSigningCertificate = statement<SigningCertificateRow>(`
  insert into iam_signing_certificate (${KEY})
  values (:id, :account, :user_id, :body, :fingerprint, :status, :created_at, :revision)`);

export const updateSigningCertificateStatus = statement<OfRevision & { status: string }>(`
  update iam_signing_certificate set status = :status, revision = revision + 1
   where id = :id and revision = :revision`);

export const deleteSigningCertificateRow = statement<OfRevision>(
  'delete from iam_signing_certificate where id = :id and revision = :revision',
);

export type ServiceCredentialRow = {
  /** ACCA… */
  readonly id: string;
  readonly account: string;
  readonly user_id: string;
  /** `codecommit.amazonaws.com` */
  readonly service: string;
  /** The name that is given to the service, or the alias of a secret. */
  readonly name: string;
  /** SHA-256 of the password: it is random, and long enough to need no more. */
  readonly digest: Uint8Array;
  readonly status: Status;
  readonly expires_at: number | null;
  readonly created_at: number;
  readonly revision: number;
};

const CREDENTIAL =
  'id, account, user_id, service, name, digest, status, expires_at, created_at, revision';

export const selectServiceCredentialsOf = statement<OfUser, ServiceCredentialRow>(`
  select ${CREDENTIAL} from iam_service_credential
   where account = :account and user_id = :user_id order by id`);

export const selectServiceCredentials = statement<{ account: string }, ServiceCredentialRow>(
  `select ${CREDENTIAL} from iam_service_credential where account = :account order by id`,
);

export const insertServiceCredential = statement<ServiceCredentialRow>(`
  insert into iam_service_credential (${CREDENTIAL})
  values (:id, :account, :user_id, :service, :name, :digest, :status, :expires_at, :created_at, :revision)`);

export const updateServiceCredentialStatus = statement<OfRevision & { status: string }>(`
  update iam_service_credential set status = :status, revision = revision + 1
   where id = :id and revision = :revision`);

export const updateServiceCredentialDigest = statement<OfRevision & { digest: Uint8Array }>(`
  update iam_service_credential set digest = :digest, revision = revision + 1
   where id = :id and revision = :revision`);

export const deleteServiceCredentialRow = statement<OfRevision>(
  'delete from iam_service_credential where id = :id and revision = :revision',
);
