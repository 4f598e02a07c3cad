/** OpenID Connect providers: issuers that an account believes. */
import { iamArn, parseArn } from '../../base/arn.ts';
import { AwsError } from '../../model/model.ts';
import type { Asking, Missing, Resource } from '../../operation/operation.ts';
import { type OidcProviderRow, selectOidcProvider } from './oidc-provider-tables.ts';
import { tagRecord } from './tag-pairs.ts';

/** A provider of the caller's account. */
export interface OidcProvider extends Resource {
  readonly row: OidcProviderRow;
}

type OfArn = { readonly OpenIDConnectProviderArn: string };

/** The access of an operation on a provider. */
export const onOidcProvider = <const Action extends `iam:${string}`>(action: Action) => ({
  action,
  on: async (
    { OpenIDConnectProviderArn: arn }: OfArn,
    asking: Asking,
  ): Promise<OidcProvider | Missing<'NoSuchEntity'>> =>
    (await findOidcProvider(arn, asking)) ?? {
      missing: arn,
      account: asking.caller.account,
      error: 'NoSuchEntity',
      message: `OpenIDConnect Provider not found for arn ${arn}`,
    },
});

/** The provider of this ARN, where the caller's account has it. */
export async function findOidcProvider(
  arn: string,
  { store, caller }: Asking,
): Promise<OidcProvider | undefined> {
  const parsed = parseArn(arn);
  if (parsed?.service !== 'iam' || !parsed.resource.startsWith('oidc-provider/'))
    throw new AwsError('InvalidInput', `Invalid ARN: ${arn}`);
  const row =
    parsed.account === caller.account ? await store.one(selectOidcProvider, { arn }) : undefined;
  if (!row) return undefined;
  return { row, arn, account: row.account, type: OIDC_TYPE, tags: tagRecord(row.tags) };
}

/** A provider that is to be made. */
export const oidcProviderToBe = (account: string, url: string): Resource => ({
  arn: iamArn(account, `oidc-provider/${issuerOf(url)}`),
  account,
  type: OIDC_TYPE,
});

/** An issuer as its ARN and its row know it: without the scheme, which is always the same. */
export const issuerOf = (url: string): string => url.replace(/^https:\/\//i, '');

/**
 * Refuses what is no issuer: the claim `iss` is compared with it letter by letter, so there is no query and
 * no fragment. AWS takes no port either; issuers of one's own, as a cluster's API server, have one.
 */
export function assertIssuer(
  text: string,
  error: (code: 'ValidationError', message: string) => Error,
): void {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const plain = url?.protocol === 'https:' && !url.username && !url.password && !/[?#]/.test(text);
  if (!plain || !FORM.test(text))
    throw error('ValidationError', 'Invalid Open ID Connect Provider URL');
}

const FORM = /^https:\/\/[A-Za-z0-9.\-_[\]:]+(\/[!-~]*)?$/i;

/** Refuses thumbprints that are none: SHA-1 of a certificate, forty digits in base 16, five at most. */
export function assertThumbprints(
  list: readonly string[],
  error: (code: 'InvalidInput', message: string) => Error,
): void {
  if (list.length > THUMBPRINTS_MOST) throw error('InvalidInput', TOO_MANY_THUMBPRINTS);
  if (!list.every((one) => /^[0-9A-Fa-f]{40}$/.test(one)))
    throw error('InvalidInput', NO_THUMBPRINT);
}

/** The client ids with one more, which may be there already. */
export function withClient(
  clients: readonly string[],
  added: string,
  error: (code: 'LimitExceeded', message: string) => Error,
): readonly string[] {
  if (clients.includes(added)) return clients;
  if (clients.length >= CLIENTS_MOST) throw error('LimitExceeded', TOO_MANY_CLIENTS);
  return [...clients, added];
}

const OIDC_TYPE = 'AWS::IAM::OIDCProvider';

const THUMBPRINTS_MOST = 5;
const CLIENTS_MOST = 100;

const TOO_MANY_THUMBPRINTS = 'Thumbprint list must contain fewer than 5 entries.';
const NO_THUMBPRINT = 'Thumbprint must be a 40-character hexadecimal string.';
const TOO_MANY_CLIENTS = `Cannot exceed quota for ClientIdsPerOpenIdConnectProvider: ${CLIENTS_MOST}`;
