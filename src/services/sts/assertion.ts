/** What a SAML assertion says of who it is about (saml-core-2.0-os, and AWS's attributes). */
import type { Instant } from '../../base/clock.ts';
import { childrenOf, type XmlElement } from '../../base/xml-tree.ts';

/** A signed assertion, read. Nothing of it has been judged. */
export interface Assertion {
  readonly id: string;
  readonly issuer: string;
  readonly issuedAt: Instant;
  readonly notBefore: Instant | undefined;
  readonly notOnOrAfter: Instant | undefined;
  readonly audiences: readonly string[];
  readonly subject: string;
  /** `persistent`, `transient`, or the whole name of another format. */
  readonly subjectType: string;
  /** Where it was to be brought by whoever bears it, and until when. */
  readonly bearers: readonly { readonly recipient: string; readonly until: Instant }[];
  /** When the identity provider's own session ends. */
  readonly sessionEnds: Instant | undefined;
  readonly attributes: ReadonlyMap<string, readonly string[]>;
}

/** Reads an assertion; undefined where it lacks what none may lack. */
export function readAssertion(element: XmlElement): Assertion | undefined {
  const children = (of: XmlElement, name: string) => childrenOf(of, SAML, name);
  const [subject, ...subjects] = children(element, 'Subject');
  const [conditions, ...more] = children(element, 'Conditions');
  const [name, ...names] = subject ? children(subject, 'NameID') : [];
  const [issuer] = children(element, 'Issuer');
  const id = element.attributes.get('ID');
  const issuedAt = instant(element.attributes.get('IssueInstant'));
  if (subjects.length + more.length + names.length > 0) return undefined;
  if (!id || !issuer || !name || !issuedAt || !conditions) return undefined;
  if (element.attributes.get('Version') !== '2.0') return undefined;
  const bearers = children(subject!, 'SubjectConfirmation')
    .filter((one) => one.attributes.get('Method') === BEARER)
    .flatMap((one) => children(one, 'SubjectConfirmationData'))
    .flatMap(({ attributes }) => {
      const until = instant(attributes.get('NotOnOrAfter'));
      const recipient = attributes.get('Recipient');
      // A bearer's confirmation has an end, and no beginning (saml-profiles-2.0-os, 4.1.4.2).
      if (!recipient || !until || attributes.has('NotBefore')) return [];
      return [{ recipient, until }];
    });
  const ends = children(element, 'AuthnStatement').flatMap(
    ({ attributes }) => instant(attributes.get('SessionNotOnOrAfter')) ?? [],
  );
  return {
    id,
    issuer: issuer.text.trim(),
    issuedAt,
    notBefore: instant(conditions.attributes.get('NotBefore')),
    notOnOrAfter: instant(conditions.attributes.get('NotOnOrAfter')),
    audiences: children(conditions, 'AudienceRestriction')
      .flatMap((one) => children(one, 'Audience'))
      .map(({ text }) => text.trim()),
    subject: name.text.trim(),
    subjectType: shortFormat(name.attributes.get('Format')),
    bearers,
    sessionEnds: ends.length > 0 ? Math.min(...ends) : undefined,
    attributes: attributesOf(element),
  };
}

function attributesOf(element: XmlElement): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const statement of childrenOf(element, SAML, 'AttributeStatement')) {
    for (const attribute of childrenOf(statement, SAML, 'Attribute')) {
      const name = attribute.attributes.get('Name') ?? '';
      const values = childrenOf(attribute, SAML, 'AttributeValue').map(({ text }) => text.trim());
      found.set(name, [...(found.get(name) ?? []), ...values]);
    }
  }
  return found;
}

function instant(text: string | undefined): Instant | undefined {
  if (text === undefined || !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(text))
    return undefined;
  const at = Date.parse(text);
  return Number.isNaN(at) ? undefined : at;
}

const SAML = 'urn:oasis:names:tc:SAML:2.0:assertion';
const BEARER = 'urn:oasis:names:tc:SAML:2.0:cm:bearer';
const FORMAT = 'urn:oasis:names:tc:SAML:2.0:nameid-format:';
const UNSPECIFIED = 'urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified';

const shortFormat = (format = UNSPECIFIED): string =>
  format === `${FORMAT}persistent` || format === `${FORMAT}transient`
    ? format.slice(FORMAT.length)
    : format;
