/** Secrets in a file: what `export` writes and `import` reads, sealed or plain. */
import { base64, fromBase64 } from '../../base/bytes.ts';
import type { Tag } from '../../generated/secretsmanager.types.ts';
import { EXIT, OperatorError } from '../../server/operator-error.ts';
import type { Value } from './shape.ts';

export interface ArchivedSecret {
  readonly name: string;
  readonly description?: string;
  /** The KMS key where it came from; another server has other keys. */
  readonly kmsKeyId?: string;
  readonly type?: string;
  readonly tags: readonly Tag[];
  /** As GetResourcePolicy shows it. */
  readonly policy?: string;
  /** Oldest first. */
  readonly versions: readonly ArchivedVersion[];
}

export interface ArchivedVersion {
  readonly id: string;
  readonly stages: readonly string[];
  readonly value: Value;
}

export const ARCHIVE = 'lockstead-secrets';
export const SEALED_ARCHIVE = 'lockstead-secrets-sealed';
const VERSION = 1;

/** The text of an archive. */
export const printArchive = (secrets: readonly ArchivedSecret[], exported: string): string =>
  `${JSON.stringify({ format: ARCHIVE, version: VERSION, exported, secrets: secrets.map(printed) }, null, 2)}\n`;

const printed = ({ versions, ...secret }: ArchivedSecret): object => ({
  ...secret,
  versions: versions.map(({ value, ...version }) => ({
    ...version,
    ...(value.text === undefined ? { binary: base64(value.bytes) } : { text: value.text }),
  })),
});

/** Whether a JSON value says that it is an archive, and of which kind. */
export const archiveKind = (json: unknown): typeof ARCHIVE | typeof SEALED_ARCHIVE | undefined => {
  const format = isObject(json) ? json['format'] : undefined;
  return format === ARCHIVE || format === SEALED_ARCHIVE ? format : undefined;
};

/** The secrets of an archive; throws what is wrong with it and where. */
export function readArchive(json: unknown): readonly ArchivedSecret[] {
  if (!isObject(json) || !Array.isArray(json['secrets'])) throw malformed('secrets', 'a list');
  if (json['version'] !== VERSION) {
    throw new OperatorError(
      EXIT.failure,
      `The archive is of version \`${String(json['version'])}\`, and this program knows version ${VERSION}. Import it with a newer Lockstead.`,
    );
  }
  return json['secrets'].map((secret, i) => readSecret(secret, `secrets[${i}]`));
}

function readSecret(json: unknown, at: string): ArchivedSecret {
  if (!isObject(json)) throw malformed(at, 'an object');
  const tags = json['tags'] ?? [];
  const versions = json['versions'] ?? [];
  if (!Array.isArray(tags)) throw malformed(`${at}.tags`, 'a list');
  if (!Array.isArray(versions)) throw malformed(`${at}.versions`, 'a list');
  const optional = (name: 'description' | 'kmsKeyId' | 'type' | 'policy') =>
    json[name] === undefined ? {} : { [name]: textOf(json[name], `${at}.${name}`) };
  return {
    name: textOf(json['name'], `${at}.name`),
    ...optional('description'),
    ...optional('kmsKeyId'),
    ...optional('type'),
    ...optional('policy'),
    tags: tags.map((tag, i) => readTag(tag, `${at}.tags[${i}]`)),
    versions: versions.map((version, i) => readVersion(version, `${at}.versions[${i}]`)),
  };
}

function readTag(json: unknown, at: string): Tag {
  if (!isObject(json)) throw malformed(at, 'an object');
  return {
    Key: textOf(json['Key'], `${at}.Key`),
    Value: textOf(json['Value'] ?? '', `${at}.Value`),
  };
}

function readVersion(json: unknown, at: string): ArchivedVersion {
  if (!isObject(json)) throw malformed(at, 'an object');
  const { stages = [], text, binary } = json;
  if (!Array.isArray(stages)) throw malformed(`${at}.stages`, 'a list');
  const bytes = typeof binary === 'string' ? fromBase64(binary) : undefined;
  const value = typeof text === 'string' ? { text } : bytes && { bytes };
  if (!value) throw malformed(at, 'a version with `text`, or with `binary` in base64');
  return {
    id: textOf(json['id'], `${at}.id`),
    stages: stages.map((stage, i) => textOf(stage, `${at}.stages[${i}]`)),
    value,
  };
}

const isObject = (json: unknown): json is { readonly [name: string]: unknown } =>
  typeof json === 'object' && json !== null && !Array.isArray(json);

function textOf(json: unknown, at: string): string {
  if (typeof json === 'string') return json;
  throw malformed(at, 'a text');
}

const malformed = (at: string, what: string): OperatorError =>
  new OperatorError(
    EXIT.failure,
    `The archive cannot be read: \`${at}\` is not ${what}. Was it changed by hand, or cut short?`,
  );
