import { asBuffer, base64, fromBase64, utf8 } from '../base/bytes.ts';
import type { List, MapShape, Member, Shape, Timestamp } from '../model/model.ts';
import { LIMITS, setEntry, type WireRequest } from './codec.ts';
import { parseForm } from './form.ts';
import { serialization } from './json.ts';
import { formatTimestamp, parseTimestamp } from './timestamp.ts';

/** A member that lies in the path, the query or a header; undefined where it was not sent. */
export function readPlaced(name: string, member: Member, request: WireRequest): unknown {
  const wireName = member.wireName ?? name;
  switch (member.location) {
    case 'uri': {
      const label = request.pathParams?.[wireName];
      return label === undefined ? undefined : scalar(member.shape, label, wireName, 'iso8601');
    }
    case 'querystring':
      return readQuery(member.shape, wireName, request);
    case 'header': {
      const sent = request.headers[wireName.toLowerCase()];
      if (sent === undefined) return undefined;
      if (member.shape.kind !== 'list') return scalar(member.shape, sent, wireName, 'rfc822');
      const inner = member.shape.member;
      return sent.split(',').map((part) => scalar(inner, part.trim(), wireName, 'rfc822'));
    }
    case 'headers':
      return readHeaders(wireName.toLowerCase(), request);
    default:
      return undefined;
  }
}

/** Adds the header, or the headers, that hold a member. */
export function writePlaced(
  headers: { [name: string]: string },
  name: string,
  member: Member,
  value: unknown,
): void {
  const wireName = member.wireName ?? name;
  if (member.location === 'headers') {
    for (const [suffix, one] of Object.entries(value as object)) {
      setEntry(headers, `${wireName}${suffix}`, headerText(one, (member.shape as MapShape).value));
    }
  } else headers[wireName] = headerText(value, member.shape);
}

function readQuery(shape: Shape, name: string, request: WireRequest): unknown {
  const fields = queryOf(request);
  if (shape.kind === 'list') return readQueryList(shape, name, fields);
  const last = fields.get(name)?.at(-1);
  return last === undefined ? undefined : scalar(shape, last, name, 'iso8601');
}

function readQueryList(shape: List, name: string, fields: QueryFields): unknown {
  return fields.get(name)?.map((one) => scalar(shape.member, one, name, 'iso8601'));
}

function readHeaders(prefix: string, request: WireRequest): unknown {
  const found: { [name: string]: unknown } = {};
  for (const [header, value] of Object.entries(request.headers)) {
    if (header.startsWith(prefix) && value !== undefined) {
      setEntry(found, header.slice(prefix.length), value);
    }
  }
  return Object.keys(found).length === 0 ? undefined : found;
}

type QueryFields = ReadonlyMap<string, readonly string[]>;
const queries = new WeakMap<WireRequest, QueryFields>();

function queryOf(request: WireRequest): QueryFields {
  let fields = queries.get(request);
  if (!fields) {
    const all = new Map<string, string[]>();
    parseForm(request.query, (name, value) => {
      const values = all.get(name);
      if (values === undefined) all.set(name, [value]);
      else if (values.push(value) > LIMITS.members)
        throw serialization('A list in the request is too long.');
    });
    queries.set(request, (fields = all));
  }
  return fields;
}

type Format = NonNullable<Timestamp['format']>;

function scalar(shape: Shape, sent: string, name: string, format: Format): unknown {
  const value = convert(shape, sent, format);
  if (value === undefined)
    throw serialization(`The value of ${name} can not be converted to ${shape.kind}`);
  return value;
}

function convert(shape: Shape, sent: string, format: Format): unknown {
  switch (shape.kind) {
    case 'string':
      return sent;
    case 'boolean':
      return sent === 'true' ? true : sent === 'false' ? false : undefined;
    case 'integer':
    case 'long': {
      const value = /^-?\d{1,16}$/.test(sent) ? Number(sent) + 0 : Number.NaN;
      const fits = shape.kind === 'long' ? Number.isSafeInteger(value) : value === (value | 0);
      return fits ? value : undefined;
    }
    case 'float':
    case 'double':
      return /^-?\d{1,40}(?:\.\d{1,40})?$/.test(sent) ? Number(sent) : undefined;
    case 'timestamp':
      return parseTimestamp(sent, shape.format ?? format);
    case 'blob':
      return fromBase64(sent);
    default:
      return undefined;
  }
}

function headerText(value: unknown, shape: Shape): string {
  if (shape.kind === 'list') {
    return (value as readonly unknown[]).map((one) => headerText(one, shape.member)).join(', ');
  }
  if (shape.kind === 'timestamp')
    return String(formatTimestamp(value as number, shape.format ?? 'rfc822'));
  if (shape.kind === 'blob') return base64(value as Uint8Array);
  // A header is bytes of Latin-1 without line ends: other text goes out as the UTF-8 that it is.
  return asBuffer(utf8(String(value).replaceAll(/[\r\n\0]/g, ' '))).toString('latin1');
}
