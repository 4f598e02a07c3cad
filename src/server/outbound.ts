/** The way out: HTTPS requests that services make, within limits, to nobody but whom they may reach. */
import { lookup as resolve, type LookupAddress, type LookupOptions } from 'node:dns';
import type { IncomingMessage } from 'node:http';
import { Agent, request as begin } from 'node:https';
import { isIP, type Socket } from 'node:net';
import { rootCertificates } from 'node:tls';
import { readFile } from 'node:fs/promises';
import { type Clock, SECOND } from '../base/clock.ts';
import {
  type Outbound,
  type OutboundAnswer,
  OutboundError,
  type OutboundReason,
  type OutboundRequest,
} from '../operation/outbound.ts';
import type { Reach } from '../operation/reach.ts';
import { readCertificate } from '../crypto/certificate.ts';
import type { OutboundOptions } from './config.ts';
import type { Log } from './log.ts';
import { EXIT, OperatorError } from './operator-error.ts';
import { type Addresses, addresses, type Allowance } from './outbound-addresses.ts';
import { createReach } from './reach.ts';
import { presentedCertificate } from './outbound-thumbprint.ts';

export interface OutboundParts {
  /** The machine's own: it measures others' patience, and signs for their clocks. */
  readonly clock: Clock;
  readonly allow: readonly Allowance[];
  /** Whose databases may be reached; any unless told. */
  readonly databases?: readonly Allowance[] | undefined;
  /** Certificates of authorities (PEM) that are believed beside those that node brings along. */
  readonly ca: readonly string[];
  /** Hears why somebody could not be asked: whoever wanted it is told less. */
  readonly report?: (failure: OutboundError) => void;
  /** Looks names up; the system's resolver unless told. */
  readonly resolve?: (host: string) => Promise<readonly LookupAddress[]>;
}

/** The way out, until it is closed. */
export interface OutboundClient extends Outbound {
  /** The way to databases, by the operator's rules for those. */
  readonly reach: Reach;
  readonly close: () => void;
}

const SOCKETS_PER_HOST = 128;
const IDLE_SOCKETS_PER_HOST = 16;
/** Kept connections are closed before most servers would: 65 seconds is the shortest that is usual. */
const IDLE_MILLIS = 30 * SECOND;

/** The way out as the operator has set it. */
export async function loadOutbound(
  { allow, databases, ca }: OutboundOptions,
  clock: Clock,
  log: Log,
): Promise<OutboundClient> {
  const authorities = ca === undefined ? [] : [await readAuthorities(ca)];
  const report = ({ reason, message }: OutboundError) =>
    log.warn({ reason, failure: message }, 'somebody could not be asked');
  return createOutbound({ clock, allow, databases, ca: authorities, report });
}

/** The way out, to those who are allowed and believed. */
export function createOutbound(parts: OutboundParts): OutboundClient {
  const rules = addresses(parts.allow);
  const lookup = lookupWithin(rules, parts.resolve ?? systemResolve);
  const agent = new Agent({
    keepAlive: true,
    maxSockets: SOCKETS_PER_HOST,
    maxFreeSockets: IDLE_SOCKETS_PER_HOST,
    timeout: IDLE_MILLIS,
    ca: [...rootCertificates, ...parts.ca],
    minVersion: 'TLSv1.2',
    // Asked at each connect, so what the DNS says later than a check of ours does not matter.
    lookup,
  });
  const client: OutboundClient = {
    now: parts.clock.now,
    reach: createReach({ allow: parts.databases, ca: parts.ca }),
    ask: async (asked) => {
      try {
        const url = destination(asked.url, rules);
        return await attempt(asked, url).catch(async (error: unknown) => {
          if (error instanceof Stale && asked.repeatable) return attempt(asked, url);
          const known = await knownCertificate(asked, url, error);
          if (known === undefined) throw error;
          return attempt(asked, url, known);
        });
      } catch (error) {
        if (error instanceof OutboundError) parts.report?.(error);
        throw error;
      }
    },
    close: () => agent.destroy(),
  };
  return client;

  /** For one connection, which nobody else may use: others have not said that they know the certificate. */
  function trusting(ca: string): Agent {
    return new Agent({ ca, allowPartialTrustChain: true, minVersion: 'TLSv1.2', lookup });
  }

  /** The certificate that whoever asks knows by its thumbprint, where no authority vouches for it. */
  async function knownCertificate(
    { thumbprints = [], timeoutMillis: patienceMillis }: OutboundRequest,
    { address: host, port, host: name }: Destination,
    error: unknown,
  ): Promise<string | undefined> {
    const isUnknown = error instanceof OutboundError && error.reason === 'tls';
    if (!isUnknown || thumbprints.length === 0) return undefined;
    const to = { host, port, servername: isIP(name) ? '' : name, lookup };
    return presentedCertificate(to, thumbprints, { clock: parts.clock, patienceMillis });
  }

  function attempt(
    asked: OutboundRequest,
    url: Destination,
    authority?: string,
  ): Promise<OutboundAnswer> {
    const { promise, resolve: answered, reject } = Promise.withResolvers<OutboundAnswer>();
    const request = begin({
      agent: authority === undefined ? agent : trusting(authority),
      method: asked.method,
      host: url.address,
      port: url.port,
      servername: isIP(url.host) ? '' : url.host,
      path: url.path,
      headers: {
        host: url.authority,
        'user-agent': 'lockstead',
        'accept-encoding': 'identity',
        ...asked.headers,
        ...(asked.body && { 'content-length': String(asked.body.length) }),
      },
    });
    let reached: 'nothing' | 'machine' | 'peer' = 'nothing';
    const fail = (reason: OutboundReason, cause?: unknown) => {
      reject(new OutboundError(reason, `${url.authority}: ${saying(reason, cause)}`, { cause }));
      request.destroy();
    };
    const callOff = parts.clock.after(asked.timeoutMillis, () => fail('timeout'));
    request.once('socket', (socket: Socket) => {
      if (request.reusedSocket) {
        reached = 'peer';
        return;
      }
      socket.once('connect', () => (reached = 'machine'));
      socket.once('secureConnect', () => (reached = 'peer'));
    });
    request.once('error', (cause) => {
      if (cause instanceof OutboundError) return reject(cause);
      if (request.reusedSocket && (cause as NodeJS.ErrnoException).code === 'ECONNRESET')
        return reject(new Stale('broken', `${url.authority}: ${saying('broken', cause)}`));
      fail(REASONS[reached], cause);
    });
    request.once('response', (incoming) => {
      read(incoming, asked.maxBytes, fail, (body) =>
        answered({ status: incoming.statusCode!, headers: headersOf(incoming), body }),
      );
    });
    request.end(asked.body);
    return promise.finally(callOff);
  }
}

async function readAuthorities(path: string): Promise<string> {
  try {
    const pem = await readFile(path);
    readCertificate(pem);
    return pem.toString('latin1');
  } catch (cause) {
    throw new OperatorError(
      EXIT.network,
      `The certificates of \`${path}\` cannot be read: ${(cause as Error).message}. Name a file of certificates in PEM form with \`--outbound-ca\`.`,
      { cause },
    );
  }
}

/** A kept connection was closed by the other side just when it was used again. */
class Stale extends OutboundError {}

const REASONS = { nothing: 'unreachable', machine: 'tls', peer: 'broken' } as const;

interface Destination {
  readonly host: string;
  /** The host, or where the operator says that it is. */
  readonly address: string;
  readonly port: number;
  /** What goes into `host:`. */
  readonly authority: string;
  readonly path: string;
}

/** Where a URL leads; an address in it is judged here, for nobody looks it up. */
function destination(text: string, rules: Addresses): Destination {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol !== 'https:' || url.username !== '' || url.password !== '')
    throw new OutboundError('forbidden', 'Only plain https URLs are asked.');
  const host = url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  const place = rules.placeOf(host);
  const address = place?.address ?? host;
  if (isIP(address) && !rules.allows(host, address)) throw forbidden(host, address);
  return {
    host,
    address,
    port: place?.port ?? Number(url.port || 443),
    authority: url.host,
    path: `${url.pathname}${url.search}`,
  };
}

const forbidden = (host: string, address: string): OutboundError =>
  new OutboundError(
    'forbidden',
    `${host} is at ${address}, which is no address of the Internet. Allow it with --allow-outbound.`,
  );

type Found = (error: Error | null, address: string | LookupAddress[], family?: number) => void;

function lookupWithin(rules: Addresses, lookUp: NonNullable<OutboundParts['resolve']>) {
  return (host: string, options: LookupOptions, done: Found): void => {
    lookUp(host).then(
      (found) => {
        const allowed = found.filter(({ address }) => rules.allows(host, address));
        if (allowed.length === 0) return done(forbidden(host, found[0]?.address ?? 'nowhere'), []);
        if (options.all) return done(null, allowed);
        return done(null, allowed[0]!.address, allowed[0]!.family);
      },
      (cause: Error) => done(cause, []),
    );
  };
}

const systemResolve = (host: string): Promise<readonly LookupAddress[]> =>
  new Promise((found, failed) => {
    resolve(host, { all: true }, (error, list) => (error ? failed(error) : found(list)));
  });

function read(
  incoming: IncomingMessage,
  maxBytes: number,
  fail: (reason: OutboundReason, cause?: unknown) => void,
  done: (body: Uint8Array) => void,
): void {
  const chunks: Buffer[] = [];
  let size = 0;
  incoming.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size > maxBytes) return fail('too-large');
    chunks.push(chunk);
  });
  incoming.once('error', (cause) => fail('broken', cause));
  incoming.once('end', () => done(Buffer.concat(chunks)));
}

const headersOf = ({ headers }: IncomingMessage): OutboundAnswer['headers'] =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(',') : value,
    ]),
  );

const saying = (reason: OutboundReason, cause: unknown): string =>
  cause instanceof Error ? `${reason} (${cause.message})` : reason;
