import { statement } from '../../store/statement.ts';
import type { ByName } from './inline-tables.ts';

/** Identity providers that speak SAML; the metadata document may be large. */
export const SAML_PROVIDERS = `
  create table iam_saml_provider (
    arn         text not null primary key,
    account     text not null,
    name        text not null,
    name_key    text not null,
    uuid        text not null,
    metadata    text not null,
    encryption  text not null,
    keys        text not null,
    valid_until integer not null,
    tags        text not null,
    created_at  integer not null,
    revision    integer not null,
    unique (account, name_key)
  ) strict;`;

export type SamlProviderRow = {
  readonly arn: string;
  readonly account: string;
  readonly name: string;
  readonly name_key: string;
  readonly uuid: string;
  readonly metadata: string;
  /** Whether assertions must be encrypted: `Required`, `Allowed`, or empty where nobody said. */
  readonly encryption: string;
  /** JSON: the private keys that open assertions, each sealed for its id. */
  readonly keys: string;
  readonly valid_until: number;
  readonly tags: string;
  readonly created_at: number;
  readonly revision: number;
};

const PROVIDER = `arn, account, name, name_key, uuid, metadata, encryption, keys, valid_until, tags, created_at,
         revision`;
type OfProvider = { readonly arn: string; readonly revision: number };

export const selectSamlProvider = statement<{ arn: string }, SamlProviderRow>(
  `select ${PROVIDER} from iam_saml_provider where arn = :arn`,
);

export const selectSamlProviderByName = statement<ByName, { readonly arn: string }>(
  'select arn from iam_saml_provider where account = :account and name_key = :name_key',
);

export const selectSamlProviders = statement<
  { account: string },
  Pick<SamlProviderRow, 'arn' | 'valid_until' | 'created_at'>
>(`
  select arn, valid_until, created_at from iam_saml_provider where account = :account order by arn`);

export const insertSamlProvider = statement<SamlProviderRow>(`
  insert into iam_saml_provider (${PROVIDER})
  values (:arn, :account, :name, :name_key, :uuid, :metadata, :encryption, :keys, :valid_until, :tags, :created_at,
          :revision)`);

export const updateSamlProviderRow = statement<
  OfProvider & { metadata: string; encryption: string; keys: string; valid_until: number }
>(`
  update iam_saml_provider
     set metadata = :metadata, encryption = :encryption, keys = :keys, valid_until = :valid_until,
         revision = revision + 1
   where arn = :arn and revision = :revision`);

export const updateSamlTags = statement<OfProvider & { tags: string }>(`
  update iam_saml_provider set tags = :tags, revision = revision + 1
   where arn = :arn and revision = :revision`);

export const deleteSamlProviderRow = statement<OfProvider>(
  'delete from iam_saml_provider where arn = :arn and revision = :revision',
);
