/** What an identity provider says of itself: SAML 2.0 metadata (saml-metadata-2.0-os). */
import { fromBase64 } from '../../base/bytes.ts';
import type { Instant } from '../../base/clock.ts';
import { childrenOf, parseXml, type XmlElement } from '../../base/xml-tree.ts';
import { readX509 } from '../../crypto/x509.ts';

/** The part of the metadata that matters to who believes its assertions. */
export interface SamlMetadata {
  readonly entityId: string;
  /** The certificates whose keys sign assertions (DER). */
  readonly certificates: readonly Uint8Array[];
  readonly validUntil?: Instant;
}

/** Reads a metadata document; undefined where it is none of an identity provider. */
export function readSamlMetadata(text: string): SamlMetadata | undefined {
  const entity = parseXml(text);
  if (entity?.namespace !== METADATA || entity.name !== 'EntityDescriptor') return undefined;
  const entityId = entity.attributes.get('entityID');
  const providers = childrenOf(entity, METADATA, 'IDPSSODescriptor').filter((one) =>
    one.attributes.get('protocolSupportEnumeration')?.split(/\s+/).includes(PROTOCOL),
  );
  const signs = providers.some(
    (one) => childrenOf(one, METADATA, 'SingleSignOnService').length > 0,
  );
  const certificates = providers.flatMap(certificatesOf);
  const good = certificates.every((one) => one !== undefined);
  if (!entityId || !signs || certificates.length === 0 || !good) return undefined;
  const until = entity.attributes.get('validUntil');
  const validUntil = until === undefined ? undefined : Date.parse(until);
  if (Number.isNaN(validUntil)) return undefined;
  return {
    entityId,
    certificates: certificates as Uint8Array[],
    ...(validUntil !== undefined && { validUntil }),
  };
}

const METADATA = 'urn:oasis:names:tc:SAML:2.0:metadata';
const PROTOCOL = 'urn:oasis:names:tc:SAML:2.0:protocol';
const SIGNATURE = 'http://www.w3.org/2000/09/xmldsig#';

/** A key without a use is for signing too. */
function certificatesOf(provider: XmlElement): readonly (Uint8Array | undefined)[] {
  return childrenOf(provider, METADATA, 'KeyDescriptor')
    .filter((key) => (key.attributes.get('use') ?? 'signing') === 'signing')
    .flatMap((key) => childrenOf(key, SIGNATURE, 'KeyInfo'))
    .flatMap((info) => childrenOf(info, SIGNATURE, 'X509Data'))
    .flatMap((data) => childrenOf(data, SIGNATURE, 'X509Certificate'))
    .map(({ text }) => {
      const bytes = fromBase64(text.replace(/\s+/g, ''));
      return bytes && readX509(bytes) ? bytes : undefined;
    });
}
