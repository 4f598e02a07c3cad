import { createPrivateKey, X509Certificate } from 'node:crypto';
import type { Instant } from '../base/clock.ts';

/** What a TLS certificate says of itself. */
export interface Certificate {
  readonly notBefore: Instant;
  readonly notAfter: Instant;
  /** Whether a client that asks for this host name or address takes the certificate. */
  readonly isFor: (host: string) => boolean;
  /** Whether it belongs to this private key (PEM). Throws where the text holds none. */
  readonly matches: (keyPem: Uint8Array) => boolean;
}

/** Reads the first certificate of a PEM chain. Throws where there is none. */
export function readCertificate(pem: Uint8Array): Certificate {
  const certificate = new X509Certificate(pem);
  return {
    notBefore: certificate.validFromDate.getTime(),
    notAfter: certificate.validToDate.getTime(),
    isFor: (host) =>
      (ADDRESS.test(host) ? certificate.checkIP(host) : certificate.checkHost(host)) !== undefined,
    matches: (keyPem) => certificate.checkPrivateKey(createPrivateKey(Buffer.from(keyPem))),
  };
}

/** An address of version 4 or 6, as opposed to a name. */
const ADDRESS = /^[\d.]+$|:/;
