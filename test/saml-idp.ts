/**
 * A SAML identity provider. It writes its documents in canonical form and signs them by its own
 * arithmetic, and shares no code with who believes it. Its keys guard nothing.
 */
import {
  constants,
  createCipheriv,
  createHash,
  createSign,
  publicEncrypt,
  randomBytes,
  randomUUID,
} from 'node:crypto';
import { IDP_CERT, IDP_KEY, READER_CERT, STRANGER_CERT, STRANGER_KEY } from './saml-keys.ts';

export const ENTITY_ID = 'https://idp.example.com/metadata';
const ATTRIBUTES = 'https://aws.amazon.com/SAML/Attributes/';

export interface AssertionMade {
  readonly id?: string;
  readonly issuer?: string;
  readonly subject?: string;
  readonly format?: string;
  readonly recipient?: string;
  readonly audience?: string;
  /** Milliseconds from now. */
  readonly issuedIn?: number;
  readonly endsIn?: number;
  readonly sessionEndsIn?: number;
  readonly roles?: readonly string[];
  /** AWS's attributes by their last part; undefined leaves one out. */
  readonly aws?: { readonly [name: string]: string | readonly string[] | undefined };
  readonly attributes?: { readonly [name: string]: string | readonly string[] };
}

export interface ResponseMade {
  readonly sign?: 'assertion' | 'response' | 'nothing';
  /** Signs with another key, and sends its certificate along. */
  readonly stranger?: boolean;
  readonly algorithm?: 'sha256' | 'sha1' | 'sha512';
  readonly encrypt?: boolean;
  readonly status?: string;
  /** Changes the finished text. */
  readonly tamper?: (xml: string) => string;
}

/** The metadata that the provider publishes. */
export const idpMetadata = (): string => `<?xml version="1.0" encoding="UTF-8"?>
<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" entityID="${ENTITY_ID}">
  <md:IDPSSODescriptor WantAuthnRequestsSigned="false" protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">
    <md:KeyDescriptor use="signing"><ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:X509Data>
      <ds:X509Certificate>${bare(IDP_CERT)}</ds:X509Certificate>
    </ds:X509Data></ds:KeyInfo></md:KeyDescriptor>
    <md:NameIDFormat>urn:oasis:names:tc:SAML:2.0:nameid-format:persistent</md:NameIDFormat>
    <md:SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" Location="https://idp.example.com/sso"></md:SingleSignOnService>
  </md:IDPSSODescriptor>
</md:EntityDescriptor>`;

/** A response in base64, as a browser would carry it. */
export function samlResponse(
  now: number,
  made: AssertionMade,
  { sign = 'assertion', status = 'Success', tamper = (xml) => xml, ...how }: ResponseMade = {},
): string {
  const open = assertion(now, made);
  const inner = sign === 'assertion' ? signed(open, how) : open;
  const content = how.encrypt ? encrypted(inner) : inner;
  const whole = `<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" Destination="https://signin.aws.amazon.com/saml" ID="r-${randomUUID()}" IssueInstant="${at(now)}" Version="2.0"><saml:Issuer xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">${ENTITY_ID}</saml:Issuer><samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:${status}"></samlp:StatusCode></samlp:Status>${content}</samlp:Response>`;
  return Buffer.from(tamper(sign === 'response' ? signed(whole, how) : whole)).toString('base64');
}

function assertion(now: number, made: AssertionMade): string {
  const issued = now + (made.issuedIn ?? 0);
  const ends = at(now + (made.endsIn ?? 300_000));
  const aws = { RoleSessionName: 'alice', ...made.aws, Role: made.roles ?? [] };
  const values: [string, string | readonly string[]][] = Object.entries(made.attributes ?? {});
  for (const [name, value] of Object.entries(aws)) {
    if (value !== undefined) values.push([ATTRIBUTES + name, value]);
  }
  const attributes = values.map(
    ([name, value]) =>
      `<saml:Attribute Name="${name}">${[value]
        .flat()
        .map((one) => `<saml:AttributeValue>${one}</saml:AttributeValue>`)
        .join('')}</saml:Attribute>`,
  );
  const session =
    made.sessionEndsIn === undefined
      ? ''
      : ` SessionNotOnOrAfter="${at(now + made.sessionEndsIn)}"`;
  return [
    `<saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="${made.id ?? `a-${randomUUID()}`}" IssueInstant="${at(issued)}" Version="2.0">`,
    `<saml:Issuer>${made.issuer ?? ENTITY_ID}</saml:Issuer>`,
    `<saml:Subject><saml:NameID Format="${made.format ?? 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent'}">${made.subject ?? 'alice@example.com'}</saml:NameID>`,
    `<saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer"><saml:SubjectConfirmationData NotOnOrAfter="${ends}" Recipient="${made.recipient ?? 'https://signin.aws.amazon.com/saml'}"></saml:SubjectConfirmationData></saml:SubjectConfirmation></saml:Subject>`,
    `<saml:Conditions NotBefore="${at(issued)}" NotOnOrAfter="${ends}"><saml:AudienceRestriction><saml:Audience>${made.audience ?? 'urn:amazon:webservices'}</saml:Audience></saml:AudienceRestriction></saml:Conditions>`,
    `<saml:AuthnStatement AuthnInstant="${at(issued)}"${session}></saml:AuthnStatement>`,
    `<saml:AttributeStatement>${attributes.join('')}</saml:AttributeStatement></saml:Assertion>`,
  ].join('');
}

/** Puts an enveloped signature behind the issuer. */
function signed(xml: string, { stranger = false, algorithm = 'sha256' }: ResponseMade): string {
  const [, id] = / ID="([^"]+)"/.exec(xml)!;
  const digest = createHash(algorithm).update(xml).digest('base64');
  const more = 'http://www.w3.org/2001/04/xmldsig-more#';
  const old = 'http://www.w3.org/2000/09/xmldsig#';
  const method = algorithm === 'sha1' ? `${old}rsa-sha1` : `${more}rsa-${algorithm}`;
  const hash =
    algorithm === 'sha1' ? `${old}sha1` : `http://www.w3.org/2001/04/xmlenc#${algorithm}`;
  const info = `<ds:SignedInfo xmlns:ds="${old}"><ds:CanonicalizationMethod Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"></ds:CanonicalizationMethod><ds:SignatureMethod Algorithm="${method}"></ds:SignatureMethod><ds:Reference URI="#${id}"><ds:Transforms><ds:Transform Algorithm="${old}enveloped-signature"></ds:Transform><ds:Transform Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"></ds:Transform></ds:Transforms><ds:DigestMethod Algorithm="${hash}"></ds:DigestMethod><ds:DigestValue>${digest}</ds:DigestValue></ds:Reference></ds:SignedInfo>`;
  const value = createSign(algorithm)
    .update(info)
    .sign(stranger ? STRANGER_KEY : IDP_KEY, 'base64');
  const certificate = bare(stranger ? STRANGER_CERT : IDP_CERT);
  const signature = `<ds:Signature xmlns:ds="${old}">${info}<ds:SignatureValue>${value}</ds:SignatureValue><ds:KeyInfo><ds:X509Data><ds:X509Certificate>${certificate}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></ds:Signature>`;
  return xml.replace('</saml:Issuer>', `</saml:Issuer>${signature}`);
}

/** AES-256-GCM under a key that RSA-OAEP wraps (xmlenc-core1). */
function encrypted(xml: string): string {
  const key = randomBytes(32);
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  const sealed = Buffer.concat([iv, cipher.update(xml), cipher.final(), cipher.getAuthTag()]);
  const padding = constants.RSA_PKCS1_OAEP_PADDING;
  const wrapped = publicEncrypt({ key: READER_CERT, padding, oaepHash: 'sha1' }, key);
  const enc = 'http://www.w3.org/2001/04/xmlenc#';
  return `<saml:EncryptedAssertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion"><xenc:EncryptedData xmlns:xenc="${enc}" Type="${enc}Element"><xenc:EncryptionMethod Algorithm="http://www.w3.org/2009/xmlenc11#aes256-gcm"></xenc:EncryptionMethod><KeyInfo xmlns="http://www.w3.org/2000/09/xmldsig#"><e:EncryptedKey xmlns:e="${enc}"><e:EncryptionMethod Algorithm="${enc}rsa-oaep-mgf1p"></e:EncryptionMethod><e:CipherData><e:CipherValue>${wrapped.toString('base64')}</e:CipherValue></e:CipherData></e:EncryptedKey></KeyInfo><xenc:CipherData><xenc:CipherValue>${sealed.toString('base64')}</xenc:CipherValue></xenc:CipherData></xenc:EncryptedData></saml:EncryptedAssertion>`;
}

const at = (millis: number): string => new Date(millis).toISOString();
const bare = (pem: string): string => pem.replace(/-----[^-]+-----|\s/g, '');
