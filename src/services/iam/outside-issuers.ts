/** Who vouches for identities from outside, as STS asks for it. */
import { base64, text } from '../../base/bytes.ts';
import type { Keyring } from '../../crypto/keyring.ts';
import type { AssertionIssuer, TokenIssuer } from '../../operation/identities.ts';
import type { Reader } from '../../store/store.ts';
import { type OidcProviderRow, selectOidcProvider } from './oidc-provider-tables.ts';
import { readSamlMetadata } from './saml-metadata.ts';
import { privateKeysOf } from './saml-provider.ts';
import { selectSamlProvider } from './saml-provider-tables.ts';

const byRow = new WeakMap<OidcProviderRow, TokenIssuer>();

/** The OpenID Connect provider of this ARN. */
export async function findTokenIssuer(
  store: Reader,
  arn: string,
): Promise<TokenIssuer | undefined> {
  const row = await store.one(selectOidcProvider, { arn });
  if (!row) return undefined;
  let issuer = byRow.get(row);
  if (!issuer) {
    const thumbprints = (JSON.parse(row.thumbprints) as string[]).map((one) => one.toLowerCase());
    issuer = { arn, url: row.url, clients: JSON.parse(row.clients) as string[], thumbprints };
    byRow.set(row, issuer);
  }
  return issuer;
}

/** The SAML provider of this ARN. */
export const findAssertionIssuer =
  (keyring: Keyring) =>
  async (store: Reader, arn: string): Promise<AssertionIssuer | undefined> => {
    const row = await store.one(selectSamlProvider, { arn });
    const metadata = row && readSamlMetadata(row.metadata);
    if (!metadata) return undefined;
    return {
      arn,
      account: row.account,
      name: row.name,
      entityId: metadata.entityId,
      certificates: metadata.certificates.map(pem),
      privateKeys: () =>
        privateKeysOf(row).map(({ id, sealed }) => {
          const opened = keyring.open('private-key', `${arn} ${id}`, Buffer.from(sealed, 'base64'));
          if (!opened) throw new Error(`the private key ${id} of ${arn} does not open`);
          return text(opened);
        }),
      mustEncrypt: row.encryption === 'Required',
      validUntil: row.valid_until,
    };
  };

const pem = (der: Uint8Array): string =>
  `-----BEGIN CERTIFICATE-----\n${base64(der).replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`;
