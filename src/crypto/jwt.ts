/** JSON Web Tokens (RFC 7519) that others have signed, and those that are signed here. */
import {
  compactVerify,
  CompactSign,
  createLocalJWKSet,
  decodeProtectedHeader,
  errors,
  exportJWK,
  type JSONWebKeySet,
  type JWK,
} from 'jose';
import { strictText } from '../base/bytes.ts';
import { importPrivateKey, importPublicKey } from './key-pair.ts';

/** What a token says, before anybody has looked at its signature. */
export interface UnverifiedToken {
  /** The key that it names; undefined where it names none. */
  readonly keyId: string | undefined;
  readonly algorithm: string;
  readonly claims: { readonly [name: string]: unknown };
}

/** Keys of an issuer, ready for use. */
export interface KeySet {
  readonly resolve: ReturnType<typeof createLocalJWKSet>;
  /** How many keys there are of each kind, `RSA` and `EC`. */
  readonly count: (kind: string) => number;
}

/** The signatures that are believed. One made with a shared secret proves nothing about who made it. */
export const SIGNATURES = ['RS256', 'RS384', 'RS512', 'ES256', 'ES384', 'ES512'] as const;

/** Reads a signed token; undefined where the text is none. */
export function readToken(token: string): UnverifiedToken | undefined {
  try {
    const { alg, kid } = decodeProtectedHeader(token);
    const [, body, signature, ...more] = token.split('.');
    const text = strictText(Buffer.from(body ?? '', 'base64url'));
    const claims: unknown = text === undefined ? undefined : JSON.parse(text);
    if (signature === undefined || more.length > 0 || !isRecord(claims)) return undefined;
    return { algorithm: alg ?? 'none', keyId: kid, claims };
  } catch {
    return undefined;
  }
}

/** Reads a set of keys (RFC 7517); undefined where the value is none. Keys of unknown kinds are passed over. */
export function readKeySet(value: unknown): KeySet | undefined {
  if (!isRecord(value) || !Array.isArray(value['keys'])) return undefined;
  const keys = value['keys'].filter(
    (key): key is JWK => isRecord(key) && (key['kty'] === 'RSA' || key['kty'] === 'EC'),
  );
  const set: JSONWebKeySet = { keys };
  return {
    resolve: createLocalJWKSet(set),
    count: (kind) => keys.filter(({ kty }) => kty === kind).length,
  };
}

/** Whether one of the keys has signed the token. */
export async function verifyToken(
  token: string,
  { resolve }: KeySet,
): Promise<'good' | 'forged' | 'unknown-key'> {
  const algorithms = [...SIGNATURES];
  try {
    await compactVerify(token, resolve, { algorithms });
    return 'good';
  } catch (cause) {
    if (cause instanceof errors.JWKSNoMatchingKey) return 'unknown-key';
    if (!(cause instanceof errors.JWKSMultipleMatchingKeys)) return 'forged';
    // The token names no key, and several would do.
    for await (const key of cause) {
      const fits = await compactVerify(token, key, { algorithms }).then(
        () => true,
        () => false,
      );
      if (fits) return 'good';
    }
    return 'forged';
  }
}

/** Signs claims with a private key (PKCS #8, DER). */
export function signToken(
  claims: object,
  by: { readonly privateKey: Uint8Array; readonly keyId: string; readonly algorithm: string },
): Promise<string> {
  return new CompactSign(Buffer.from(JSON.stringify(claims)))
    .setProtectedHeader({ kid: by.keyId, typ: 'JWT', alg: by.algorithm })
    .sign(importPrivateKey(by.privateKey));
}

/** A public key (SubjectPublicKeyInfo, DER) as others read it. */
export async function publicJwk(
  publicKey: Uint8Array,
  { keyId, algorithm }: { readonly keyId: string; readonly algorithm: string },
): Promise<object> {
  const jwk = await exportJWK(importPublicKey(publicKey));
  return { ...jwk, kid: keyId, use: 'sig', alg: algorithm };
}

const isRecord = (value: unknown): value is { readonly [name: string]: unknown } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
