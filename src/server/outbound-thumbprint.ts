/** Certificates that nobody vouches for, and that somebody knows by their thumbprints. */
import { connect, type ConnectionOptions, type DetailedPeerCertificate } from 'node:tls';
import type { Clock } from '../base/clock.ts';

/**
 * The certificate (PEM) of the chain that a server presents which has one of these thumbprints: SHA-1 in
 * lower-case base 16. Nothing is said to the server; whoever trusts the certificate then asks anew, and
 * that connection is verified as any other is, with this certificate as its authority.
 */
export function presentedCertificate(
  to: ConnectionOptions,
  thumbprints: readonly string[],
  { clock, patienceMillis }: { readonly clock: Clock; readonly patienceMillis: number },
): Promise<string | undefined> {
  const { promise, resolve } = Promise.withResolvers<string | undefined>();
  const socket = connect({ ...to, rejectUnauthorized: false });
  const callOff = clock.after(patienceMillis, () => resolve(undefined));
  socket.once('error', () => resolve(undefined));
  socket.once('secureConnect', () => {
    const chain = chainOf(socket.getPeerCertificate(true));
    const known = chain.find(({ fingerprint }) =>
      thumbprints.includes(fingerprint.replaceAll(':', '').toLowerCase()),
    );
    resolve(known && pem(known.raw));
  });
  return promise.finally(() => {
    callOff();
    socket.destroy();
  });
}

function chainOf(leaf: DetailedPeerCertificate): readonly DetailedPeerCertificate[] {
  const chain = new Set<DetailedPeerCertificate>();
  for (let one = leaf; one?.raw && !chain.has(one); one = one.issuerCertificate) chain.add(one);
  return [...chain];
}

const pem = (der: Buffer): string =>
  `-----BEGIN CERTIFICATE-----\n${der.toString('base64')}\n-----END CERTIFICATE-----\n`;
