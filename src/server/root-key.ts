/** Where the root key comes from. It is never taken from the command line, where `ps` shows it. */
import { existsSync, realpathSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, resolve } from 'node:path';
import type { Random } from '../base/random.ts';
import type { Derivation, RootKey } from '../crypto/root-key.ts';
import { rootKeyError, usageError } from './operator-error.ts';
import { fileSource } from './root-key-file.ts';
import { pkcs11Source } from './root-key-pkcs11.ts';
import { credentialSource, passphraseSource, variableSource } from './root-key-sources.ts';

/** A place that holds a root key, or can make one. */
export interface RootKeySource {
  /** As messages call it: `file:/var/lib/lockstead-root.key`. */
  readonly name: string;
  /** A passphrase needs the salt that lies beside the keyring; a key is kept as it is. */
  readonly kind: 'key' | 'passphrase';
  /**
   * The keys that may open the keyring, likeliest first. None where the place is empty, more than
   * one where a rotation was cut short.
   */
  readonly read: (derivation: Derivation | null) => Promise<readonly Candidate[]>;
  /**
   * Gets a root key ready for a keyring that is about to be wrapped with it: makes one, or takes the
   * one that is there, if it is not `current`.
   */
  readonly stage: (random: Random, current?: RootKey) => Promise<Staged>;
}

export interface Candidate {
  readonly key: RootKey;
  /** Finishes a rotation that was cut short; called once this key has opened the keyring. */
  readonly adopt: () => Promise<void>;
}

/** A root key that nothing depends on yet. */
export interface Staged {
  readonly key: RootKey;
  /** The keyring is wrapped with it. Says what the operator should know. */
  readonly settle: () => Promise<string | undefined>;
  /** The keyring is not: leaves things as they were. */
  readonly discard: () => Promise<void>;
}

/** What the process around us holds. */
export interface Surroundings {
  readonly env: { readonly [name: string]: string | undefined };
  /** Asks on the terminal without showing the answer; undefined where nobody can answer. */
  readonly ask: ((question: string) => Promise<string>) | undefined;
}

/** `next` is the key that a rotation wraps with: it has a variable of its own. */
export interface RootKeyPlace {
  readonly data: string;
  readonly insideData: boolean;
  readonly next?: true;
}

/** Where the root key lies unless told: beside the data folder, so that no copy of the folder holds it. */
export function defaultRootKey(data: string): string {
  const folder = resolve(data);
  return `file:${join(dirname(folder), `${basename(folder).replace(/-data$/, '')}-root.key`)}`;
}

/** Reads `file:PATH`, `env:NAME`, `credential:NAME`, `passphrase`, `passphrase-file:PATH` or `pkcs11:…`. */
export function rootKeySource(
  spec: string,
  place: RootKeyPlace,
  around: Surroundings,
): RootKeySource {
  const colon = spec.indexOf(':');
  const [kind, rest] = colon === -1 ? [spec, ''] : [spec.slice(0, colon), spec.slice(colon + 1)];
  if (kind === 'passphrase' && rest === '') return passphraseSource(spec, undefined, place, around);
  if (kind === 'pkcs11') return pkcs11Source(spec, place, around);
  if (rest !== '') {
    if (kind === 'file') return fileSource(outside(resolve(rest), place));
    if (kind === 'passphrase-file')
      return passphraseSource(spec, outside(resolve(rest), place), place, around);
    if (kind === 'env') return variableSource(spec, rest, around);
    if (kind === 'credential') return credentialSource(spec, rest, around);
  }
  // What was given is not repeated: it may be the key itself.
  throw usageError(
    "The root key's source is not understood. Say where it lies: `file:PATH`, `env:NAME`, `credential:NAME`, `passphrase`, `passphrase-file:PATH` or `pkcs11:…`.",
  );
}

/** A key inside of the data folder goes into every copy of it, and protects none. */
function outside(path: string, { data, insideData }: RootKeyPlace): string {
  if (insideData) return path;
  const way = relative(
    whereabouts(resolve(data)),
    join(whereabouts(dirname(path)), basename(path)),
  );
  if (way.startsWith('..') || isAbsolute(way)) return path;
  throw rootKeyError(
    `The root key \`${path}\` would lie inside the data folder \`${data}\`, and every copy of the folder would hold the key to itself. Put it elsewhere, or say \`--root-key-inside-data\`.`,
  );
}

/** The path without symbolic links, as far as it exists. */
function whereabouts(path: string): string {
  if (existsSync(path)) return realpathSync(path);
  const parent = dirname(path);
  return parent === path ? path : join(whereabouts(parent), basename(path));
}
