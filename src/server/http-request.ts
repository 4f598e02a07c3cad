/** Requests as they come off a socket: read whole, and within limits. */
import { IncomingMessage } from 'node:http';

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

/**
 * Above the largest secret (65,536 bytes, six characters each in JSON's longest escapes) with room to spare.
 * `body-room.ts` knows the few requests that may be larger.
 */
export const MAX_BODY_BYTES = 1024 * 1024;

/** How long the client says the body is; a chunked one has no length yet. */
export const declaredBytes = (incoming: IncomingMessage): number =>
  Number(headerOf(incoming, 'content-length') ?? 0);

/**
 * A message whose headers are read once, and as signatures read them. Node looks at two of them in every
 * request, and would make an object of its own for that.
 */
export class Incoming extends IncomingMessage {
  joined: HttpRequest['headers'] | undefined;
}
Object.defineProperty(Incoming.prototype, 'headers', {
  get(this: Incoming) {
    return (this.joined ??= headersOf(this.rawHeaders));
  },
});

/** Without the names that every object has; unlike what `Object.create(null)` gives, V8 lays it out as it does others. */
const Headers = function () {} as unknown as new () => { [name: string]: string | undefined };
Headers.prototype = Object.create(null);

function headersOf(raw: readonly string[]): HttpRequest['headers'] {
  const headers = new Headers();
  for (let i = 0; i < raw.length; i += 2) {
    const name = lowerCase(raw[i]!);
    const value = raw[i + 1]!;
    const before = headers[name];
    headers[name] = before === undefined ? value : `${before},${value}`;
  }
  return headers;
}

const lowered = new Map<string, string>();
const LOWERED_KEPT = 256;

/** Clients send the same few names over and over: each is made small once. */
function lowerCase(name: string): string {
  let small = lowered.get(name);
  if (small !== undefined) return small;
  small = name.toLowerCase();
  if (lowered.size < LOWERED_KEPT && name.length < 64) lowered.set(name, small);
  return small;
}

/** Calls back with the body, or with undefined as soon as it is larger than allowed, whatever was declared. */
export function readBody(
  incoming: IncomingMessage,
  maxBytes: number,
  done: (body: Uint8Array | undefined) => void,
): void {
  let first: Buffer | undefined;
  let rest: Buffer[] | undefined;
  let size = 0;
  incoming.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size > maxBytes) {
      incoming.removeAllListeners('data').removeAllListeners('end');
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

/** One header without the object that node would build of all of them. */
function headerOf({ rawHeaders }: IncomingMessage, name: string): string | undefined {
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const sent = rawHeaders[i]!;
    if (sent.length === name.length && sent.toLowerCase() === name) return rawHeaders[i + 1];
  }
  return undefined;
}

const EMPTY = new Uint8Array(0);

/** What is handed on of a request whose body was read. */
export function requestOf(incoming: IncomingMessage, body: Uint8Array): HttpRequest {
  const { socket } = incoming;
  return {
    method: incoming.method!,
    url: originForm(incoming.url!),
    headers: incoming.headers as HttpRequest['headers'],
    body,
    sourceIp: plainAddress(socket.remoteAddress ?? ''),
    secure: 'encrypted' in socket,
  };
}

/** IPv4 clients of a dual-stack socket appear as `::ffff:1.2.3.4`; policies and the trail say `1.2.3.4`. */
const plainAddress = (address: string): string =>
  address.startsWith('::ffff:') ? address.slice(7) : address;

/** Proxies may name the server once more in the request line: `GET http://host/path`. */
function originForm(url: string): string {
  if (url.startsWith('/')) return url;
  const path = url.replace(/^https?:\/\/[^/?]*/i, '');
  return path.startsWith('/') || path === url ? path : `/${path}`;
}
