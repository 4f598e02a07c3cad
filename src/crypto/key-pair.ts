/**
 * Pairs of keys.
 *
 * The private half is kept as PKCS #8 and the public half as a SubjectPublicKeyInfo, both in DER and as
 * OpenSSL writes them: EC keys with their curve's name and public point, ML-DSA keys as their seed
 * alone (RFC 9881; other versions of Node write the expanded key, and those bytes would not be ours).
 */
import { createPrivateKey, createPublicKey, generateKeyPair, type KeyObject } from 'node:crypto';
import { inPool, oneByOne } from './in-turn.ts';
import { slow } from './slow.ts';

/** A half of a pair, ready for use. */
export type PairKey = KeyObject;

/** What kind of pair: the algorithm and its size. */
export type PairKind =
  | { readonly type: 'rsa'; readonly bits: number }
  | { readonly type: 'ec'; readonly curve: Curve }
  | { readonly type: 'ed25519' }
  | { readonly type: 'ml-dsa-44' | 'ml-dsa-65' | 'ml-dsa-87' };

/** Curves by OpenSSL's names; `prime256v1` is P-256. */
export type Curve = 'prime256v1' | 'secp384r1' | 'secp521r1' | 'secp256k1';

/** A pair as it is stored. */
export interface Pair {
  /** PKCS #8, DER. Whoever has used it wipes it. */
  readonly privateKey: Uint8Array;
  /** SubjectPublicKeyInfo, DER. */
  readonly publicKey: Uint8Array;
}

/** A new pair, made in a thread of its own: RSA keys of 4096 bits take half a second and more. */
export const generatePair = (kind: PairKind): Promise<Pair> =>
  kind.type === 'rsa' ? oneByOne(() => inPool(() => generate(kind))) : inPool(() => generate(kind));

/** The pair of a private key in PKCS #8; undefined where the bytes are no sound key of this kind. */
export async function parsePair(kind: PairKind, privateKey: Uint8Array): Promise<Pair | undefined> {
  let key: KeyObject;
  try {
    key = importPrivateKey(privateKey);
  } catch {
    return undefined;
  }
  if (!isOfKind(key, kind) || !(await slow('isSound', key))) return undefined;
  const pair = printed(key);
  // An expanded ML-DSA key without its seed: what OpenSSL writes then is not what we keep.
  if (kind.type.startsWith('ml-dsa') && pair.privateKey.length !== SEED_PKCS8_BYTES)
    return undefined;
  return pair;
}

/** A private key that was stored. */
export const importPrivateKey = (der: Uint8Array): KeyObject =>
  createPrivateKey({ key: Buffer.from(der.buffer, der.byteOffset, der.length), ...PRIVATE });

/** A public key; throws for bytes that are none. */
export const importPublicKey = (der: Uint8Array): KeyObject =>
  createPublicKey({ key: Buffer.from(der.buffer, der.byteOffset, der.length), ...PUBLIC });

/** A public key that somebody brought; undefined where the bytes are none. */
export function parsePublicKey(der: Uint8Array): PairKey | undefined {
  try {
    return importPublicKey(der);
  } catch {
    return undefined;
  }
}

/** Whether a key, private or public, is of this kind. */
export function isOfKind(key: KeyObject, kind: PairKind): boolean {
  const { modulusLength, namedCurve, publicExponent } = key.asymmetricKeyDetails ?? {};
  if (key.asymmetricKeyType !== kind.type) return false;
  // A tiny exponent or a giant one is legal, and neither is what anybody means.
  if (kind.type === 'rsa') return modulusLength === kind.bits && publicExponent === 65_537n;
  return kind.type !== 'ec' || namedCurve === kind.curve;
}

const SEED_PKCS8_BYTES = 54;
const PRIVATE = { format: 'der', type: 'pkcs8' } as const;
const PUBLIC = { format: 'der', type: 'spki' } as const;

const generate = (kind: PairKind): Promise<Pair> =>
  new Promise((resolve, reject) => {
    const done = (error: Error | null, _publicKey: KeyObject, privateKey: KeyObject): void => {
      if (error) reject(error);
      else resolve(printed(privateKey));
    };
    if (kind.type === 'rsa') generateKeyPair('rsa', { modulusLength: kind.bits }, done);
    else if (kind.type === 'ec') generateKeyPair('ec', { namedCurve: kind.curve }, done);
    else generateKeyPair(kind.type as 'ed25519', {}, done);
  });

const printed = (key: KeyObject): Pair => ({
  privateKey: new Uint8Array(key.export(PRIVATE)),
  publicKey: new Uint8Array(createPublicKey(key).export(PUBLIC)),
});
