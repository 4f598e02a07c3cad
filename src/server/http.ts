/** Bytes in, bytes out: reads requests within limits, hands them on, writes the answers. */
import http from 'node:http';
import https from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { SECOND, type Clock } from '../base/clock.ts';
import { createRooms } from './body-room.ts';
import {
  declaredBytes,
  type HttpRequest,
  Incoming,
  MAX_BODY_BYTES,
  readBody,
  requestOf,
} from './http-request.ts';

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
  readonly tooLarge: (maxBytes: number) => HttpAnswer;
  /** The answer to a large request that finds no room beside others. */
  readonly noRoom: () => HttpAnswer;
  /** Shorter times, for tests. */
  readonly times?: Partial<typeof TIMES>;
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

const MAX_HEADER_BYTES = 64 * 1024;
const MAX_HEADERS = 200;
const MAX_CONNECTIONS = 10_000;

/** Slow clients are cut off: ten seconds for the headers, thirty for the whole request. */
const TIMES = {
  handshakeTimeout: 10 * SECOND,
  headersTimeout: 10 * SECOND,
  requestTimeout: 30 * SECOND,
  keepAliveTimeout: 65 * SECOND,
  connectionsCheckingInterval: SECOND,
  /** How long what a refused client still sends is thrown away, so that it can read its refusal. */
  lingerTimeout: 2 * SECOND,
  /** How long an answer may wait for its client to read it. */
  answerTimeout: 30 * SECOND,
};
const LINGER_BYTES = 8 * MAX_BODY_BYTES;

const TLS_FLOOR = { minVersion: 'TLSv1.2', honorCipherOrder: true } as const;

/** Listens; the promise resolves when the port is open and rejects when it cannot be. */
export async function listen(options: HttpOptions): Promise<HttpServer> {
  const { lingerTimeout, answerTimeout, ...times } = { ...TIMES, ...options.times };
  const settings = {
    ...times,
    maxHeaderSize: MAX_HEADER_BYTES,
    noDelay: true,
    IncomingMessage: Incoming,
  };
  const server = options.tls
    ? https.createServer({ ...settings, ...options.tls, ...TLS_FLOOR })
    : http.createServer(settings);
  // Node leaves out what exceeds the number: one more than allowed shows that it was exceeded.
  server.maxHeadersCount = MAX_HEADERS + 1;
  server.maxConnections = MAX_CONNECTIONS;

  const rooms = createRooms();
  const open = new Set<Socket>();
  /** Answers that are not sent to the end, in the order of their requests. */
  const pending = new Set<http.ServerResponse>();
  let closing = false;
  server.on('connection', (socket: Socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  });
  const accept = (incoming: http.IncomingMessage, outgoing: http.ServerResponse) => {
    pending.add(outgoing);
    outgoing.once('close', () => pending.delete(outgoing));
    const cutShort = (answer: HttpAnswer) => {
      sendUnread(incoming, outgoing, answer, (wake) => options.clock.after(lingerTimeout, wake));
    };
    if (incoming.rawHeaders.length > 2 * MAX_HEADERS) return cutShort(TOO_MANY_HEADERS);
    const declared = declaredBytes(incoming);
    const room = rooms.enter(incoming.method!, incoming.url!, declared);
    if (room === 'full') return cutShort(options.noRoom());
    if (room.leave) outgoing.once('close', room.leave);
    if (declared > room.maxBytes) return cutShort(options.tooLarge(room.maxBytes));
    readBody(incoming, room.maxBytes, (body) => {
      if (body === undefined) return cutShort(options.tooLarge(room.maxBytes));
      void options.answer(requestOf(incoming, body)).then((answer) => {
        send(outgoing, answer, closing && isAlone(outgoing, pending));
        // Nearly always all of it has left already.
        if (outgoing.writableLength > 0) cutOffUnread(outgoing, options.clock, answerTimeout);
      });
    });
  };
  server.on('request', accept);
  // Who asks before he sends is told at once that it is too much.
  server.on('checkContinue', (incoming: http.IncomingMessage, outgoing: http.ServerResponse) => {
    const declared = declaredBytes(incoming);
    const room = rooms.enter(incoming.method!, incoming.url!, declared);
    if (room !== 'full') {
      if (declared <= room.maxBytes) outgoing.writeContinue();
      room.leave?.();
    }
    accept(incoming, outgoing);
  });
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => {
    const status = refusalStatus(error.code ?? '');
    if (status === undefined) return socket.destroy();
    // What comes after a refusal is thrown away.
    if (socket.writableEnded) return;
    const before = [...pending].findLast(
      ({ req, headersSent }) => req.socket === socket && (req.complete || headersSent),
    );
    if (before) return endAfter(before, socket);
    socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
    options.clock.after(lingerTimeout, () => socket.destroy());
  });

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host, resolve);
  });
  const address = server.address() as AddressInfo;

  return {
    host: address.address,
    port: address.port,
    connections: () => open.size,
    renewTls: (tls) => {
      if (server instanceof https.Server) server.setSecureContext({ ...tls, ...TLS_FLOOR });
    },
    close: (graceMillis) => {
      closing = true;
      // Node takes a connection that has not said a word for a busy one.
      for (const socket of open) if (socket.bytesRead === 0) socket.destroy();
      return close(server, options.clock, graceMillis, () => pending.size);
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

/** How a request that is none is refused; undefined where nobody listens who speaks HTTP. */
function refusalStatus(code: string): string | undefined {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return '408 Request Timeout';
  if (code === 'HPE_HEADER_OVERFLOW') return TOO_LARGE_HEADERS;
  return code.startsWith('HPE_') ? '400 Bad Request' : undefined;
}

/** Garbage came behind a good request: its answer is the last one, and nothing gets before it. */
function endAfter(outgoing: http.ServerResponse, socket: Socket): void {
  if (!outgoing.shouldKeepAlive) return;
  outgoing.shouldKeepAlive = false;
  outgoing.once('close', () => socket.destroySoon());
}

/** Whether no other request of the same connection awaits its answer. */
function isAlone(
  outgoing: http.ServerResponse,
  pending: ReadonlySet<http.ServerResponse>,
): boolean {
  for (const other of pending) {
    if (other !== outgoing && other.req.socket === outgoing.req.socket) return false;
  }
  return true;
}

const TOO_LARGE_HEADERS = '431 Request Header Fields Too Large';
const TOO_MANY_HEADERS: HttpAnswer = { status: 431, headers: {}, body: '' };

/** A client that does not read would hold its answer, and his connection, for ever. */
function cutOffUnread(outgoing: http.ServerResponse, clock: Clock, afterMillis: number): void {
  const calledOff = clock.after(afterMillis, () => outgoing.req.socket.destroy());
  outgoing.once('close', calledOff);
}

function send(outgoing: http.ServerResponse, answer: HttpAnswer, last: boolean): void {
  writeHead(outgoing, answer, last);
  outgoing.end(answer.body);
}

/**
 * Answers a request that is not read to its end, and ends the connection. A client that still sends
 * would not see its answer if the connection broke under its hands: for a while it is listened to.
 */
function sendUnread(
  incoming: http.IncomingMessage,
  outgoing: http.ServerResponse,
  answer: HttpAnswer,
  later: (wake: () => void) => () => void,
): void {
  writeHead(outgoing, answer, true);
  if (answer.body.length > 0) outgoing.write(answer.body);
  else outgoing.flushHeaders();
  const end = () => {
    cancel();
    outgoing.end();
  };
  const cancel = later(end);
  let left = LINGER_BYTES;
  incoming.on('data', (chunk: Buffer) => {
    left -= chunk.length;
    if (left < 0) end();
  });
  incoming.once('end', end);
  incoming.on('error', end);
}

function writeHead(outgoing: http.ServerResponse, answer: HttpAnswer, last: boolean): void {
  const length =
    typeof answer.body === 'string' ? Buffer.byteLength(answer.body) : answer.body.length;
  const headers: { [name: string]: string | number } = {
    ...answer.headers,
    'Content-Length': length,
  };
  if (last) headers['Connection'] = 'close';
  outgoing.writeHead(answer.status, headers);
}
