/**
 * RSA (RFC 8017): OAEP for encryption, PSS and PKCS #1 v1.5 for signatures over messages and over
 * digests that were made elsewhere. What uses a private key over a digest or a ciphertext blocks for
 * milliseconds, so it is called through slow.ts.
 */
import {
  constants,
  hash as digestOf,
  type KeyObject,
  privateDecrypt,
  privateEncrypt,
  publicDecrypt,
  publicEncrypt,
  sign,
  verify,
} from 'node:crypto';
import { sameBytes } from './constant-time.ts';
import { inPool } from './in-turn.ts';

export type RsaScheme = 'pss' | 'pkcs1';
export type RsaHash = 'sha256' | 'sha384' | 'sha512';
export type OaepHash = 'sha1' | 'sha256';

/** How a signature is made. */
export interface RsaSigning {
  readonly scheme: RsaScheme;
  readonly hash: RsaHash;
}

/** Signs a message in OpenSSL's threads. The salt of PSS is as long as the hash. */
export const signRsa = (
  key: KeyObject,
  { scheme, hash }: RsaSigning,
  message: Uint8Array,
): Promise<Uint8Array> =>
  inPool(
    () =>
      new Promise((resolve, reject) => {
        sign(hash, message, { key, ...PADDING[scheme] }, (error, signature) =>
          error ? reject(error) : resolve(signature),
        );
      }),
  );

/** Whether a signature is of this message. */
export const verifyRsa = (
  key: KeyObject,
  { scheme, hash }: RsaSigning,
  message: Uint8Array,
  signature: Uint8Array,
): boolean => verify(hash, message, { key, ...PADDING[scheme] }, signature);

/** Signs a digest; `salt` is for PSS, as long as the digest. Slow. */
export function signRsaDigest(
  key: KeyObject,
  { scheme, hash }: RsaSigning,
  digest: Uint8Array,
  salt: Uint8Array,
): Uint8Array {
  const bits = modulusBitsOf(key);
  const encoded =
    scheme === 'pss'
      ? encodePss(hash, digest, salt, bits - 1)
      : encodePkcs1(hash, digest, Math.ceil(bits / 8));
  const whole = new Uint8Array(Math.ceil(bits / 8));
  whole.set(encoded, whole.length - encoded.length);
  return privateEncrypt({ key, ...RAW }, whole);
}

/** Whether a signature is of this digest. */
export function verifyRsaDigest(
  key: KeyObject,
  { scheme, hash }: RsaSigning,
  digest: Uint8Array,
  signature: Uint8Array,
): boolean {
  const bits = modulusBitsOf(key);
  const opened = openRaw(key, signature, Math.ceil(bits / 8));
  if (!opened) return false;
  // What must be there is made anew and compared as a whole: nothing of a padding is parsed.
  if (scheme === 'pkcs1') return sameBytes(opened, encodePkcs1(hash, digest, opened.length));
  return isPss(hash, digest, opened, bits - 1);
}

/** How many bytes OAEP takes at most (RFC 8017, 7.1.1). */
export const oaepBytesMax = (key: KeyObject, hash: OaepHash): number =>
  Math.ceil(modulusBitsOf(key) / 8) - 2 * DIGEST_BYTES[hash] - 2;

/** Encrypts with OAEP; both hashes are the one given, and the label is empty. */
export const encryptOaep = (key: KeyObject, hash: OaepHash, plaintext: Uint8Array): Uint8Array =>
  publicEncrypt({ key, ...OAEP, oaepHash: hash }, plaintext);

/** The plaintext; undefined for whatever reason there is none, and all reasons look alike. Slow. */
export function decryptOaep(
  key: KeyObject,
  hash: OaepHash,
  ciphertext: Uint8Array,
): Uint8Array | undefined {
  try {
    return privateDecrypt({ key, ...OAEP, oaepHash: hash }, ciphertext);
  } catch {
    return undefined;
  }
}

const DIGEST_BYTES = { sha1: 20, sha256: 32, sha384: 48, sha512: 64 } as const;
const RAW = { padding: constants.RSA_NO_PADDING } as const;
const OAEP = { padding: constants.RSA_PKCS1_OAEP_PADDING } as const;
const PADDING = {
  pkcs1: { padding: constants.RSA_PKCS1_PADDING },
  pss: {
    padding: constants.RSA_PKCS1_PSS_PADDING,
    saltLength: constants.RSA_PSS_SALTLEN_DIGEST,
  },
} as const;

const modulusBitsOf = (key: KeyObject): number => key.asymmetricKeyDetails!.modulusLength!;

function openRaw(key: KeyObject, signature: Uint8Array, bytes: number): Buffer | undefined {
  if (signature.length !== bytes) return undefined;
  try {
    return publicDecrypt({ key, ...RAW }, signature);
  } catch {
    // A number that is not below the modulus.
    return undefined;
  }
}

// DigestInfo in front of the digest (RFC 8017, 9.2, note 1).
const DIGEST_INFO = {
  sha256: Buffer.from('3031300d060960864801650304020105000420', 'hex'),
  sha384: Buffer.from('3041300d060960864801650304020205000430', 'hex'),
  sha512: Buffer.from('3051300d060960864801650304020305000440', 'hex'),
} as const;

/** EMSA-PKCS1-v1_5 (RFC 8017, 9.2). */
function encodePkcs1(hash: RsaHash, digest: Uint8Array, bytes: number): Buffer {
  const info = Buffer.concat([DIGEST_INFO[hash], digest]);
  const encoded = Buffer.alloc(bytes, 0xff);
  encoded[0] = 0;
  encoded[1] = 1;
  encoded[bytes - info.length - 1] = 0;
  encoded.set(info, bytes - info.length);
  return encoded;
}

/** EMSA-PSS (RFC 8017, 9.1.1). */
function encodePss(hash: RsaHash, digest: Uint8Array, salt: Uint8Array, bits: number): Buffer {
  const bytes = Math.ceil(bits / 8);
  const h = saltedHash(hash, digest, salt);
  const block = Buffer.alloc(bytes - h.length - 1);
  block[block.length - salt.length - 1] = 1;
  block.set(salt, block.length - salt.length);
  mask(block, hash, h, bits);
  return Buffer.concat([block, h, TRAILER]);
}

/** EMSA-PSS verification (RFC 8017, 9.1.2); the salt must be as long as the digest. */
function isPss(hash: RsaHash, digest: Uint8Array, opened: Buffer, bits: number): boolean {
  const bytes = Math.ceil(bits / 8);
  const encoded = opened.subarray(opened.length - bytes);
  if (opened.length > bytes && opened[0] !== 0) return false;
  const size = digest.length;
  const block = Buffer.from(encoded.subarray(0, bytes - size - 1));
  const h = encoded.subarray(bytes - size - 1, bytes - 1);
  if (encoded[bytes - 1] !== TRAILER[0] || block[0]! & ~topMask(bits)) return false;
  mask(block, hash, h, bits);
  const start = block.length - size;
  const padding = Buffer.alloc(start);
  padding[start - 1] = 1;
  if (!sameBytes(block.subarray(0, start), padding)) return false;
  return sameBytes(h, saltedHash(hash, digest, block.subarray(start)));
}

const TRAILER = Buffer.from([0xbc]);

const saltedHash = (hash: RsaHash, digest: Uint8Array, salt: Uint8Array): Buffer =>
  digestOf(hash, Buffer.concat([Buffer.alloc(8), digest, salt]), 'buffer');

/** Which bits of the first byte belong to a number of so many bits. */
const topMask = (bits: number): number => 0xff >>> (8 * Math.ceil(bits / 8) - bits);

/** Puts MGF1's mask (RFC 8017, B.2.1) on a block, or takes it off. */
function mask(block: Buffer, hash: RsaHash, seed: Uint8Array, bits: number): void {
  const size = DIGEST_BYTES[hash];
  for (let at = 0, counter = 0; at < block.length; at += size, counter++) {
    const count = Buffer.alloc(4);
    count.writeUInt32BE(counter);
    const part = digestOf(hash, Buffer.concat([seed, count]), 'buffer');
    for (let i = 0; i < size && at + i < block.length; i++) block[at + i]! ^= part[i]!;
  }
  block[0]! &= topMask(bits);
}
