import { fromBase64 } from '../base/bytes.ts';
import type {
  AnyOperationModel,
  AwsError,
  List,
  MapShape,
  Member,
  ServiceModel,
  Shape,
  Structure,
} from '../model/model.ts';
import { LIMITS, setEntry, type Codec, type WireResponse } from './codec.ts';
import { formOf, formTree, type FormNode } from './form.ts';
import { lazily } from './lazily.ts';
import { parseTimestamp } from './timestamp.ts';
import { xmlMembers } from './xml.ts';

/** In what the protocols of form fields and XML differ from one another. */
export interface FormProtocol {
  /** What a member is called in the name of a field. */
  readonly fieldName: (name: string, member: Member) => string;
  /** What stands between a list's name and the number of its member, if anything does. */
  readonly listPart: (shape: List) => string | undefined;
  readonly answer: (model: AnyOperationModel, members: string, requestId: string) => string;
  readonly error: (
    service: Pick<ServiceModel, 'xmlNamespace'>,
    error: AwsError,
    requestId: string,
  ) => string;
  /** The error for a field whose text is no number, no time, no base64. */
  readonly unreadable: (field: string, wanted: string) => AwsError;
}

/** A codec that reads form fields and writes XML. */
export function formCodec(protocol: FormProtocol): Codec {
  const reader = readers(protocol);
  return {
    read: (model, request) => reader(model.input)(formTree(formOf(request)), '', 0) ?? {},
    write: (model, output, requestId) =>
      answer(200, requestId, protocol.answer(model, xmlMembers(model.output, output), requestId)),
    writeError: (service, error, requestId) =>
      answer(error.status, requestId, protocol.error(service, error, requestId)),
  };
}

/** The outermost element, in the service's namespace. */
export function rootElement(
  tag: string,
  service: Pick<ServiceModel, 'xmlNamespace'>,
  content: string,
): string {
  const namespace = service.xmlNamespace ? ` xmlns="${service.xmlNamespace}"` : '';
  return `<${tag}${namespace}>${content}</${tag}>`;
}

/** Reads what lies under a node; undefined where nothing of the shape does. `field` is for messages. */
type Read = (node: FormNode, field: string, depth: number) => unknown;

function readers(protocol: FormProtocol): (shape: Shape) => Read {
  const compiled = new WeakMap<Shape, Read>();
  const reader = (shape: Shape): Read => {
    let read = compiled.get(shape);
    if (!read) compiled.set(shape, (read = compile(shape)));
    return read;
  };

  const compile = (shape: Shape): Read => {
    switch (shape.kind) {
      case 'structure':
        return structureReader(shape);
      case 'list':
        return listReader(shape);
      case 'map':
        return mapReader(shape);
      case 'document':
        throw new Error('Forms know no documents.');
      default: {
        const [wanted, convert] = SCALARS[shape.kind](shape);
        return ({ value }, field) => {
          if (value === undefined) return undefined;
          const converted = convert(value);
          if (converted === undefined) throw protocol.unreadable(field, wanted);
          return converted;
        };
      }
    }
  };

  const structureReader = (shape: Structure): Read => {
    const fields = Object.entries(shape.members).map(([name, member]) => ({
      name,
      part: protocol.fieldName(name, member),
      read: lazily(() => reader(member.shape)),
    }));
    return ({ children }, field, depth) => {
      if (!children || depth > LIMITS.depth) return undefined;
      const read: { [name: string]: unknown } = {};
      for (const { name, part, read: readMember } of fields) {
        const child = children.get(part);
        if (!child) continue;
        const value = readMember(child, field === '' ? part : `${field}.${part}`, depth + 1);
        if (value !== undefined) read[name] = value;
      }
      return read;
    };
  };

  const listReader = (shape: List): Read => {
    const part = protocol.listPart(shape);
    const read = lazily(() => reader(shape.member));
    return (node, field, depth) => {
      const members = numbered(part === undefined ? node : node.children?.get(part));
      // Clients send an empty list as the list's name with nothing behind it.
      if (members.length === 0) return node.value === '' ? [] : undefined;
      if (members.length > LIMITS.members)
        throw protocol.unreadable(field, 'a list of this length');
      return members.map(([at, member]) => {
        const name = part === undefined ? `${field}.${at}` : `${field}.${part}.${at}`;
        return read(member, name, depth + 1) ?? null;
      });
    };
  };

  const mapReader = (shape: MapShape): Read => {
    const [keyPart, valuePart] = [shape.keyName ?? 'key', shape.valueName ?? 'value'];
    const read = lazily(() => reader(shape.value));
    return (node, field, depth) => {
      const entries = numbered(shape.flattened ? node : node.children?.get('entry'));
      if (entries.length === 0) return node.value === '' ? {} : undefined;
      if (entries.length > LIMITS.members) throw protocol.unreadable(field, 'a map of this size');
      const map: { [key: string]: unknown } = {};
      for (const [at, { children }] of entries) {
        const key = children?.get(keyPart)?.value;
        const value = children?.get(valuePart);
        if (key === undefined) continue;
        setEntry(
          map,
          key,
          (value && read(value, `${field}.${at}.${valuePart}`, depth + 1)) ?? null,
        );
      }
      return map;
    };
  };
  return reader;
}

/** The children whose names are numbers, in the order of the numbers; gaps close. */
function numbered(node: FormNode | undefined): [number, FormNode][] {
  const found: [number, FormNode][] = [];
  for (const [part, child] of node?.children ?? []) {
    if (NUMBER.test(part)) found.push([Number(part), child]);
  }
  return found.sort(([a], [b]) => a - b);
}

const NUMBER = /^\d{1,9}$/;

type Conversion = readonly [wanted: string, convert: (text: string) => unknown];

const SCALARS: {
  readonly [kind in Exclude<Shape['kind'], 'structure' | 'list' | 'map' | 'document'>]: (
    shape: Shape,
  ) => Conversion;
} = {
  string: () => ['a String', (text) => text],
  boolean: () => ['a Boolean', (text) => BOOLEANS[text.toLowerCase()]],
  integer: () => ['an Integer', (text) => integer(text, (value) => value === (value | 0))],
  long: () => ['a Long', (text) => integer(text, Number.isSafeInteger)],
  float: () => ['a Float', decimal],
  double: () => ['a Double', decimal],
  blob: () => ['a Blob', fromBase64],
  timestamp: (shape) => [
    'a Timestamp',
    (text) => parseTimestamp(text, (shape.kind === 'timestamp' && shape.format) || 'iso8601'),
  ],
};

const BOOLEANS: { readonly [text: string]: boolean | undefined } = {
  __proto__: null,
  true: true,
  false: false,
} as never;

function integer(text: string, fits: (value: number) => boolean): number | undefined {
  if (!/^[+-]?\d{1,16}$/.test(text)) return undefined;
  const value = Number(text) + 0;
  return fits(value) ? value : undefined;
}

function decimal(text: string): number | undefined {
  if (!/^[+-]?\d{1,40}(?:\.\d{0,40})?(?:[eE][+-]?\d{1,3})?$/.test(text)) return undefined;
  const value = Number(text);
  return Number.isFinite(value) ? value : undefined;
}

const answer = (status: number, requestId: string, body: string): WireResponse => ({
  status,
  headers: { 'x-amzn-RequestId': requestId, 'Content-Type': 'text/xml' },
  body,
});
