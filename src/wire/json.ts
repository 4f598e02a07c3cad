import { isUtf8 } from 'node:buffer';

import { asBuffer, base64, fromBase64 } from '../base/bytes.ts';
import { AwsError, type Member, type Scalar, type Shape, type Structure } from '../model/model.ts';
import { LIMITS, setEntry } from './codec.ts';
import { lazily } from './lazily.ts';
import { formatTimestamp, parseTimestamp } from './timestamp.ts';

// What awsJson and restJson share: JSON by shapes. Each shape is compiled once into two functions.

type Read = (value: unknown, depth: number) => unknown;
type Write = (value: unknown) => unknown;

/** JSON out of bytes. AWS gives no reason where the text is no JSON, so neither do we. */
export function parseJson(body: Uint8Array): unknown {
  if (body.length === 0) return {};
  const buffer = asBuffer(body);
  if (!isUtf8(buffer)) throw serialization('');
  try {
    return JSON.parse(buffer.toString('utf8'));
  } catch {
    throw serialization('');
  }
}

/** The reader of a shape: JSON's values in, the model's values out. */
export function jsonReader(shape: Shape): Read {
  return readers.get(shape) ?? memo(readers, shape, (): Read => compileReader(shape));
}

/** The writer of a shape: the model's values in, what JSON.stringify takes out. */
export function jsonWriter(shape: Shape): Write {
  return writers.get(shape) ?? memo(writers, shape, (): Write => compileWriter(shape));
}

/** Reads these members out of an object; `wire` says what each is called there. */
export function membersReader(
  members: readonly (readonly [string, Member])[],
  wire: WireName,
): Read {
  const fields = members.map(([name, member]) => {
    assertPlain(wire(name, member));
    return { name, wireName: wire(name, member), read: lazily(() => jsonReader(member.shape)) };
  });
  return (value, depth) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      throw serialization(Array.isArray(value) ? LIST : 'Unexpected field type');
    }
    if (depth > LIMITS.depth) throw serialization('The request is nested too deeply.');
    const given = value as { readonly [name: string]: unknown };
    const read: { [name: string]: unknown } = {};
    for (const field of fields) {
      const member = given[field.wireName];
      if (member !== undefined && member !== null) read[field.name] = field.read(member, depth + 1);
    }
    return read;
  };
}

/** Writes these members into an object, under the names that `wire` gives. */
export function membersWriter(
  members: readonly (readonly [string, Member])[],
  wire: WireName,
): Write {
  const fields = members.map(([name, member]) => ({
    name,
    wireName: wire(name, member),
    write: lazily(() => jsonWriter(member.shape)),
  }));
  return (value) => {
    const given = value as { readonly [name: string]: unknown };
    const written: { [name: string]: unknown } = {};
    for (const field of fields) {
      const member = given[field.name];
      if (member !== undefined && member !== null) written[field.wireName] = field.write(member);
    }
    return written;
  };
}

/** What a JSON service says of a body that it cannot take in. */
export const serialization = (message: string): AwsError =>
  new AwsError('SerializationException', message);

type WireName = (name: string, member: Member) => string;

const MAP = 'Start of structure or map found where not expected.';
const LIST = 'Start of list found where not expected';
const readers = new WeakMap<Shape, Read>();
const writers = new WeakMap<Shape, Write>();
const wireNameOf: WireName = (name, member) => member.wireName ?? name;

function memo<F>(cache: WeakMap<Shape, F>, shape: Shape, compile: () => F): F {
  const compiled = compile();
  cache.set(shape, compiled);
  return compiled;
}

// Members are read without asking whose they are, so a model must not name one that every object has.
function assertPlain(name: string): void {
  if (name in {}) throw new Error(`A member cannot be called \`${name}\`: every object has it.`);
}

function compileReader(shape: Shape): Read {
  switch (shape.kind) {
    case 'structure':
      return membersReader(Object.entries(shape.members), wireNameOf);
    case 'list':
      return listReader(lazily(() => jsonReader(shape.member)));
    case 'map':
      return mapReader(lazily(() => jsonReader(shape.value)));
    case 'blob':
      return (value) => {
        if (typeof value !== 'string') throw inconvertible(value, 'a Blob');
        const bytes = fromBase64(value);
        if (!bytes) throw serialization('Invalid base64 in a blob value');
        return bytes;
      };
    case 'timestamp':
      return (value) => {
        const instant = parseTimestamp(value, shape.format ?? 'unixTimestamp');
        if (instant === undefined) throw inconvertible(value, 'a Timestamp');
        return instant;
      };
    case 'string':
      return (value) => {
        if (typeof value !== 'string') throw inconvertible(value, 'a String');
        // Half a surrogate pair would become another character in storage.
        if (!value.isWellFormed()) throw serialization('');
        return value;
      };
    case 'boolean':
      return (value) => {
        if (typeof value !== 'boolean') throw inconvertible(value, 'a Boolean');
        return value;
      };
    case 'document':
      return (value) => value;
    default:
      return numberReader(shape.kind);
  }
}

function listReader(read: Read): Read {
  return (value, depth) => {
    if (!Array.isArray(value)) {
      throw serialization(typeof value === 'object' ? MAP : 'Expected list or null');
    }
    if (value.length > LIMITS.members) throw serialization('A list in the request is too long.');
    if (depth > LIMITS.depth) throw serialization('The request is nested too deeply.');
    return value.map((member) => (member === null ? null : read(member, depth + 1)));
  };
}

function mapReader(read: Read): Read {
  return (value, depth) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      throw serialization(Array.isArray(value) ? LIST : 'Expected map or null');
    }
    if (depth > LIMITS.depth) throw serialization('The request is nested too deeply.');
    const entries = Object.entries(value);
    if (entries.length > LIMITS.members) throw serialization('A map in the request is too large.');
    const map: { [key: string]: unknown } = {};
    for (const [key, member] of entries) {
      if (!key.isWellFormed()) throw serialization('');
      setEntry(map, key, member === null ? null : read(member, depth + 1));
    }
    return map;
  };
}

const NUMBERS = {
  integer: {
    word: 'an Integer',
    fits: (value: number) => Number.isInteger(value) && value === (value | 0),
  },
  long: { word: 'a Long', fits: Number.isSafeInteger },
  float: { word: 'a Float', fits: Number.isFinite },
  double: { word: 'a Double', fits: Number.isFinite },
} as const;

function numberReader(kind: keyof typeof NUMBERS): Read {
  const { word, fits } = NUMBERS[kind];
  return (value) => {
    // -0 is an integer to nobody but JavaScript.
    if (typeof value === 'number' && fits(value + 0)) return value + 0;
    throw inconvertible(value, word);
  };
}

function inconvertible(value: unknown, wanted: string): AwsError {
  if (Array.isArray(value)) return serialization(LIST);
  if (typeof value === 'object') return serialization(MAP);
  const kind =
    typeof value === 'boolean'
      ? `${value ? 'TRUE' : 'FALSE'}_VALUE`
      : `${typeof value}_VALUE`.toUpperCase();
  return serialization(`${kind} can not be converted to ${wanted}`);
}

function compileWriter(shape: Shape): Write {
  switch (shape.kind) {
    case 'structure':
      return structureWriter(shape);
    case 'list': {
      if (isPlain(shape.member)) return (value) => value;
      const write = lazily(() => jsonWriter(shape.member));
      return (value) => (value as readonly unknown[]).map(write);
    }
    case 'map': {
      if (isPlain(shape.value)) return (value) => value;
      const write = lazily(() => jsonWriter(shape.value));
      return (value) => {
        const map: { [key: string]: unknown } = {};
        for (const [key, member] of Object.entries(value as object))
          setEntry(map, key, write(member));
        return map;
      };
    }
    case 'blob':
      return (value) => base64(value as Uint8Array);
    case 'timestamp':
      return (value) => formatTimestamp(value as number, shape.format ?? 'unixTimestamp');
    default:
      return (value) => value;
  }
}

const structureWriter = (shape: Structure): Write =>
  membersWriter(Object.entries(shape.members), wireNameOf);

const isPlain = (shape: Shape): shape is Scalar =>
  shape.kind !== 'structure' &&
  shape.kind !== 'list' &&
  shape.kind !== 'map' &&
  shape.kind !== 'blob' &&
  shape.kind !== 'timestamp';
