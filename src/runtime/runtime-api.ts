/** The Lambda Runtime API (2018-06-01) of one worker: what its runtime asks, and what it is told. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What Lambda lets a synchronous answer take. */
export const MAX_ANSWER_BYTES = 6 * 1024 * 1024 + 100;
/** Of an error's body; AWS cuts longer ones. */
const MAX_ERROR_BYTES = 256 * 1024;
const MAX_CONNECTIONS = 32;

/** What came of an invocation, as the runtime tells it. */
export type Outcome =
  | { readonly kind: 'response'; readonly body: Uint8Array }
  | { readonly kind: 'error'; readonly body: Uint8Array; readonly errorType: string }
  | { readonly kind: 'too-large' };

/** Hears what the runtime says. */
export interface RuntimeListener {
  /** Whether that port of this machine is one of the worker's own connections. */
  readonly isOwn: (port: number, apiPort: number) => boolean;
  /** It is ready for an invocation. */
  readonly next: () => void;
  readonly outcome: (outcome: Outcome) => void;
  readonly initError: (error: Outcome & { readonly kind: 'error' }) => void;
}

export interface RuntimeApi {
  /** `127.0.0.1:PORT`: what AWS_LAMBDA_RUNTIME_API says. */
  readonly address: string;
  /** Hands an invocation to the runtime, which has asked for the next one. */
  readonly deliver: (headers: { readonly [name: string]: string }, payload: Uint8Array) => void;
  readonly close: () => void;
}

const REQUEST_ID = 'Lambda-Runtime-Aws-Request-Id';
const PREFIX = '/2018-06-01/runtime/';

/** Listens on a free port of the loopback interface. */
export async function openRuntimeApi(listener: RuntimeListener): Promise<RuntimeApi> {
  let waiting: ServerResponse | undefined;
  let current: string | undefined;

  // Runtimes may ask for the next one in the same breath: the answer before it is read first.
  let settling: Promise<unknown> = Promise.resolve();

  const next = async (response: ServerResponse) => {
    await settling;
    if (current !== undefined || waiting) return answer(response, 403, INVALID_STATE);
    waiting = response;
    response.once('close', () => {
      if (waiting === response) waiting = undefined;
    });
    listener.next();
  };

  const ending = async (
    id: string,
    what: string,
    request: IncomingMessage,
    response: ServerResponse,
  ) => {
    const isResponse = what === 'response';
    const reading = read(request, isResponse ? MAX_ANSWER_BYTES : MAX_ERROR_BYTES);
    settling = reading.catch(() => {});
    const body = await reading;
    // Looked at after the body has come: until then it may have run out of time.
    if (id !== current) return answer(response, 400, INVALID_REQUEST_ID);
    current = undefined;
    if (!body) {
      answer(response, 413, TOO_LARGE);
      return listener.outcome({ kind: 'too-large' });
    }
    answer(response, 202, ACCEPTED);
    listener.outcome(
      isResponse ? { kind: 'response', body } : { kind: 'error', body, errorType: typeOf(request) },
    );
  };

  const server = createServer((request, response) => {
    route(request, response).catch(() => response.destroy());
  });
  async function route(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url!.startsWith(PREFIX) ? request.url!.slice(PREFIX.length) : '';
    const [, id, what] = /^invocation\/([^/]+)\/(response|error)$/.exec(path) ?? [];
    if (request.method === 'GET' && path === 'invocation/next') return next(response);
    if (request.method === 'POST' && id !== undefined) return ending(id, what!, request, response);
    if (request.method === 'POST' && path === 'init/error') {
      const body = (await read(request, MAX_ERROR_BYTES)) ?? new Uint8Array(0);
      answer(response, 202, ACCEPTED);
      return listener.initError({ kind: 'error', body, errorType: typeOf(request) });
    }
    request.resume();
    answer(response, 404, NOT_FOUND);
  }

  // Runtimes wait for their next invocation as long as it takes.
  Object.assign(server, { requestTimeout: 0, headersTimeout: 0, keepAliveTimeout: 0, timeout: 0 });
  server.maxConnections = MAX_CONNECTIONS;
  const port = await listening(server);
  server.on('connection', (socket) => {
    socket.setNoDelay(true);
    if (!listener.isOwn(socket.remotePort ?? 0, port)) socket.destroy();
  });
  return {
    address: `127.0.0.1:${port}`,
    deliver: (headers, payload) => {
      const response = waiting!;
      waiting = undefined;
      current = headers[REQUEST_ID];
      response.writeHead(200, {
        'Content-Type': 'application/json',
        'Content-Length': payload.length,
        ...headers,
      });
      response.end(payload);
    },
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

const listening = (server: Server): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });

/** The body, or undefined where it is longer; then the rest is read and thrown away. */
function read(request: IncomingMessage, maxBytes: number): Promise<Buffer | undefined> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    request.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length <= maxBytes) chunks.push(chunk);
      else chunks.length = 0;
    });
    request.once('end', () => resolve(length <= maxBytes ? Buffer.concat(chunks) : undefined));
    request.once('close', () => reject(new Error('the runtime broke off')));
  });
}

const typeOf = (request: IncomingMessage): string =>
  String(request.headers['lambda-runtime-function-error-type'] ?? 'Runtime.Unknown').slice(0, 200);

function answer(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, {
    'Content-Type': 'application/json',
    'Content-Length': Buffer.byteLength(body),
  });
  response.end(body);
}

const told = (errorType: string, errorMessage: string) =>
  JSON.stringify({ errorMessage, errorType });

const ACCEPTED = '{"status":"OK"}\n';
const INVALID_REQUEST_ID = told('InvalidRequestID', 'Invalid request ID');
const INVALID_STATE = told('InvalidStateTransition', 'State transition is not allowed');
const NOT_FOUND = told('NotFound', 'There is no such page of the Runtime API');
const TOO_LARGE = told(
  'RequestEntityTooLarge',
  `Exceeded maximum allowed payload size (${MAX_ANSWER_BYTES} bytes).`,
);
