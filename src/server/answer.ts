/** The outer half of every request: from bytes to the gate, and from its answer back to bytes. */
import { whereToAsk } from '../audit/denial.ts';
import { stopwatch } from '../base/clock.ts';
import { type Random, uuid } from '../base/random.ts';
import type { Authenticate } from '../gate/authenticate.ts';
import type { Gate } from '../gate/gate.ts';
import {
  type AnyOperationModel,
  AwsError,
  type CatalogueEntry,
  type Protocol,
  type ServiceModel,
} from '../model/model.ts';
import type { Caller, RequestFacts } from '../operation/caller.ts';
import type { Reader } from '../store/store.ts';
import { authError } from '../wire/auth-errors.ts';
import type { WireRequest, WireResponse } from '../wire/codec.ts';
import { codecs } from '../wire/codecs.ts';
import { isRouted, notServed, type Route, route, type Unrouted } from '../wire/route.ts';
import type { HttpAnswer } from './http.ts';
import type { HttpRequest } from './http-request.ts';
import { errorFacts, type Log } from './log.ts';
import type { Metrics } from './metrics.ts';

export interface AnswerParts {
  readonly random: Random;
  readonly catalogue: readonly CatalogueEntry[];
  readonly authenticate: Authenticate;
  readonly gate: Gate;
  /** The Regions that are served. */
  readonly regions: readonly string[];
  readonly log: Log;
  readonly metrics: Metrics;
}

const FAILURE = new AwsError('InternalFailure', 'An internal error occurred.', 500);

/** Answers one signed request; it never rejects. */
export type Answer = (request: HttpRequest) => Promise<HttpAnswer>;

/** What is known of a request by the time it is answered; for the log and the counters. */
interface Known {
  readonly id: string;
  service: string;
  operation: string;
  outcome: string;
}

export function createAnswer(parts: AnswerParts): Answer {
  return async (request) => {
    const elapsed = stopwatch();
    const known: Known = {
      id: uuid(parts.random),
      service: 'none',
      operation: 'none',
      outcome: 'Success',
    };
    const answer = await answerSigned(parts, request, known).catch((cause: unknown) => {
      // The store is away, and not even who asks could be looked up.
      parts.log.error({ id: known.id, ...errorFacts(cause) }, 'failed');
      known.outcome = FAILURE.code;
      const spoken = spokenOn(route(wireRequest(request), parts.catalogue), false);
      return codecs[spoken.protocol].writeError(spoken, FAILURE, known.id);
    });
    const millis = elapsed();
    parts.metrics.answered(known.service, known.operation, known.outcome, millis);
    parts.log.debug(
      { ...known, status: answer.status, millis: Math.round(millis * 1000) / 1000 },
      'answered',
    );
    return answer;
  };
}

async function answerSigned(
  parts: AnswerParts,
  http: HttpRequest,
  known: Known,
): Promise<WireResponse> {
  const request = wireRequest(http);
  const found = await parts.authenticate(request);
  const way = route(request, parts.catalogue, found.scope);
  const spoken = spokenOn(way, found.scope !== undefined);
  const fail = (error: AwsError, model?: AnyOperationModel): WireResponse => {
    known.outcome = error.code;
    return codecs[spoken.protocol].writeError(spoken, pointing(error), known.id, model);
  };
  const isServed = isRouted(way) && parts.gate.find(way.service.name, way.operation) !== undefined;
  // What strangers ask for makes no series but those that are there anyway.
  if (way.service && (found.scope || isServed)) known.service = way.service.name;
  if (isServed) known.operation = way.operation;

  const unsigned =
    'refused' in found && found.refused === 'missing' ? unsignedRoute(parts, way) : undefined;
  if (unsigned) {
    const facts = requestFacts(http, known.id, GLOBAL_REGION);
    return answerCaller(parts, request, unsigned, { caller: NOBODY, facts }, (error, model) => {
      // Its refusals are on the trail only where somebody is known by then.
      parts.log.info(
        { id: known.id, service: known.service, reason: error.code, sourceIp: http.sourceIp },
        'refused',
      );
      return fail(error, model);
    }).catch((cause: unknown) => {
      parts.log.error({ id: known.id, ...errorFacts(cause) }, 'failed');
      return fail(FAILURE);
    });
  }
  if ('refused' in found) {
    parts.log.info(
      { id: known.id, service: known.service, reason: found.refused, sourceIp: http.sourceIp },
      'refused',
    );
    return fail(authError(spoken.protocol, found));
  }
  if (isRouted(way)) known.operation = way.operation;
  const { region, service } = found.scope;
  if (isRouted(way) && !isServedIn(region, way.service, parts.regions)) {
    parts.log.info({ id: known.id, service: known.service, region }, 'refused');
    return fail(authError(spoken.protocol, { refused: 'mismatch', message: elsewhere(region) }));
  }
  const believed = { ...found, facts: requestFacts(http, known.id, region) };
  const asked = isRouted(way)
    ? way
    : { ...way, service: way.service ?? unknownService(service, spoken.protocol) };
  try {
    return await answerCaller(parts, request, asked, believed, fail);
  } catch (cause) {
    parts.log.error({ id: known.id, ...errorFacts(cause) }, 'failed');
    return fail(FAILURE);
  }
}

/**
 * Services without a Region are asked from anywhere: clients sign with the Region that they are
 * configured for. STS's global endpoint is us-east-1, and old clients know no other.
 */
const isServedIn = (region: string, service: ServiceModel, regions: readonly string[]): boolean =>
  service.global === true ||
  regions.includes(region) ||
  (service.name === 'sts' && region === 'us-east-1');

const elsewhere = (region: string): string =>
  `Credential should be scoped to a valid region, not '${region}'.`;

/** Where a request goes that needs no signature: it brings along what its caller is known by. */
const unsignedRoute = ({ gate }: AnswerParts, way: Route | Unrouted): Route | undefined =>
  isRouted(way) && gate.find(way.service.name, way.operation)?.identify ? way : undefined;

/** Nothing but a signature names a Region: without one it is the global endpoint that is asked. */
const GLOBAL_REGION = 'us-east-1';
const NOBODY: Caller = { kind: 'anonymous', account: '', arn: '', userId: '' };

/** A request whose signature was believed, or that needs none. */
interface Believed {
  readonly caller: Caller;
  readonly facts: RequestFacts;
  readonly store?: Reader;
}

async function answerCaller(
  { gate }: AnswerParts,
  request: WireRequest,
  way: Route | (Unrouted & { readonly service: ServiceModel }),
  { caller, facts, store }: Believed,
  fail: (error: AwsError, model?: AnyOperationModel) => WireResponse,
): Promise<WireResponse> {
  const refuse = async (service: ServiceModel, operation: string, error: AwsError) => {
    if (caller.kind !== 'anonymous') await gate.refuse(caller, facts, service, operation, error);
    return fail(error);
  };
  if (!isRouted(way)) return refuse(way.service, 'Unknown', way.error);
  const operation = gate.find(way.service.name, way.operation);
  if (!operation) return refuse(way.service, way.operation, notServed(way.service, way.operation));

  const codec = codecs[way.service.protocol];
  let input: unknown;
  try {
    input = codec.read(operation.model, { ...request, pathParams: way.pathParams });
  } catch (cause) {
    if (cause instanceof AwsError) return refuse(way.service, way.operation, cause);
    throw cause;
  }
  try {
    return codec.write(
      operation.model,
      await gate.perform(caller, facts, operation.model, input, store),
      facts.id,
    );
  } catch (cause) {
    if (cause instanceof AwsError) return fail(cause, operation.model);
    throw cause;
  }
}

/** A refusal with the words where its reasons are to be had. */
function pointing(error: AwsError): AwsError {
  const { code, message, status, members, authorizationId } = error;
  if (authorizationId === undefined) return error;
  const sentence = message.trimEnd().replace(/\.$/, '') + whereToAsk(authorizationId);
  return new AwsError(code, sentence, status, members);
}

/** In whose words an error is told. Without a signature, a request that goes nowhere is nobody's. */
function spokenOn(
  way: Route | Unrouted,
  isSigned: boolean,
): Pick<ServiceModel, 'protocol' | 'xmlNamespace'> {
  if (isRouted(way)) return way.service;
  return (isSigned && way.service) || { protocol: way.protocol };
}

/** A service that a signature names and nobody knows, as the trail tells of it. */
const unknownService = (name: string, protocol: Protocol): ServiceModel => ({
  name,
  signingName: name,
  protocol,
  apiVersion: '',
  eventSource: `${name.replaceAll(/[^\w.-]/g, '').slice(0, 64)}.amazonaws.com`,
});

/** The answer to a body over the limit: nothing of it was read, so nobody knows who sent it. */
export function tooLarge(maxBytes: number): HttpAnswer {
  const message = `The request is larger than ${maxBytes} bytes.`;
  return {
    status: 413,
    headers: {
      'Content-Type': 'application/x-amz-json-1.1',
      'x-amzn-ErrorType': 'RequestEntityTooLargeException',
    },
    body: JSON.stringify({ __type: 'RequestEntityTooLargeException', message }),
  };
}

/** The answer to a large body beside too many others: clients come again by themselves. */
export const noRoom = (): HttpAnswer => ({
  status: 429,
  headers: {
    'Content-Type': 'application/json',
    'x-amzn-ErrorType': 'TooManyRequestsException',
    'Retry-After': '1',
  },
  body: JSON.stringify({
    Type: 'User',
    message: 'Rate Exceeded.',
    Reason: 'CallerRateLimitExceeded',
  }),
});

function wireRequest({ method, url, headers, body }: HttpRequest): WireRequest {
  const mark = url.indexOf('?');
  return {
    method,
    path: mark === -1 ? url : url.slice(0, mark),
    query: mark === -1 ? '' : url.slice(mark + 1),
    headers,
    body,
  };
}

/** X-Ray's own limit is 8,192 characters; real ones have a hundred. */
const traceOf = (traceId: string | undefined): Pick<RequestFacts, 'traceId'> =>
  traceId === undefined ? {} : { traceId: traceId.slice(0, 1024) };

const requestFacts = (http: HttpRequest, id: string, region: string): RequestFacts => ({
  id,
  region,
  sourceIp: http.sourceIp,
  userAgent: (http.headers['user-agent'] ?? '').slice(0, 1024),
  secureTransport: http.secure,
  ...traceOf(http.headers['x-amzn-trace-id']),
});
