import { cachedStatement, statement } from '../../store/statement.ts';

/** Issuers whose tokens stand for people and programs elsewhere. */
export const OIDC_PROVIDERS = `
  create table iam_oidc_provider (
    arn         text not null primary key,
    account     text not null,
    url         text not null,
    clients     text not null,
    thumbprints text not null,
    tags        text not null,
    created_at  integer not null,
    revision    integer not null
  ) strict;
  create index iam_oidc_provider_account on iam_oidc_provider (account, arn);`;

export type OidcProviderRow = {
  readonly arn: string;
  readonly account: string;
  /** The issuer without its `https://`. */
  readonly url: string;
  /** JSON: the client ids, or audiences, in the order in which they were added. */
  readonly clients: string;
  /** JSON: the thumbprints of certificates. */
  readonly thumbprints: string;
  readonly tags: string;
  readonly created_at: number;
  readonly revision: number;
};

const PROVIDER = 'arn, account, url, clients, thumbprints, tags, created_at, revision';
type OfProvider = { readonly arn: string; readonly revision: number };

/** Every AssumeRoleWithWebIdentity asks. */
export const selectOidcProvider = cachedStatement<{ arn: string }, OidcProviderRow>(
  `select ${PROVIDER} from iam_oidc_provider where arn = :arn`,
);

export const selectOidcProviders = statement<{ account: string }, OidcProviderRow>(
  `select ${PROVIDER} from iam_oidc_provider where account = :account order by arn`,
);

export const insertOidcProvider = statement<OidcProviderRow>(`
  insert into iam_oidc_provider (${PROVIDER})
  values (:arn, :account, :url, :clients, :thumbprints, :tags, :created_at, :revision)`);

export const updateOidcClients = statement<OfProvider & { clients: string }>(`
  update iam_oidc_provider set clients = :clients, revision = revision + 1
   where arn = :arn and revision = :revision`);

export const updateOidcThumbprints = statement<OfProvider & { thumbprints: string }>(`
  update iam_oidc_provider set thumbprints = :thumbprints, revision = revision + 1
   where arn = :arn and revision = :revision`);

export const updateOidcTags = statement<OfProvider & { tags: string }>(`
  update iam_oidc_provider set tags = :tags, revision = revision + 1
   where arn = :arn and revision = :revision`);

export const deleteOidcProviderRow = statement<OfProvider>(
  'delete from iam_oidc_provider where arn = :arn and revision = :revision',
);
