/** Bytes in, bytes out: reads requests within limits, hands them on, writes the answers. */
import http from 'node:http';
import https from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { SECOND, type Clock } from '../base/clock.ts';

/** A request as it came, its body read whole. */
export interface HttpRequest {
  readonly method: string;
  /** Path and query as they were sent. */
  readonly url: string;
  /** Names in lower case; a header that was sent more than once is joined by commas. */
  readonly headers: { readonly [name: string]: string | undefined };
  readonly body: Uint8Array;
  readonly sourceIp: string;
  readonly secure: boolean;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: { readonly [name: string]: string };
  readonly body: string | Uint8Array;
}

/** A certificate with its chain, and its private key (PEM). */
export interface Tls {
  readonly cert: Buffer;
  readonly key: Buffer;
}

export interface HttpOptions {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  readonly tls?: Tls;
  readonly clock: Clock;
  /** Never rejects: it answers its own failures. */
  readonly answer: (request: HttpRequest) => Promise<HttpAnswer>;
  /** The answer to a request that is cut short for its size. */
  readonly tooLarge: () => HttpAnswer;
}

export interface HttpServer {
  readonly host: string;
  readonly port: number;
  readonly connections: () => number;
  /** Takes a new certificate for connections from now on. */
  readonly renewTls: (tls: Tls) => void;
  /** Takes no more requests, answers those that were accepted, and is down after `graceMillis` at the latest. */
  readonly close: (graceMillis: number) => Promise<void>;
}

/** Above the largest secret (65,536 bytes, six characters each in JSON's longest escapes) with room to spare. */
export const MAX_BODY_BYTES = 1024 * 1024;
const MAX_HEADER_BYTES = 64 * 1024;
const MAX_HEADERS = 200;
const MAX_CONNECTIONS = 10_000;

/** Slow clients are cut off: ten seconds for the headers, thirty for the whole request. */
const TIMES = {
  headersTimeout: 10 * SECOND,
  requestTimeout: 30 * SECOND,
  keepAliveTimeout: 65 * SECOND,
  connectionsCheckingInterval: SECOND,
};

const TLS_FLOOR = { minVersion: 'TLSv1.2', honorCipherOrder: true } as const;

/** Listens; the promise resolves when the port is open and rejects when it cannot be. */
export async function listen(options: HttpOptions): Promise<HttpServer> {
  const settings = { ...TIMES, maxHeaderSize: MAX_HEADER_BYTES, noDelay: true };
  const server = options.tls
    ? https.createServer({
        ...settings,
        ...options.tls,
        minVersion: 'TLSv1.2',
        honorCipherOrder: true,
      })
    : http.createServer(settings);
  server.maxHeadersCount = MAX_HEADERS;
  server.maxConnections = MAX_CONNECTIONS;

  let open = 0;
  let busy = 0;
  let closing = false;
  server.on('connection', (socket: Socket) => {
    open++;
    socket.once('close', () => open--);
  });
  server.on('request', (incoming: http.IncomingMessage, outgoing: http.ServerResponse) => {
    busy++;
    outgoing.once('close', () => busy--);
    readBody(incoming, (body) => {
      if (body === undefined) {
        // What is still on its way is not read: the connection ends with the answer.
        send(outgoing, options.tooLarge(), true);
        return;
      }
      void options
        .answer(requestOf(incoming, body))
        .then((answer) => send(outgoing, answer, closing));
    });
  });
  // A malformed request line or header: there is no request to answer, and nothing to learn from us.
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => {
    if (error.code === 'ECONNRESET' || !socket.writable) {
      socket.destroy();
      return;
    }
    const status =
      error.code === 'HPE_HEADER_OVERFLOW'
        ? '431 Request Header Fields Too Large'
        : '400 Bad Request';
    socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
  });

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host, resolve);
  });
  const address = server.address() as AddressInfo;

  return {
    host: address.address,
    port: address.port,
    connections: () => open,
    renewTls: (tls) => {
      if (server instanceof https.Server) server.setSecureContext({ ...tls, ...TLS_FLOOR });
    },
    close: (graceMillis) => {
      closing = true;
      return close(server, options.clock, graceMillis, () => busy);
    },
  };
}

function close(
  server: http.Server | https.Server,
  clock: Clock,
  graceMillis: number,
  busy: () => number,
): Promise<void> {
  return new Promise((resolve) => {
    const deadline = clock.after(graceMillis, () => server.closeAllConnections());
    // Keep-alive connections are idle between requests, and only then may they be closed.
    const sweep = () => {
      server.closeIdleConnections();
      if (busy() > 0) clock.after(20, sweep);
    };
    server.close(() => {
      deadline();
      resolve();
    });
    sweep();
  });
}

/** Calls back with the body, or with undefined as soon as it is larger than allowed. */
function readBody(
  incoming: http.IncomingMessage,
  done: (body: Uint8Array | undefined) => void,
): void {
  const declared = Number(incoming.headers['content-length'] ?? 0);
  if (declared > MAX_BODY_BYTES) return done(undefined);
  let first: Buffer | undefined;
  let rest: Buffer[] | undefined;
  let size = 0;
  incoming.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) {
      incoming.removeAllListeners('data').removeAllListeners('end');
      incoming.pause();
      return done(undefined);
    }
    if (!first) first = chunk;
    else if (rest) rest.push(chunk);
    else rest = [first, chunk];
  });
  incoming.on('end', () => done(rest ? Buffer.concat(rest, size) : (first ?? EMPTY)));
  // The client left, or was cut off for being slow: nobody is there to be answered.
  incoming.on('error', () => {});
}

const EMPTY = new Uint8Array(0);

function requestOf(incoming: http.IncomingMessage, body: Uint8Array): HttpRequest {
  const { rawHeaders, socket } = incoming;
  const headers: { [name: string]: string | undefined } = Object.create(null);
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const name = rawHeaders[i]!.toLowerCase();
    const value = rawHeaders[i + 1]!;
    const before = headers[name];
    headers[name] = before === undefined ? value : `${before},${value}`;
  }
  return {
    method: incoming.method!,
    url: incoming.url!,
    headers,
    body,
    sourceIp: plainAddress(socket.remoteAddress ?? ''),
    secure: 'encrypted' in socket,
  };
}

/** IPv4 clients of a dual-stack socket appear as `::ffff:1.2.3.4`; policies and the trail say `1.2.3.4`. */
const plainAddress = (address: string): string =>
  address.startsWith('::ffff:') ? address.slice(7) : address;

function send(outgoing: http.ServerResponse, answer: HttpAnswer, last: boolean): void {
  const length =
    typeof answer.body === 'string' ? Buffer.byteLength(answer.body) : answer.body.length;
  const headers: { [name: string]: string | number } = {
    ...answer.headers,
    'Content-Length': length,
  };
  if (last) headers['Connection'] = 'close';
  outgoing.writeHead(answer.status, headers);
  outgoing.end(answer.body);
}
