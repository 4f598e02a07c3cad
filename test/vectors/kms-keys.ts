/** Keys from the numbers that vectors are written in. */
import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';

type Vector = { readonly [name: string]: any };

export const read = (name: string): readonly Vector[] =>
  JSON.parse(readFileSync(new URL(`kms/${name}.json`, import.meta.url), 'utf8'));

/** Bytes of hexadecimal text, which may lack a leading zero. */
export const bytes = (hex: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(Buffer.from(hex.length % 2 ? `0${hex}` : hex, 'hex'));

const BITS = { prime256v1: 256, secp384r1: 384, secp521r1: 521, secp256k1: 256 } as const;
const CRV = {
  prime256v1: 'P-256',
  secp384r1: 'P-384',
  secp521r1: 'P-521',
  secp256k1: 'secp256k1',
} as const;

type Curve = keyof typeof BITS;

const number = (hex: string): bigint => BigInt(`0x${hex}`);
const url = (value: bigint, size?: number): string => {
  const hex = value.toString(16);
  const even = hex.length % 2 ? `0${hex}` : hex;
  return Buffer.from(size ? hex.padStart(2 * size, '0') : even, 'hex').toString('base64url');
};
const coordinate = (curve: Curve, hex: string) => url(number(hex), Math.ceil(BITS[curve] / 8));

export const ecPublicKey = (curve: Curve, x: string, y: string): KeyObject =>
  createPublicKey({
    key: { kty: 'EC', crv: CRV[curve], x: coordinate(curve, x), y: coordinate(curve, y) },
    format: 'jwk',
  });

export const ecPrivateKey = (curve: Curve, x: string, y: string, d: string): KeyObject =>
  createPrivateKey({
    key: {
      kty: 'EC',
      crv: CRV[curve],
      x: coordinate(curve, x),
      y: coordinate(curve, y),
      d: coordinate(curve, d),
    },
    format: 'jwk',
  });

export const rsaPublicKey = ({ n, e }: Vector): KeyObject =>
  createPublicKey({ key: { kty: 'RSA', n: url(number(n)), e: url(number(e)) }, format: 'jwk' });

export function rsaPrivateKey(vector: Vector): KeyObject {
  const [n, e, d, p, q] = ['n', 'e', 'd', 'p', 'q'].map((name) => number(vector[name])) as [
    bigint,
    bigint,
    bigint,
    bigint,
    bigint,
  ];
  const key = {
    kty: 'RSA',
    n: url(n),
    e: url(e),
    d: url(d),
    p: url(p),
    q: url(q),
    dp: url(d % (p - 1n)),
    dq: url(d % (q - 1n)),
    qi: url(inverse(q, p)),
  };
  return createPrivateKey({ key, format: 'jwk' });
}

function inverse(of: bigint, modulus: bigint): bigint {
  let [a, b, x, y] = [of % modulus, modulus, 1n, 0n];
  while (a > 1n) [a, b, x, y] = [b % a, a, y - (b / a) * x, x];
  return ((x % modulus) + modulus) % modulus;
}

/** A signature of ECDSA in DER. */
export function der(r: string, s: string): Uint8Array {
  const integer = (hex: string): Buffer => {
    const value = Buffer.from(
      number(hex)
        .toString(16)
        .padStart(2, '0')
        .replace(/^(?=(..)*.$)/, '0'),
      'hex',
    );
    const positive = value[0]! & 0x80 ? Buffer.concat([Buffer.of(0), value]) : value;
    return Buffer.concat([Buffer.of(2, positive.length), positive]);
  };
  const body = Buffer.concat([integer(r), integer(s)]);
  return Buffer.concat([
    Buffer.from(body.length < 128 ? [0x30, body.length] : [0x30, 0x81, body.length]),
    body,
  ]);
}
