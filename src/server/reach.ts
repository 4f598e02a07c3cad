/** Where the server may go by other ways than HTTPS: anywhere, or to whom the operator names. */
import { lookup as resolve } from 'node:dns/promises';
import { isIP } from 'node:net';
import { rootCertificates } from 'node:tls';
import { OutboundError } from '../operation/outbound.ts';
import type { Reach } from '../operation/reach.ts';
import { type Allowance, allowed } from './outbound-addresses.ts';

export interface ReachParts {
  /** Databases that may be reached, and where they are; any unless told. */
  readonly allow: readonly Allowance[] | undefined;
  /** Certificates of authorities (PEM) that are believed beside those that node brings along. */
  readonly ca: readonly string[];
  /** Looks names up; the system's resolver unless told. */
  readonly resolve?: (host: string) => Promise<readonly { readonly address: string }[]>;
}

/** Databases are where private networks are: unless the operator says which, they may be anywhere. */
export function createReach({ allow, ca, resolve: lookUp = systemResolve }: ReachParts): Reach {
  const rules = allow && allowed(allow);
  return {
    authorities: [...rootCertificates, ...ca],
    locate: async (given, port) => {
      const host = given.replace(/\.$/, '').toLowerCase();
      if (!rules) return { address: host, port };
      const place = rules.placeOf(host);
      if (place) return { address: place.address, port: place.port };
      // Whatever the DNS says later, this is the address that was judged.
      const found = isIP(host) ? [{ address: host }] : await lookUp(host).catch(unknown(host));
      const address = found.find((one) => rules.allows(host, one.address))?.address;
      if (address === undefined)
        throw new OutboundError(
          'forbidden',
          `${host} is at ${found[0]?.address ?? 'nowhere'}, which is no database that may be reached. Allow it with --allow-databases.`,
        );
      return { address, port };
    },
  };
}

const unknown = (host: string) => (cause: unknown) => {
  throw new OutboundError('unreachable', `${host}: no such host`, { cause });
};

const systemResolve = (host: string) => resolve(host, { all: true });
