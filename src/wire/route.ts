import { AwsError, type CatalogueEntry, type Protocol, type ServiceModel } from '../model/model.ts';
import type { WireRequest } from './codec.ts';
import { formOf } from './form.ts';
import { findPath, pathTree, type PathNode } from './path-tree.ts';

/** Where a request wants to go. */
export interface Route {
  readonly service: ServiceModel;
  readonly operation: string;
  /** The labels of a REST path, decoded. */
  readonly pathParams: { readonly [label: string]: string };
}

/** A request that goes nowhere, and the protocol in which its sender wants to hear so. */
export interface Unrouted {
  readonly service?: ServiceModel;
  readonly protocol: Protocol;
  readonly error: AwsError;
}

/** What a signature says of where it is meant for. */
export interface Scope {
  readonly service: string;
  readonly region: string;
}

/** Finds the operation: the signature names the service, then each protocol names the operation in its way. */
export function route(
  request: WireRequest,
  catalogue: readonly CatalogueEntry[],
  scope?: Pick<Scope, 'service'>,
): Route | Unrouted {
  const map = mapOf(catalogue);
  const candidates = scope ? map.bySigningName.get(scope.service) : map.all;
  if (!candidates)
    return unrouted(spokenBy(request), undefined, unknownOperation(spokenBy(request)));

  const target = request.headers['x-amz-target'];
  if (target !== undefined && candidates.json.size > 0) return byTarget(target, candidates);
  if (candidates.rest && request.path !== '/' && request.path !== '') {
    return byPath(request, candidates);
  }
  if (candidates.forms.length > 0) return byForm(request, candidates);
  const service = [...candidates.json.values()][0]?.service ?? candidates.restService;
  const protocol = service?.protocol ?? spokenBy(request);
  return unrouted(protocol, service, unknownOperation(protocol));
}

/** Tells a way from a dead end. */
export const isRouted = (answer: Route | Unrouted): answer is Route => 'operation' in answer;

/** The refusal of an operation that the model has and this house has not, as no client would retry it. */
export function notServed(service: ServiceModel, operation: string): AwsError {
  const message = `Lockstead does not serve ${service.name}:${operation} yet. See docs/compatibility.md.`;
  return new AwsError(NOT_SERVED[service.protocol], message, 400);
}

const NOT_SERVED: { readonly [protocol in Protocol]: string } = {
  'awsJson1.1': 'UnsupportedOperationException',
  restJson1: 'UnsupportedOperationException',
  awsQuery: 'UnsupportedOperation',
  ec2Query: 'UnsupportedOperation',
};

/** One entry of the catalogue, its operations by name. */
interface Served {
  readonly service: ServiceModel;
  readonly operations: ReadonlySet<string>;
}

interface Candidates {
  /** By what stands before the dot of `X-Amz-Target`. */
  readonly json: Map<string, Served>;
  readonly forms: Served[];
  rest?: PathNode;
  restService?: ServiceModel;
}

interface RouteMap {
  readonly all: Candidates;
  readonly bySigningName: ReadonlyMap<string, Candidates>;
}

const maps = new WeakMap<readonly CatalogueEntry[], RouteMap>();

function mapOf(catalogue: readonly CatalogueEntry[]): RouteMap {
  let map = maps.get(catalogue);
  if (!map) {
    const groups = Map.groupBy(catalogue, ({ service }) => service.signingName);
    const bySigningName = new Map(
      [...groups].map(([name, entries]) => [name, candidatesOf(entries)]),
    );
    maps.set(catalogue, (map = { all: candidatesOf(catalogue), bySigningName }));
  }
  return map;
}

function candidatesOf(entries: readonly CatalogueEntry[]): Candidates {
  const candidates: Candidates = { json: new Map(), forms: [] };
  const rest = entries.filter(({ service }) => service.protocol === 'restJson1');
  for (const { service, operations } of entries) {
    const served = { service, operations: new Set(operations.map(([name]) => name)) };
    if (service.protocol === 'awsJson1.1')
      candidates.json.set(service.targetPrefix ?? service.name, served);
    else if (service.protocol !== 'restJson1') candidates.forms.push(served);
  }
  if (rest[0]) {
    candidates.rest = pathTree(rest);
    candidates.restService = rest[0].service;
  }
  return candidates;
}

function byTarget(target: string, { json }: Candidates): Route | Unrouted {
  // The prefix has dots of its own in some services; an operation's name never has.
  const dot = target.lastIndexOf('.');
  const served = json.get(target.slice(0, Math.max(dot, 0)));
  const operation = target.slice(dot + 1);
  if (served?.operations.has(operation)) {
    return { service: served.service, operation, pathParams: NO_PARAMS };
  }
  return unrouted('awsJson1.1', served?.service, unknownOperation('awsJson1.1'));
}

function byPath(request: WireRequest, { rest, restService }: Candidates): Route | Unrouted {
  const found = rest && findPath(rest, request);
  return found ?? unrouted('restJson1', restService, unknownOperation('restJson1'));
}

function byForm(request: WireRequest, { forms }: Candidates): Route | Unrouted {
  const first = forms[0]!.service;
  let form: ReadonlyMap<string, string>;
  try {
    form = formOf(request);
  } catch (error) {
    if (error instanceof AwsError) return unrouted(first.protocol, first, error);
    throw error;
  }
  const operation = form.get('Action');
  const version = form.get('Version');
  if (!operation) {
    const missing = new AwsError('MissingAction', 'The request must contain the parameter Action.');
    return unrouted(first.protocol, first, missing);
  }
  const fitting = forms.filter(({ service }) => service.apiVersion === version);
  const served = fitting.find(({ operations }) => operations.has(operation));
  if (served) return { service: served.service, operation, pathParams: NO_PARAMS };
  const service = fitting[0]?.service ?? first;
  return unrouted(service.protocol, service, invalidAction(service.protocol, operation, version));
}

function invalidAction(protocol: Protocol, action: string, version: string | undefined): AwsError {
  // Both are the caller's text; what goes back is cut, so that a long one makes no long answer.
  const name = action.slice(0, 128);
  if (protocol === 'ec2Query') {
    return new AwsError('InvalidAction', `The action ${name} is not valid for this web service.`);
  }
  const asked = version?.slice(0, 32) ?? 'NO_VERSION_SPECIFIED';
  return new AwsError('InvalidAction', `Could not find operation ${name} for version ${asked}`);
}

const unknownOperation = (protocol: Protocol): AwsError =>
  protocol === 'awsQuery' || protocol === 'ec2Query'
    ? new AwsError('InvalidAction', 'Could not find operation for this service')
    : new AwsError('UnknownOperationException', '', protocol === 'restJson1' ? 404 : 400);

/** The protocol of a request whose service nobody knows. */
function spokenBy({ headers, path }: WireRequest): Protocol {
  if (headers['x-amz-target'] !== undefined) return 'awsJson1.1';
  return path === '/' || path === '' ? 'awsQuery' : 'restJson1';
}

const NO_PARAMS: { readonly [label: string]: string } = Object.freeze({});

const unrouted = (
  protocol: Protocol,
  service: ServiceModel | undefined,
  error: AwsError,
): Unrouted => (service ? { service, protocol, error } : { protocol, error });
