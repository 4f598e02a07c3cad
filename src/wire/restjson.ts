import { text, utf8 } from '../base/bytes.ts';
import type { Member, Shape, Structure } from '../model/model.ts';
import type { Codec, WireRequest } from './codec.ts';
import { jsonReader, jsonWriter, membersReader, membersWriter, parseJson } from './json.ts';
import { errorModel, messageMember, writeErrorMembers } from './json11.ts';
import { readPlaced, writePlaced } from './rest-places.ts';

/** restJson1: an operation is a method and a path; members lie in path, query, headers and body. */
export const restjson: Codec = {
  read: (model, request) => {
    const { placed, body } = layoutOf(model.input);
    const input = body.read(request);
    for (const [name, member] of placed) {
      const value = readPlaced(name, member, request);
      if (value !== undefined) input[name] = value;
    }
    return input;
  },

  write: (model, output, requestId) => {
    const { placed, body } = layoutOf(model.output);
    const given = (output ?? {}) as Values;
    const headers: { [name: string]: string } = { 'x-amzn-RequestId': requestId };
    let status = model.http.status ?? 200;
    for (const [name, member] of placed) {
      const value = given[name];
      if (value === undefined || value === null) continue;
      if (member.location === 'statusCode') status = value as number;
      else writePlaced(headers, name, member, value);
    }
    const content = status === 204 ? '' : body.write(given);
    headers['Content-Type'] = typeof content === 'string' ? JSON_TYPE : 'application/octet-stream';
    return { status, headers, body: content };
  },

  writeError: (_service, error, requestId, model) => {
    const known = errorModel(model, error.code);
    const headers: { [name: string]: string } = {
      'x-amzn-RequestId': requestId,
      'x-amzn-ErrorType': error.code,
      'Content-Type': JSON_TYPE,
    };
    for (const [name, member] of Object.entries(known?.members ?? {})) {
      const value = error.members[name];
      if (member.location === 'header' && value !== undefined) {
        writePlaced(headers, name, member, value);
      }
    }
    const body = writeErrorMembers(error.members, known);
    // Lambda's errors say whose fault they are.
    if (known?.members?.['Type']) body['Type'] ??= known.fault === 'client' ? 'User' : 'Server';
    if (error.message !== '') body[messageMember(error.code, known)] = error.message;
    return { status: error.status, headers, body: JSON.stringify(body) };
  },
};

type Values = { readonly [name: string]: unknown };
interface Layout {
  /** The members that do not lie in the body. */
  readonly placed: readonly (readonly [string, Member])[];
  readonly body: {
    readonly read: (request: WireRequest) => { [name: string]: unknown };
    readonly write: (output: Values) => string | Uint8Array;
  };
}

const JSON_TYPE = 'application/json';
const layouts = new WeakMap<Structure, Layout>();

/** Where the members of a structure lie, found once. */
function layoutOf(shape: Structure): Layout {
  let layout = layouts.get(shape);
  if (!layout) {
    const members = Object.entries(shape.members);
    const placed = members.filter(([, member]) => member.location);
    const payload = shape.payload;
    const body =
      payload === undefined
        ? jsonBody(members.filter(([, member]) => !member.location))
        : payloadBody(payload, shape.members[payload]!.shape);
    layouts.set(shape, (layout = { placed, body }));
  }
  return layout;
}

function jsonBody(members: readonly (readonly [string, Member])[]): Layout['body'] {
  const wireName = (name: string, member: Member) => member.wireName ?? name;
  const read = membersReader(members, wireName);
  const write = membersWriter(members, wireName);
  // A request whose members all lie elsewhere has no body to be read.
  if (members.length === 0) return { read: () => ({}), write: () => '' };
  return {
    read: ({ body }) => read(parseJson(body), 0) as { [name: string]: unknown },
    write: (output) => JSON.stringify(write(output)),
  };
}

function payloadBody(name: string, shape: Shape): Layout['body'] {
  if (shape.kind === 'blob') {
    return {
      read: ({ body }) => (body.length === 0 ? {} : { [name]: body }),
      write: (output) => (output[name] as Uint8Array | undefined) ?? new Uint8Array(0),
    };
  }
  if (shape.kind === 'string') {
    return {
      read: ({ body }) => (body.length === 0 ? {} : { [name]: text(body) }),
      write: (output) => utf8((output[name] as string | undefined) ?? ''),
    };
  }
  return {
    read: ({ body }) =>
      body.length === 0 ? {} : { [name]: jsonReader(shape)(parseJson(body), 0) },
    write: (output) =>
      output[name] === undefined ? '' : JSON.stringify(jsonWriter(shape)(output[name])),
  };
}
