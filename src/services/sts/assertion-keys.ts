/** The condition keys of a SAML assertion, after the IAM User Guide, "Available keys for SAML-based AWS STS federation". */
import { sha1Base64 } from '../../crypto/saml-response.ts';
import type { Federation } from '../../operation/caller.ts';
import type { AssertionIssuer } from '../../operation/identities.ts';
import type { Assertion } from './assertion.ts';

/** How AWS names a provider's subjects apart from those of others. */
export const nameQualifier = ({ entityId, account, name }: AssertionIssuer): string =>
  sha1Base64(`${entityId}${account}/${name}`);

/** The keys that trust policies may ask for. */
export function assertionKeys(
  issuer: AssertionIssuer,
  assertion: Assertion,
  recipient: string,
): Federation['keys'] {
  const keys: { [key: string]: string | readonly string[] } = {
    ...lastingKeys(issuer, assertion),
    'SAML:aud': recipient,
    'SAML:iss': assertion.issuer,
    'SAML:doc': `${issuer.account}/${issuer.name}`,
  };
  for (const [attribute, key] of ATTRIBUTES) {
    const values = assertion.attributes.get(attribute);
    if (values?.length) keys[`SAML:${key}`] = LISTS.test(key) ? values : values[0]!;
  }
  return keys;
}

/** The keys that last as long as the session. */
export const lastingKeys = (
  issuer: AssertionIssuer,
  { subject, subjectType }: Assertion,
): Federation['keys'] => ({
  'SAML:namequalifier': nameQualifier(issuer),
  'SAML:sub': subject,
  'SAML:sub_type': subjectType,
});

const XMLSOAP = 'http://schemas.xmlsoap.org';
const LISTS = /^edu/;

const oids = (root: string, names: { readonly [number: string]: string }) =>
  Object.entries(names).map(([number, key]) => [`urn:oid:${root}.${number}`, key] as const);

const ATTRIBUTES: readonly (readonly [attribute: string, key: string])[] = [
  ...oids('1.3.6.1.4.1.5923.1.1.1', {
    1: 'edupersonaffiliation',
    2: 'edupersonnickname',
    3: 'edupersonorgdn',
    4: 'edupersonorgunitdn',
    5: 'edupersonprimaryaffiliation',
    6: 'edupersonprincipalname',
    7: 'edupersonentitlement',
    8: 'edupersonprimaryorgunitdn',
    9: 'edupersonscopedaffiliation',
    10: 'edupersontargetedid',
    11: 'edupersonassurance',
  }),
  ...oids('1.3.6.1.4.1.5923.1.2.1', {
    2: 'eduorghomepageuri',
    3: 'eduorgidentityauthnpolicyuri',
    4: 'eduorglegalname',
    5: 'eduorgsuperioruri',
    6: 'eduorgwhitepagesuri',
  }),
  ...oids('2.5.4', { 3: 'cn', 4: 'surname', 42: 'givenName', 45: 'x500UniqueIdentifier' }),
  ['urn:oid:2.5.4.3', 'commonName'],
  ...oids('0.9.2342.19200300.100.1', { 1: 'uid', 3: 'mail', 45: 'organizationStatus' }),
  [`${XMLSOAP}/ws/2005/05/identity/claims/name`, 'name'],
  [`${XMLSOAP}/ws/2005/05/identity/claims/givenname`, 'givenName'],
  [`${XMLSOAP}/ws/2005/05/identity/claims/surname`, 'surname'],
  [`${XMLSOAP}/ws/2005/05/identity/claims/emailaddress`, 'mail'],
  [`${XMLSOAP}/claims/CommonName`, 'commonName'],
  [`${XMLSOAP}/claims/EmailAddress`, 'mail'],
  ['http://schemas.microsoft.com/ws/2008/06/identity/claims/primarygroupsid', 'primaryGroupSID'],
];
