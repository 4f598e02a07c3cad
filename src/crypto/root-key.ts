/**
 * The root key: it wraps the keyring and nothing else, and lives outside of the store.
 *
 * Who has the store without the root key has noise; who changes the root key wraps 32 bytes anew.
 */
import { argon2, hkdfSync } from 'node:crypto';
import { base64, fromBase64, hex, utf8 } from '../base/bytes.ts';
import type { Random } from '../base/random.ts';
import { importKey, IV_BYTES, open, seal } from './aes-gcm.ts';
import { sameText } from './constant-time.ts';
import { sha256Hex } from './hash.ts';
import type { RingKeys } from './keyring.ts';

export interface RootKey {
  /** Names the key and tells nothing of it: a wrong key is told from a damaged keyring by it. */
  readonly fingerprint: string;
  /** How it was made from a passphrase; null for a key that is kept as it is. */
  readonly derivation: Derivation | null;
  /** AES-256-GCM under it, as aes-gcm.ts does. */
  readonly seal: (plaintext: Uint8Array, aad: Uint8Array, iv: Uint8Array) => Uint8Array;
  /** The plaintext, or undefined where the seal is broken. */
  readonly open: (sealed: Uint8Array, aad: Uint8Array) => Uint8Array | undefined;
  /** Never shown: what ends up in a log says only what it is. */
  readonly toJSON: () => string;
}

/** How argon2id makes a root key from a passphrase; kept beside the keyring, and no secret. */
export interface Derivation {
  readonly algorithm: 'argon2id';
  readonly salt: string;
  readonly memoryKib: number;
  readonly passes: number;
  readonly lanes: number;
}

/** The ring's keys as they are stored. */
export interface WrappedRing {
  readonly fingerprint: string;
  readonly derivation: Derivation | null;
  readonly sealed: Uint8Array;
}

/** Why a wrapped ring does not open. */
export type StaysShut = 'wrong-root-key' | 'damaged' | 'unknown-version';

export const ROOT_KEY_BYTES = 32;

/** A root key from its 32 bytes. */
export const rootKey = (bytes: Uint8Array): RootKey => fromBytes(bytes, null);

/** What is encrypted with a key that nobody sees, to tell it from others. */
export const CHECKED_BLOCK: Uint8Array = utf8('lockstead:check!');

/** A root key that never leaves a device; `checked` is CHECKED_BLOCK as one block of AES under it. */
export const rootKeyInDevice = ({
  checked,
  ...device
}: Pick<RootKey, 'seal' | 'open'> & { readonly checked: Uint8Array }): RootKey => ({
  fingerprint: sha256Hex(checked).slice(0, 16),
  derivation: null,
  ...device,
  toJSON: () => 'root key',
});

/** A root key from a passphrase; takes a third of a second and 64 MiB, on purpose. */
export const rootKeyOf = async (passphrase: string, derivation: Derivation): Promise<RootKey> =>
  fromBytes(await stretch(passphrase, derivation), derivation);

/** What argon2id makes of a passphrase: 32 bytes. */
export function stretch(passphrase: string, derivation: Derivation): Promise<Uint8Array> {
  const { promise, resolve, reject } = Promise.withResolvers<Uint8Array>();
  const parameters = {
    // The same letters, however the keyboard composed them.
    message: passphrase.normalize('NFC'),
    nonce: fromBase64(derivation.salt)!,
    parallelism: derivation.lanes,
    tagLength: ROOT_KEY_BYTES,
    memory: derivation.memoryKib,
    passes: derivation.passes,
  };
  argon2('argon2id', parameters, (error, key) => (error ? reject(error) : resolve(key)));
  return promise;
}

/** A derivation with a salt of its own. RFC 9106, section 4: 64 MiB and three passes. */
export const newDerivation = (random: Random): Derivation => ({
  algorithm: 'argon2id',
  salt: base64(random.bytes(16)),
  memoryKib: 64 * 1024,
  passes: 3,
  lanes: 4,
});

/** A root key as a line of text, with its fingerprint, so that a cut line is found out. */
export const printRootKey = (bytes: Uint8Array): string =>
  `${PREFIX}${base64(bytes)}:${rootKey(bytes).fingerprint}`;

/** The bytes of a printed root key, or of 32 bytes in base64 or hexadecimal; undefined where it is neither. */
export function parseRootKey(text: string): Uint8Array | undefined {
  const line = text.trim();
  if (!line.startsWith(PREFIX)) return plainKey(line);
  const [encoded = '', fingerprint = ''] = line.slice(PREFIX.length).split(':');
  const bytes = plainKey(encoded);
  return bytes && sameText(rootKey(bytes).fingerprint, fingerprint) ? bytes : undefined;
}

/** Wraps the ring's keys. */
export function wrapRing(root: RootKey, keys: RingKeys, random: Random): WrappedRing {
  const plain = new Uint8Array(keys.size * ENTRY_BYTES);
  const view = new DataView(plain.buffer);
  [...keys].forEach(([number, key], i) => {
    view.setUint32(i * ENTRY_BYTES, number);
    plain.set(key, i * ENTRY_BYTES + 4);
  });
  const { fingerprint, derivation } = root;
  const box = root.seal(plain, bindingOf(root), random.bytes(IV_BYTES));
  plain.fill(0);
  const sealed = new Uint8Array(1 + box.length);
  sealed[0] = VERSION;
  sealed.set(box, 1);
  return { fingerprint, derivation, sealed };
}

/** The ring's keys, or why they stay shut. */
export function unwrapRing(root: RootKey, wrapped: WrappedRing): RingKeys | StaysShut {
  if (wrapped.sealed[0] !== VERSION) return 'unknown-version';
  if (root.fingerprint !== wrapped.fingerprint) return 'wrong-root-key';
  const plain = root.open(wrapped.sealed.subarray(1), bindingOf(wrapped));
  if (!plain || plain.length === 0 || plain.length % ENTRY_BYTES !== 0) return 'damaged';
  const keys = new Map<number, Uint8Array>();
  const view = new DataView(plain.buffer, plain.byteOffset);
  for (let at = 0; at < plain.length; at += ENTRY_BYTES) {
    keys.set(view.getUint32(at), plain.slice(at + 4, at + ENTRY_BYTES));
  }
  return keys;
}

const VERSION = 1;
const PREFIX = 'lockstead-root-key:1:';
const ENTRY_BYTES = 4 + 32;
const HEXADECIMAL = /^[0-9a-f]{64}$/i;

function fromBytes(bytes: Uint8Array, derivation: Derivation | null): RootKey {
  const derive = (purpose: string, length: number) =>
    new Uint8Array(
      hkdfSync('sha256', bytes, new Uint8Array(0), `lockstead root key: ${purpose}`, length),
    );
  const wrapping = importKey(derive('keyring', 32));
  return {
    fingerprint: hex(derive('fingerprint', 8)),
    derivation,
    seal: (plaintext, aad, iv) => seal(wrapping, plaintext, aad, iv),
    open: (sealed, aad) => open(wrapping, sealed, aad),
    toJSON: () => 'root key',
  };
}

function plainKey(text: string): Uint8Array | undefined {
  const bytes = HEXADECIMAL.test(text)
    ? Uint8Array.from(Buffer.from(text, 'hex'))
    : fromBase64(text);
  return bytes?.length === ROOT_KEY_BYTES ? bytes : undefined;
}

const bindingOf = ({
  fingerprint,
  derivation,
}: Pick<WrappedRing, 'fingerprint' | 'derivation'>): Uint8Array => {
  const { algorithm, salt, memoryKib, passes, lanes } = derivation ?? ({} as Partial<Derivation>);
  return utf8(
    JSON.stringify([
      'lockstead keyring',
      VERSION,
      fingerprint,
      algorithm,
      salt,
      memoryKib,
      passes,
      lanes,
    ]),
  );
};
