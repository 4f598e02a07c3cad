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
    const body = Buffer.from(JSON.stringify(written));
    for (let attempt = 1; ; attempt++) {
      const answer = await send(connection, { agent, model, body }).catch((cause: unknown) => {
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
}

function send(
  { endpoint, region, credentials }: Connection,
  of: {
    readonly agent: http.Agent;
    readonly model: OperationModel<any, any, any>;
    readonly body: Buffer;
  },
): Promise<Answer> {
  const { service, name } = of.model;
  const path = endpoint.pathname;
  const headers = signRequest(
    {
      method: 'POST',
      path,
      query: '',
      headers: {
        host: endpoint.host,
        'content-type': 'application/x-amz-json-1.1',
        'x-amz-target': `${service.targetPrefix}.${name}`,
      },
      body: of.body,
    },
    { ...credentials, region, service: service.signingName },
    systemClock.now(),
  );
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const { request } = endpoint.protocol === 'https:' ? https : http;
  const options = { method: 'POST', agent: of.agent, headers, timeout: TIMEOUT };
  const asking = request(endpoint, options, (incoming) => {
    const chunks: Buffer[] = [];
    let size = 0;
    incoming.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      size += chunk.length;
      if (size > MOST_BYTES) asking.destroy(new Error('the answer is too large'));
    });
    incoming.on('end', () =>
      resolve({ status: incoming.statusCode!, text: Buffer.concat(chunks).toString('utf8') }),
    );
    incoming.on('error', reject);
  });
  asking.on('timeout', () => asking.destroy(new Error('there was no answer in time')));
  asking.on('error', reject);
  asking.end(of.body);
  return promise;
}

function parsed(text: string): unknown {
  try {
    return text === '' ? {} : JSON.parse(text);
  } catch (cause) {
    throw new OperatorError(EXIT.network, NOT_AWS, { cause });
  }
}

function errorOf({ status, text }: Answer): AwsError {
  const body = parsed(text) as { readonly [name: string]: unknown };
  const type = typeof body?.['__type'] === 'string' ? body['__type'] : '';
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
