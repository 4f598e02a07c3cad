/** Where a registered server is: its operator says so by tags, for there is no other place in the API. */
import { isIP } from 'node:net';
import type { DatabasePlace } from '../../operation/databases.ts';
import type { TagPairs } from './tags.ts';

/** host:port of the server; of a cluster, of its writer. */
export const ENDPOINT_TAG = 'lockstead:endpoint';
/** host:port of a cluster's readers. */
export const READER_TAG = 'lockstead:reader-endpoint';
/** Whether the server is spoken to over TLS: `required` unless told. */
export const TLS_TAG = 'lockstead:tls';

export interface Endpoint {
  readonly host: string;
  readonly port: number;
}

type Fail = (code: 'InvalidParameterValue', message: string) => Error;

/** Where a database is said to be, as its tags say it. */
export interface Whereabouts extends Endpoint {
  readonly reader?: Endpoint;
  readonly tls: DatabasePlace['tls'];
}

/** Reads the tags of a database; refuses those that do not say where it is. */
export function whereabouts(kind: 'db' | 'cluster', tags: TagPairs, error: Fail): Whereabouts {
  const said = new Map(tags);
  const endpoint = said.get(ENDPOINT_TAG);
  if (endpoint === undefined) throw error('InvalidParameterValue', NO_ENDPOINT[kind]);
  const place = endpointOf(ENDPOINT_TAG, endpoint, error);
  const tls = said.get(TLS_TAG) ?? 'required';
  if (!isTls(tls)) throw error('InvalidParameterValue', WRONG_TLS);
  const reader = said.get(READER_TAG);
  if (reader === undefined) return { ...place, tls };
  if (kind === 'db') throw error('InvalidParameterValue', NO_READER);
  const readers = endpointOf(READER_TAG, reader, error);
  if (readers.port !== place.port) throw error('InvalidParameterValue', OTHER_PORT);
  return { ...place, reader: readers, tls };
}

/** Where a database is that was let in: its tags have been read before. */
export const knownWhereabouts = (kind: 'db' | 'cluster', tags: TagPairs): Whereabouts =>
  whereabouts(kind, tags, (_code, message) => new Error(message));

function endpointOf(tag: string, value: string, error: Fail): Endpoint {
  // Tags hold no brackets: an IPv6 address ends before the last colon, as any other host.
  const [, host = '', digits] = /^(.+):(\d{1,5})$/.exec(value) ?? [];
  const port = Number(digits);
  const isHost = host.includes(':') ? isIP(host) === 6 : NAME.test(host);
  if (!isHost || port < 1 || port > 65_535) throw error('InvalidParameterValue', noEndpoint(tag));
  return { host, port };
}

const NAME = /^(?=.{1,253}$)[\da-zA-Z_](?:[\w-]*\w)?(?:\.[\da-zA-Z_](?:[\w-]*\w)?)*$/;

const isTls = (value: string): value is DatabasePlace['tls'] =>
  value === 'required' || value === 'preferred' || value === 'off';

const NO_ENDPOINT = {
  db: `Lockstead provisions no database: a DB instance registers a server that is there. Say where by the tag ${ENDPOINT_TAG}, as host:port.`,
  cluster: `Lockstead provisions no database: a DB cluster registers servers that are there. Say where by the tag ${ENDPOINT_TAG}, as host:port of the writer, and ${READER_TAG} for the readers.`,
};
const noEndpoint = (tag: string): string => `The value of the tag ${tag} must be host:port.`;
const NO_READER = `The tag ${READER_TAG} is for DB clusters; a DB instance has ${ENDPOINT_TAG} alone.`;
const OTHER_PORT = `The tags ${ENDPOINT_TAG} and ${READER_TAG} must have the same port: a DB cluster has one.`;
const WRONG_TLS = `The value of the tag ${TLS_TAG} must be required, preferred or off.`;
