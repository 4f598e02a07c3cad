/**
 * Signatures and encryption in SAML responses, by node-saml. What this gives out is what was signed, to
 * the byte, and the only part of a response that may be believed; who may have signed it, when and for
 * whom is for others to judge.
 */
import { createHash } from 'node:crypto';
import { childrenOf, parseXml, type XmlElement } from '../base/xml-tree.ts';

export interface SamlKeys {
  /** The certificates of the identity provider (PEM). */
  readonly certificates: readonly string[];
  /** The private keys that open assertions (PEM): tried in turn. */
  readonly privateKeys: readonly string[];
}

export type SamlFailure =
  /** No response, or one that is shaped as attacks are. */
  | 'malformed'
  /** The identity provider itself says that nobody was signed in. */
  | 'rejected'
  | 'unsigned'
  /** The assertion lies open, and should not. */
  | 'not-encrypted';

/** The assertion of a response that one of the certificates has signed, alone or with the response around it. */
export async function signedAssertion(
  text: string,
  { certificates, privateKeys }: SamlKeys,
  mustEncrypt: boolean,
): Promise<XmlElement | SamlFailure> {
  // Read strictly first: no document types, no entities, one assertion, each ID once.
  const response = parseXml(text);
  const shape = response ? shapeOf(response) : 'malformed';
  if (!response || typeof shape === 'string') return shape as SamlFailure;
  if (!shape.encrypted && mustEncrypt) return 'not-encrypted';
  const keys = shape.encrypted ? privateKeys : [undefined];
  for (const decryptionPvk of keys) {
    const xml = await verified(text, certificates, decryptionPvk);
    const assertion = xml === undefined ? undefined : parseXml(xml);
    if (assertion?.namespace === SAML && assertion.name === 'Assertion') return assertion;
  }
  return 'unsigned';
}

/** SHA-1 in base64, by which AWS names a provider to its policies; it guards nothing. */
export const sha1Base64 = (text: string): string =>
  createHash('sha1').update(text).digest('base64');

async function verified(
  text: string,
  certificates: readonly string[],
  decryptionPvk: string | undefined,
): Promise<string | undefined> {
  // Loaded by the first who comes with an assertion: it is large, and most houses never see one.
  const { SAML: Saml, ValidateInResponseTo } = await import('@node-saml/node-saml');
  const reader = new Saml({
    idpCert: [...certificates],
    callbackUrl: 'https://signin.aws.amazon.com/saml',
    issuer: 'urn:amazon:webservices',
    // Times and audiences are judged by our clock and in our words.
    acceptedClockSkewMs: -1,
    audience: false,
    validateInResponseTo: ValidateInResponseTo.never,
    wantAuthnResponseSigned: false,
    wantAssertionsSigned: false,
    ...(decryptionPvk !== undefined && { decryptionPvk }),
  });
  try {
    const SAMLResponse = Buffer.from(text).toString('base64');
    const { profile } = await reader.validatePostResponseAsync({ SAMLResponse });
    return profile?.getAssertionXml?.();
  } catch {
    // Why a signature or a seal is bad helps nobody but who made it so.
    return undefined;
  }
}

function shapeOf(response: XmlElement): SamlFailure | { readonly encrypted: boolean } {
  if (response.namespace !== PROTOCOL || response.name !== 'Response') return 'malformed';
  const all = [...everyOf(response)];
  const open = childrenOf(response, SAML, 'Assertion').length;
  const sealed = childrenOf(response, SAML, 'EncryptedAssertion').length;
  const assertions = all.filter(({ name }) => /^(Encrypted)?Assertion$/.test(name)).length;
  const status = childrenOf(response, PROTOCOL, 'Status')
    .flatMap((one) => childrenOf(one, PROTOCOL, 'StatusCode'))
    .map((code) => code.attributes.get('Value'));
  if (status.length !== 1) return 'malformed';
  if (status[0] !== SUCCESS) return 'rejected';
  if (open + sealed !== 1 || assertions !== 1) return 'malformed';
  const ids = all.flatMap(({ attributes }) =>
    ['ID', 'Id', 'id'].flatMap((n) => attributes.get(n) ?? []),
  );
  if (new Set(ids).size < ids.length) return 'malformed';
  const algorithms = all.filter(({ name }) => METHODS.has(name));
  const good = algorithms.every(({ attributes }) =>
    ALGORITHMS.has(attributes.get('Algorithm') ?? ''),
  );
  return good ? { encrypted: sealed === 1 } : 'unsigned';
}

function* everyOf(element: XmlElement): Generator<XmlElement> {
  yield element;
  for (const child of element.children) yield* everyOf(child);
}

const PROTOCOL = 'urn:oasis:names:tc:SAML:2.0:protocol';
const SAML = 'urn:oasis:names:tc:SAML:2.0:assertion';
const SUCCESS = 'urn:oasis:names:tc:SAML:2.0:status:Success';

/** The elements that name an algorithm. */
const METHODS: ReadonlySet<string> = new Set([
  'SignatureMethod',
  'DigestMethod',
  'CanonicalizationMethod',
  'Transform',
  'EncryptionMethod',
]);

/** What is believed. SHA-1 stands only inside of OAEP, where nothing rests on it. */
const ALGORITHMS: ReadonlySet<string> = new Set([
  'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
  'http://www.w3.org/2001/04/xmldsig-more#rsa-sha512',
  'http://www.w3.org/2001/04/xmlenc#sha256',
  'http://www.w3.org/2001/04/xmlenc#sha512',
  'http://www.w3.org/2001/10/xml-exc-c14n#',
  'http://www.w3.org/2000/09/xmldsig#enveloped-signature',
  'http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p',
  'http://www.w3.org/2009/xmlenc11#rsa-oaep',
  'http://www.w3.org/2009/xmlenc11#aes128-gcm',
  'http://www.w3.org/2009/xmlenc11#aes256-gcm',
  'http://www.w3.org/2001/04/xmlenc#aes128-cbc',
  'http://www.w3.org/2001/04/xmlenc#aes256-cbc',
]);
