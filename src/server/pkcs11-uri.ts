/** Names of things in PKCS #11 tokens: RFC 7512, as far as a root key needs it. */
import { isAbsolute } from 'node:path';
import { usageError } from './operator-error.ts';

/** One key, in one token, behind one library. */
export interface Pkcs11Uri {
  /** The library that speaks for the token. */
  readonly modulePath: string;
  /** What the token must say of itself; what is not told is not looked at. */
  readonly token: {
    readonly token?: string;
    readonly manufacturer?: string;
    readonly model?: string;
    readonly serial?: string;
    readonly slotId?: number;
  };
  /** The key's label. */
  readonly object: string | undefined;
  /** The key's CKA_ID: where it is told, no other key will do. */
  readonly id: Buffer | undefined;
  /** A file with the PIN. */
  readonly pinFile: string | undefined;
}

/** Reads a `pkcs11:` URI. What is wrong with it is told without its values: one of them may be a PIN. */
export function parsePkcs11Uri(text: string): Pkcs11Uri {
  const [path = '', query = ''] = text.slice('pkcs11:'.length).split('?');
  const names = attributes(path, ';', PATH_NAMES);
  const more = attributes(query, '&', QUERY_NAMES);
  if (more.has('pin-value'))
    throw usageError(
      'The PIN of a PKCS #11 token is not taken from a URI, where others can read it. Name a file with `pin-source`, or set `LOCKSTEAD_PKCS11_PIN`.',
    );
  const modulePath = word(more, 'module-path');
  if (modulePath === undefined || !isAbsolute(modulePath))
    throw usageError(
      'A `pkcs11:` URI needs `module-path`, the absolute path of the library that speaks for the token: `pkcs11:token=lockstead;object=root?module-path=/usr/lib/softhsm/libsofthsm2.so`.',
    );
  if ((word(names, 'type') ?? 'secret-key') !== 'secret-key')
    throw usageError('The root key of a `pkcs11:` URI is a secret key: `type=secret-key`.');
  const object = word(names, 'object');
  const id = names.get('id');
  if (!object && !id?.length)
    throw usageError('A `pkcs11:` URI needs the key in the token: `object=LABEL` or `id=%01%02`.');
  const slot = word(names, 'slot-id');
  if (slot !== undefined && !/^\d{1,15}$/.test(slot))
    throw usageError('`slot-id` of a `pkcs11:` URI is a number.');
  return {
    modulePath,
    token: {
      ...told('token', word(names, 'token')),
      ...told('manufacturer', word(names, 'manufacturer')),
      ...told('model', word(names, 'model')),
      ...told('serial', word(names, 'serial')),
      ...(slot !== undefined && { slotId: Number(slot) }),
    },
    object,
    id,
    pinFile: pinFile(word(more, 'pin-source')),
  };
}

const PATH_NAMES = ['token', 'manufacturer', 'model', 'serial', 'slot-id', 'object', 'id', 'type'];
const QUERY_NAMES = ['module-path', 'pin-source', 'pin-value'];

type Attributes = ReadonlyMap<string, Buffer>;

function attributes(text: string, separator: string, known: readonly string[]): Attributes {
  const found = new Map<string, Buffer>();
  for (const part of text.split(separator)) {
    if (part === '') continue;
    const equals = part.indexOf('=');
    const name = part.slice(0, equals === -1 ? undefined : equals);
    const value = equals === -1 ? undefined : bytes(part.slice(equals + 1));
    if (!known.includes(name) || found.has(name) || !value)
      throw usageError(
        `The \`pkcs11:\` URI is not understood: each of ${known.filter((each) => each !== 'pin-value').join(', ')} may be said once, as NAME=VALUE with %XX for special characters.`,
      );
    found.set(name, value);
  }
  return found;
}

/** The bytes that percent-encoded text stands for; undefined where it is none. */
function bytes(text: string): Buffer | undefined {
  if (!/^(?:[\x21-\x24\x26-\x7e]|%[0-9a-f]{2})*$/i.test(text)) return undefined;
  const latin1 = text.replace(/%([0-9a-f]{2})/gi, (_escape, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return Buffer.from(latin1, 'latin1');
}

const word = (found: Attributes, name: string): string | undefined =>
  found.get(name)?.toString('utf8');

const told = <const Name extends string>(name: Name, value: string | undefined) =>
  value === undefined ? {} : { [name]: value };

function pinFile(source: string | undefined): string | undefined {
  if (source === undefined) return undefined;
  const path = source.startsWith('file:') ? source.slice('file:'.length) : source;
  if (isAbsolute(path)) return path;
  throw usageError(
    '`pin-source` of a `pkcs11:` URI is a file with the PIN and its absolute path: `pin-source=file:/etc/lockstead/pin`.',
  );
}
