/**
 * Writes `src/generated/` from `models/` and `models/patches/`.
 *
 *     node tools/generate.ts           writes
 *     node tools/generate.ts --check   says what would change, and exits with 1 if anything would
 *
 * Per service two files: `<service>.ts`, the tables that the machine walks, and `<service>.types.ts`,
 * the types that people see. Types never load at run time, so a start does not pay for them.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';

interface RawMember {
  shape: string;
  location?: string;
  locationName?: string;
  queryName?: string;
  idempotencyToken?: boolean;
}
interface RawShape {
  type: string;
  members?: Record<string, RawMember>;
  required?: string[];
  member?: RawMember;
  key?: RawMember;
  value?: RawMember;
  min?: number;
  max?: number;
  pattern?: string;
  enum?: string[];
  sensitive?: boolean;
  flattened?: boolean;
  streaming?: boolean;
  timestampFormat?: string;
  payload?: string;
  union?: boolean;
  /** Any JSON. */
  document?: boolean;
  exception?: boolean;
  fault?: boolean;
  error?: { code?: string; httpStatusCode?: number };
}
interface RawOperation {
  http: { method: string; requestUri: string; responseCode?: number };
  input?: { shape: string };
  output?: { shape: string; resultWrapper?: string };
  errors?: string[];
}
export interface RawModel {
  metadata: Record<string, string>;
  operations: Record<string, RawOperation>;
  shapes: Record<string, RawShape>;
}
interface PatchedError {
  status: number;
  messageMember?: string;
  fault?: 'client' | 'server';
}
/** Where the wire differs from the model; every entry under `why` is the proof of one of them. */
interface Patch {
  why: Record<string, string>;
  /** Errors that every operation (`*`) or one operation answers with beside those of its model. */
  errors?: Record<string, Record<string, PatchedError>>;
  /** Members of shapes to change. */
  shapes?: Record<string, Partial<RawShape>>;
}

const MODELS = new URL('../models/', import.meta.url);
const OUT = new URL('../src/generated/', import.meta.url);
const PROTOCOLS: Record<string, string> = {
  json: 'awsJson1.1',
  query: 'awsQuery',
  'rest-json': 'restJson1',
  ec2: 'ec2Query',
  // CloudWatch's clients still fall back to query; its operations here are named in that protocol.
  'smithy-rpc-v2-cbor': 'awsQuery',
};
/** Served from one place for all Regions; their calls are recorded in us-east-1. */
const GLOBAL = new Set(['iam', 'organizations', 'iam-toolbox']);
/** The services whose tables are written whole: those that are served, and one for each further protocol, for the codecs' tests. */
const WHOLE = [
  'secretsmanager',
  'kms',
  'iam',
  'sts',
  'organizations',
  'iam-toolbox',
  'lockstead',
  'lambda',
  'logs',
  'rds',
  'ram',
  'ec2',
];

export const serviceNames = (): string[] =>
  readdirSync(MODELS)
    .filter((f) => f.endsWith('.json'))
    .map((f) => f.slice(0, -5))
    .sort();

export function readModel(service: string): RawModel {
  return JSON.parse(readFileSync(new URL(`${service}.json`, MODELS), 'utf8')) as RawModel;
}

function readPatch(service: string): Patch {
  const file = new URL(`patches/${service}.json`, MODELS);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Patch) : { why: {} };
}

const HEADER = (service: string) =>
  `// Generated from models/${service}.json by tools/generate.ts. Do not edit.\n`;
const quote = (value: unknown): string => JSON.stringify(value);

function serviceLiteral(service: string, m: RawModel['metadata']): string {
  const facts: Record<string, unknown> = {
    name: service,
    signingName: m['signingName'] ?? m['endpointPrefix'],
    protocol: PROTOCOLS[m['protocol']!],
    apiVersion: m['apiVersion'],
  };
  if (m['targetPrefix']) facts['targetPrefix'] = m['targetPrefix'];
  if (m['xmlNamespace']) facts['xmlNamespace'] = m['xmlNamespace'];
  if (GLOBAL.has(service)) facts['global'] = true;
  facts['eventSource'] = `${service === 'cloudwatch' ? 'monitoring' : service}.amazonaws.com`;
  return quote(facts);
}

function printed(service: string, model: RawModel, patch: Patch) {
  const { shapes } = model;
  for (const [name, change] of Object.entries(patch.shapes ?? {}))
    shapes[name] = { ...shapes[name]!, ...change };

  const done = new Set<string>();
  const open = new Set<string>();
  const tables: string[] = [];
  const reached = new Set<string>();

  /** The name of a shape's constant; its definition is written first, unless it contains itself. */
  function reference(name: string): string {
    reached.add(name);
    if (done.has(name) || open.has(name)) return `s.${name}`;
    open.add(name);
    const literal = shapeLiteral(shapes[name]!);
    open.delete(name);
    done.add(name);
    tables.push(`s.${name} = ${literal};`);
    return `s.${name}`;
  }

  function constraints(shape: RawShape): string[] {
    const parts: string[] = [];
    if (shape.min !== undefined) parts.push(`min: ${shape.min}`);
    if (shape.max !== undefined) parts.push(`max: ${shape.max}`);
    if (shape.pattern !== undefined) parts.push(`pattern: ${quote(shape.pattern)}`);
    if (shape.enum) parts.push(`enum: ${quote(shape.enum)}`);
    if (shape.sensitive) parts.push('sensitive: true');
    if (shape.flattened) parts.push('flattened: true');
    if (shape.streaming) parts.push('streaming: true');
    if (shape.timestampFormat) parts.push(`format: ${quote(shape.timestampFormat)}`);
    return parts;
  }

  function shapeLiteral(shape: RawShape): string {
    if (shape.document) return `{ kind: 'document' }`;
    const parts = [`kind: ${quote(shape.type)}`];
    if (shape.type === 'structure') {
      parts.push(`members: ${membersLiteral(shape)}`);
      if (shape.payload) parts.push(`payload: ${quote(shape.payload)}`);
      if (shape.union) parts.push('union: true');
      if (shape.sensitive) parts.push('sensitive: true');
    } else if (shape.type === 'list') {
      parts.push(`member: ${reference(shape.member!.shape)}`);
      if (shape.member!.locationName)
        parts.push(`memberName: ${quote(shape.member!.locationName)}`);
      parts.push(...constraints(shape));
    } else if (shape.type === 'map') {
      parts.push(`key: ${reference(shape.key!.shape)}`, `value: ${reference(shape.value!.shape)}`);
      if (shape.key!.locationName) parts.push(`keyName: ${quote(shape.key!.locationName)}`);
      if (shape.value!.locationName) parts.push(`valueName: ${quote(shape.value!.locationName)}`);
      parts.push(...constraints(shape));
    } else {
      parts.push(...constraints(shape));
    }
    return `{ ${parts.join(', ')} }`;
  }

  function membersLiteral(shape: RawShape, skip?: string): string {
    const members = Object.entries(shape.members ?? {}).filter(([name]) => name !== skip);
    const lines = members.map(([name, member]) => {
      const target = open.has(member.shape)
        ? `get shape() { return s.${member.shape}; }`
        : `shape: ${reference(member.shape)}`;
      const parts = [target];
      if (shape.required?.includes(name)) parts.push('required: true');
      if (member.locationName && member.locationName !== name)
        parts.push(`wireName: ${quote(member.locationName)}`);
      if (member.queryName) parts.push(`queryName: ${quote(member.queryName)}`);
      if (member.location) parts.push(`location: ${quote(member.location)}`);
      if (member.idempotencyToken) parts.push('idempotencyToken: true');
      return `${quote(name)}: { ${parts.join(', ')} }`;
    });
    return lines.length ? `{ ${lines.join(', ')} }` : '{}';
  }

  function errorLiteral(shape: RawShape): string {
    const message = Object.keys(shape.members ?? {}).find((n) => n.toLowerCase() === 'message');
    const server = shape.fault === true || (shape.error?.httpStatusCode ?? 400) >= 500;
    const parts = [
      `fault: '${server ? 'server' : 'client'}'`,
      `status: ${shape.error?.httpStatusCode ?? (server ? 500 : 400)}`,
    ];
    if (message) parts.push(`messageMember: ${quote(message)}`);
    if (Object.keys(shape.members ?? {}).length > (message ? 1 : 0))
      parts.push(`members: ${membersLiteral(shape, message)}`);
    return `{ ${parts.join(', ')} }`;
  }

  const errorConstants = new Map<string, string>();
  function errorsOf(name: string, operation: RawOperation): Map<string, string> {
    const found = new Map<string, string>();
    for (const shapeName of operation.errors ?? []) {
      const code = shapes[shapeName]!.error?.code ?? shapeName;
      if (!errorConstants.has(shapeName))
        errorConstants.set(shapeName, errorLiteral(shapes[shapeName]!));
      found.set(code, `e[${quote(shapeName)}]`);
    }
    for (const scope of ['*', name]) {
      for (const [code, e] of Object.entries(patch.errors?.[scope] ?? {})) {
        errorConstants.set(
          `patched ${scope} ${code}`,
          `{ fault: '${e.fault ?? 'client'}', status: ${e.status}${e.messageMember ? `, messageMember: ${quote(e.messageMember)}` : ''} }`,
        );
        found.set(code, `e[${quote(`patched ${scope} ${code}`)}]`);
      }
    }
    return found;
  }

  const operations: string[] = [];
  const errorTypes: string[] = [];
  for (const [name, operation] of Object.entries(model.operations)) {
    const input = operation.input ? reference(operation.input.shape) : 'none';
    const output = operation.output ? reference(operation.output.shape) : 'none';
    const errors = errorsOf(name, operation);
    const codes = [...errors.keys()].map(quote).join(' | ') || 'never';
    errorTypes.push(`export type ${name}Errors = ${codes};`);
    const inputType = operation.input ? `T.${typeName(operation.input.shape)}` : 'T.None';
    const outputType = operation.output ? `T.${typeName(operation.output.shape)}` : 'T.None';
    const http = [
      `method: ${quote(operation.http.method)}`,
      `uri: ${quote(operation.http.requestUri)}`,
    ];
    if (operation.http.responseCode) http.push(`status: ${operation.http.responseCode}`);
    const wrapper = operation.output?.resultWrapper
      ? ` resultWrapper: ${quote(operation.output.resultWrapper)},`
      : '';
    operations.push(
      `export const ${name}: OperationModel<${inputType}, ${outputType}, T.${name}Errors> = { service, name: ${quote(name)}, http: { ${http.join(', ')} }, input: ${input}, output: ${output},${wrapper} errors: { ${[...errors].map(([c, v]) => `${quote(c)}: ${v}`).join(', ')} } };`,
    );
  }
  const errorLines = [...errorConstants].map(
    ([name, literal]) => `e[${quote(name)}] = ${literal};`,
  );

  function tsType(name: string): string {
    const shape = shapes[name]!;
    if (shape.document) return 'unknown';
    switch (shape.type) {
      case 'string':
        return shape.enum ? shape.enum.map(quote).join(' | ') : 'string';
      case 'boolean':
        return 'boolean';
      case 'blob':
        return 'Uint8Array';
      case 'timestamp':
        return 'Instant';
      case 'list':
        return `readonly ${wrap(tsType(shape.member!.shape))}[]`;
      case 'map':
        return `{ readonly [key: string]: ${tsType(shape.value!.shape)} }`;
      case 'structure':
        return typeName(name);
      default:
        return 'number';
    }
  }
  const structures = [...reached]
    .filter((n) => shapes[n]!.type === 'structure' && !shapes[n]!.document)
    .map((name) => {
      const shape = shapes[name]!;
      const members = Object.entries(shape.members ?? {}).map(([m, member]) => {
        const required = shape.required?.includes(m);
        return `  readonly ${/^\w+$/.test(m) ? m : quote(m)}${required ? '' : '?'}: ${tsType(member.shape)}${required ? '' : ' | undefined'};`;
      });
      return `export interface ${typeName(name)} {\n${members.join('\n')}\n}`;
    });

  const values = `${HEADER(service)}import type { ErrorModel, OperationModel, ServiceModel, Structure } from '../model/model.ts';
import type * as T from './${service}.types.ts';

export const service: ServiceModel = ${serviceLiteral(service, model.metadata)};
export const none: Structure = { kind: 'structure', members: {} };
export const s: Record<string, any> = {};
export const e: Record<string, ErrorModel> = {};
${tables.join('\n')}
${errorLines.join('\n')}
${operations.join('\n')}
`;
  const isTimed = structures.some((text) => /\bInstant\b/.test(text));
  const types = `${HEADER(service)}${isTimed ? "import type { Instant } from '../base/clock.ts';\n\n" : '\n'}export interface None {}
${structures.join('\n')}
${errorTypes.join('\n')}
`;
  return { values, types };
}

/** A shape's name as a TypeScript interface: capital first, and never one of the language's own. */
const typeName = (shape: string): string => {
  const name = shape[0]!.toUpperCase() + shape.slice(1);
  return ['Error', 'Record', 'Function', 'Map', 'String', 'Object', 'None'].includes(name)
    ? `${name}Shape`
    : name;
};
const wrap = (type: string): string =>
  type.includes('|') || type.startsWith('readonly') ? `(${type})` : type;

function catalogue(): string {
  const entries = serviceNames().map((service) => {
    const model = readModel(service);
    const operations = Object.entries(model.operations).map(
      ([name, o]) => `    [${quote(name)}, ${quote(o.http.method)}, ${quote(o.http.requestUri)}],`,
    );
    return `  { service: ${serviceLiteral(service, model.metadata)}, operations: [\n${operations.join('\n')}\n  ] },`;
  });
  return `// Generated from models/ by tools/generate.ts. Do not edit.
import type { CatalogueEntry } from '../model/model.ts';

/** Every operation of every model, whether it is served here or not. */
export const catalogue: readonly CatalogueEntry[] = [
${entries.join('\n')}
];
`;
}

/** Every generated file by its name. */
export function generate(): Map<string, string> {
  const files = new Map<string, string>([['catalogue.ts', catalogue()]]);
  for (const service of WHOLE) {
    const { values, types } = printed(service, readModel(service), readPatch(service));
    files.set(`${service}.ts`, values);
    files.set(`${service}.types.ts`, types);
  }
  return files;
}

/** The names of files in `src/generated` that differ from what the generator writes. */
export function stale(): string[] {
  const files = generate();
  const there = existsSync(OUT) ? readdirSync(OUT) : [];
  const wrong = [...files].filter(
    ([name, text]) => !there.includes(name) || readFileSync(new URL(name, OUT), 'utf8') !== text,
  );
  return [...wrong.map(([name]) => name), ...there.filter((name) => !files.has(name))];
}

if (import.meta.main) {
  if (process.argv.includes('--check')) {
    const names = stale();
    for (const name of names)
      console.error(
        `src/generated/${name} differs from its model: run \`npm run generate\` and commit it.`,
      );
    process.exitCode = names.length ? 1 : 0;
  } else {
    rmSync(OUT, { recursive: true, force: true });
    mkdirSync(OUT, { recursive: true });
    for (const [name, text] of generate()) writeFileSync(new URL(name, OUT), text);
  }
}
