/** A small AWS client: signs with our own signature code, reads and writes by the same models as the server. */
import http from 'node:http';
import https from 'node:https';
import { pause, systemClock } from '../../base/clock.ts';
import { systemRandom, uuid } from '../../base/random.ts';
import { signRequest } from '../../crypto/sign-request.ts';
import { AwsError, type OperationModel } from '../../model/model.ts';
import { EXIT, OperatorError } from '../../server/operator-error.ts';
import { jsonReader, jsonWriter } from '../../wire/json.ts';
import type { Connection } from './connection.ts';

export interface Client {
  /** Where it asks, as messages call it. */
  readonly place: string;
  /** Asks one operation; rejects with an AwsError for what the server says, with an OperatorError where nobody answers. */
  readonly ask: <I, O, E extends string>(model: OperationModel<I, O, E>, input: I) => Promise<O>;
}

/** A client of one server. */
export function createClient(connection: Connection): Client {
  const { endpoint, ca } = connection;
  const isSecure = endpoint.protocol === 'https:';
  // Commands ask many times: connections are kept, and let the process go when it has nothing left to do.
  const agent = isSecure
    ? new https.Agent({ keepAlive: true, ...(ca !== undefined && { ca }) })
    : new http.Agent({ keepAlive: true });

  async function ask(model: OperationModel<any, any, any>, input: unknown): Promise<any> {
    const written = jsonWriter(model.input)({ ...tokensOf(model), ...(input as object) });
    const asked = model.service.protocol === 'restJson1' ? byPath : byTarget;
    const message = asked(model, written as Written);
    for (let attempt = 1; ; attempt++) {
      const answer = await send(connection, { agent, model, message }).catch((cause: unknown) => {
        if (attempt < ATTEMPTS && isPassing(cause)) return undefined;
        throw unreachable(endpoint, cause);
      });
      if (answer?.status === 200) return jsonReader(model.output)(parsed(answer.text), 0);
      const error = answer && errorOf(answer);
      if (error && (attempt >= ATTEMPTS || !isWorthAnother(error))) throw error;
      await pause(FIRST_PAUSE * 2 ** (attempt - 1));
    }
  }
  return { place: endpoint.href.replace(/\/$/, ''), ask };
}

/** Tokens by which a server knows a request again when it comes twice, as every SDK makes them. */
const tokensOf = ({ input }: OperationModel<any, any, any>): object =>
  Object.fromEntries(
    Object.entries(input.members)
      .filter(([, { idempotencyToken }]) => idempotencyToken)
      .map(([name]) => [name, uuid(systemRandom)]),
  );

const ATTEMPTS = 5;
const FIRST_PAUSE = 100;
/** Longer than any of our own answers takes. */
const TIMEOUT = 60_000;
const MOST_BYTES = 64 * 1024 * 1024;

interface Answer {
  readonly status: number;
  readonly text: string;
  /** What a header calls the error, where one does. */
  readonly type: string | undefined;
}

/** A request before it is signed. */
interface Message {
  readonly method: string;
  /** Behind the endpoint's own path. */
  readonly path: string;
  readonly query: string;
  readonly headers: { readonly [name: string]: string };
  readonly body: Buffer;
}

type Written = { readonly [member: string]: unknown };

/** awsJson1.1: a target and a body. */
const byTarget = ({ service, name }: OperationModel<any, any, any>, written: Written): Message => ({
  method: 'POST',
  path: '',
  query: '',
  headers: {
    'content-type': 'application/x-amz-json-1.1',
    'x-amz-target': `${service.targetPrefix}.${name}`,
  },
  body: Buffer.from(JSON.stringify(written)),
});

/** restJson1, as far as our own commands ask in it: all that they say lies in path and query. */
function byPath(
  { http: { method, uri } }: OperationModel<any, any, any>,
  written: Written,
): Message {
  let path = uri;
  const query: string[] = [];
  for (const [member, value] of Object.entries(written)) {
    const label = `{${member}}`;
    if (path.includes(label)) path = path.replace(label, escaped(String(value)));
    else query.push(`${escaped(member)}=${escaped(String(value))}`);
  }
  return { method, path, query: query.sort().join('&'), headers: {}, body: Buffer.alloc(0) };
}

/** As signatures want it: everything but letters, digits and `-._~`. */
const escaped = (text: string): string =>
  encodeURIComponent(text).replaceAll(
    /[!'()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  );

function send(
  { endpoint, region, credentials }: Connection,
  of: {
    readonly agent: http.Agent;
    readonly model: OperationModel<any, any, any>;
    readonly message: Message;
  },
): Promise<Answer> {
  const { method, query, body } = of.message;
  const path = `${endpoint.pathname.replace(/\/$/, '')}${of.message.path}` || '/';
  const headers = signRequest(
    { method, path, query, headers: { host: endpoint.host, ...of.message.headers }, body },
    { ...credentials, region, service: of.model.service.signingName },
    systemClock.now(),
  );
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const { request } = endpoint.protocol === 'https:' ? https : http;
  const options = { method, agent: of.agent, headers, timeout: TIMEOUT };
  const url = new URL(query ? `${path}?${query}` : path, endpoint);
  const asking = request(url, options, (incoming) => {
    const chunks: Buffer[] = [];
    let size = 0;
    incoming.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      size += chunk.length;
      if (size > MOST_BYTES) asking.destroy(new Error('the answer is too large'));
    });
    incoming.on('end', () =>
      resolve({
        status: incoming.statusCode!,
        text: Buffer.concat(chunks).toString('utf8'),
        type: incoming.headers['x-amzn-errortype']?.toString(),
      }),
    );
    incoming.on('error', reject);
  });
  asking.on('timeout', () => asking.destroy(new Error('there was no answer in time')));
  asking.on('error', reject);
  asking.end(body);
  return promise;
}

function parsed(text: string): unknown {
  try {
    return text === '' ? {} : JSON.parse(text);
  } catch (cause) {
    throw new OperatorError(EXIT.network, NOT_AWS, { cause });
  }
}

function errorOf({ status, text, type: named }: Answer): AwsError {
  const body = parsed(text) as { readonly [name: string]: unknown };
  const type = typeof body?.['__type'] === 'string' ? body['__type'] : (named ?? '');
  if (type === '') throw new OperatorError(EXIT.network, NOT_AWS);
  const message = body['message'] ?? body['Message'] ?? '';
  return new AwsError(type.slice(type.lastIndexOf('#') + 1), String(message), status);
}

const isWorthAnother = ({ code, status }: AwsError): boolean =>
  status >= 500 || code.startsWith('Throttling') || code === 'RequestLimitExceeded';

/** The server went away in the middle, or has not come yet. */
const isPassing = (cause: unknown): boolean =>
  cause instanceof Error &&
  'code' in cause &&
  (cause.code === 'ECONNRESET' || cause.code === 'EPIPE');

function unreachable({ origin }: URL, cause: unknown): OperatorError {
  const why = cause instanceof Error ? ('code' in cause && cause.code) || cause.message : cause;
  return new OperatorError(
    EXIT.network,
    `\`${origin}\` could not be asked (${why}). Start the server there, or name another with \`--endpoint-url\`.`,
    { cause },
  );
}

const NOT_AWS =
  'What answers there does not speak as AWS does. Look at the endpoint: is it the address of a Lockstead, and not of something in front of it?';
