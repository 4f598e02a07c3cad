/**
 * The keyring: what seals everything that must be kept secret and come back.
 *
 * The root key wraps the keyring and nothing else; the keyring's keys seal KMS key material, secret
 * access keys and session tokens. Changing the root key wraps the keyring anew, and the sealed rows
 * need not be touched (docs/decisions/0004). A sealed value names its key, so keys may be added.
 */
import { createHmac, type KeyObject, hkdfSync } from 'node:crypto';
import { utf8 } from '../base/bytes.ts';
import type { Random } from '../base/random.ts';
import { importKey, open, seal } from './aes-gcm.ts';

/** What a value is sealed for; each purpose has a key of its own, derived from the ring's. */
export type Purpose =
  | 'kms-key-material'
  | 'import-token'
  | 'secret-access-key'
  | 'mfa-seed'
  | 'password'
  | 'private-key'
  | 'key-store-credential'
  | 'session-token'
  | 'delegation-token'
  | 'page-token'
  | 'authorization-message'
  | 'rotation-token'
  | 'rotation-failure'
  | 'function-code'
  | 'function-environment'
  | 'function-event'
  | 'log-event'
  | 'master-user-password';

export interface Keyring {
  /** Seals for a purpose. `place` binds the value to its row (its ARN, its id): elsewhere it does not open. */
  readonly seal: (purpose: Purpose, place: string, plaintext: Uint8Array) => Uint8Array;
  /** The plaintext, or undefined where the value is forged, or lies in another place than it was sealed for. */
  readonly open: (purpose: Purpose, place: string, sealed: Uint8Array) => Uint8Array | undefined;
  /**
   * Tells the same bytes in the same place again, for as long as there is this ring; whoever lacks its
   * keys cannot even try what the bytes might be.
   */
  readonly fingerprint: (purpose: Purpose, place: string, plaintext: Uint8Array) => Uint8Array;
  /** Never shown: a keyring that ends up in a log or a dump says only that it is one. */
  readonly toJSON: () => string;
}

/** The ring's keys by number; the highest number seals, all of them open. */
export type RingKeys = ReadonlyMap<number, Uint8Array>;

const VERSION = 1;
const HEADER_BYTES = 5;

/** A keyring over its keys (32 bytes each, numbered from 1). */
export function keyring(keys: RingKeys, random: Random): Keyring {
  const newest = Math.max(...keys.keys());
  // Keys are added and never taken away: the oldest one gives the same fingerprints always.
  const oldest = Math.min(...keys.keys());
  const derived = new Map<string, KeyObject>();
  const keyOf = (number: number, purpose: Purpose): KeyObject | undefined => {
    const name = `${number}:${purpose}`;
    const known = derived.get(name);
    if (known) return known;
    const ringKey = keys.get(number);
    if (!ringKey) return undefined;
    const key = importKey(
      new Uint8Array(hkdfSync('sha256', ringKey, new Uint8Array(0), `lockstead ${purpose}`, 32)),
    );
    derived.set(name, key);
    return key;
  };
  return {
    seal: (purpose, place, plaintext) => {
      const header = headerOf(newest);
      const sealed = seal(keyOf(newest, purpose)!, plaintext, utf8(place), random.bytes(12));
      const whole = new Uint8Array(header.length + sealed.length);
      whole.set(header);
      whole.set(sealed, header.length);
      return whole;
    },
    open: (purpose, place, sealed) => {
      if (sealed.length < HEADER_BYTES || sealed[0] !== VERSION) return undefined;
      const number = new DataView(sealed.buffer, sealed.byteOffset).getUint32(1);
      const key = keyOf(number, purpose);
      return key && open(key, sealed.subarray(HEADER_BYTES), utf8(place));
    },
    fingerprint: (purpose, place, plaintext) => {
      const info = `lockstead ${purpose} fingerprint`;
      const key = new Uint8Array(
        hkdfSync('sha256', keys.get(oldest)!, new Uint8Array(0), info, 32),
      );
      const where = utf8(place);
      const length = new Uint8Array(4);
      new DataView(length.buffer).setUint32(0, where.length);
      const print = createHmac('sha256', key)
        .update(length)
        .update(where)
        .update(plaintext)
        .digest();
      key.fill(0);
      return new Uint8Array(print);
    },
    toJSON: () => 'keyring',
  };
}

function headerOf(number: number): Uint8Array {
  const header = new Uint8Array(HEADER_BYTES);
  header[0] = VERSION;
  new DataView(header.buffer).setUint32(1, number);
  return header;
}
