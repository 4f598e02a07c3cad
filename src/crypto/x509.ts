import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import type { Instant } from '../base/clock.ts';

/** What a certificate that somebody hands in says of itself. */
export interface X509 {
  readonly notBefore: Instant;
  readonly notAfter: Instant;
  /** SHA-256 over the whole certificate, in upper-case hexadecimal. */
  readonly fingerprint: string;
  /** Whether it is signed by the key of another certificate, which may sign. */
  readonly isIssuedBy: (other: X509) => boolean;
  /** Whether it belongs to this private key (PEM); undefined where the text holds none that is in the clear. */
  readonly matches: (keyPem: string) => boolean | undefined;
}

const parsed = new WeakMap<X509, X509Certificate>();

/** Reads a certificate, as bytes (DER) or as text (PEM); undefined where there is none. */
export function readX509(source: string | Uint8Array): X509 | undefined {
  const certificate = parse(source);
  if (!certificate) return undefined;
  const read: X509 = {
    notBefore: certificate.validFromDate.getTime(),
    notAfter: certificate.validToDate.getTime(),
    fingerprint: certificate.fingerprint256.replaceAll(':', ''),
    isIssuedBy: (other) => {
      const issuer = parsed.get(other)!;
      return certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);
    },
    matches: (keyPem) => {
      const key = readPrivateKey(keyPem);
      return key && certificate.checkPrivateKey(key);
    },
  };
  parsed.set(read, certificate);
  return read;
}

/** The certificates of a PEM text in their order; undefined where something else is in it. */
export function readChain(pem: string): readonly X509[] | undefined {
  const blocks = pem.match(BLOCKS) ?? [];
  const rest = pem.replace(BLOCKS, '').trim();
  const chain = blocks.map(readX509);
  if (rest !== '' || chain.length === 0 || chain.includes(undefined)) return undefined;
  return chain as X509[];
}

/** Whether this is a private key in PEM, without a passphrase; for RSA how many bits it has. */
export function privateKeyKind(
  pem: string,
): { readonly type: string; readonly bits?: number } | undefined {
  const key = readPrivateKey(pem);
  if (!key?.asymmetricKeyType) return undefined;
  const bits = key.asymmetricKeyDetails?.modulusLength;
  return { type: key.asymmetricKeyType, ...(bits !== undefined && { bits }) };
}

const BLOCKS = /-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----/g;

function parse(source: string | Uint8Array): X509Certificate | undefined {
  try {
    return new X509Certificate(source);
  } catch {
    return undefined;
  }
}

function readPrivateKey(pem: string): KeyObject | undefined {
  try {
    return createPrivateKey(pem);
  } catch {
    return undefined;
  }
}
