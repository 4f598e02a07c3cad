import { createHash, createPublicKey, type KeyObject } from 'node:crypto';
import { base64, fromBase64 } from '../base/bytes.ts';

/** An RSA public key as SSH clients have it. */
export interface SshKey {
  /** `ssh-rsa AAAA…`, without a comment. */
  readonly ssh: string;
  readonly pem: string;
  /** MD5 over the key as SSH sends it, in pairs of digits: what `ssh-keygen -l -E md5` prints. */
  readonly fingerprint: string;
  readonly bits: number;
}

/** Reads `ssh-rsa AAAA… comment` (RFC 4253, section 6.6) or PEM; or tells whether the form or the key is wrong. */
export function readSshKey(text: string): SshKey | 'unrecognized' | 'malformed' {
  const body = text.trim();
  if (body.startsWith('-----BEGIN ')) return described(fromPem(body));
  const [form, encoded, ...comment] = body.split(/[ \t]+/);
  if (form !== 'ssh-rsa' || comment.some((word) => /[\r\n]/.test(word))) return 'unrecognized';
  return described(fromBlob(fromBase64(encoded ?? '')));
}

function described(key: KeyObject | undefined): SshKey | 'malformed' {
  if (key?.asymmetricKeyType !== 'rsa') return 'malformed';
  const { n, e } = key.export({ format: 'jwk' });
  const [exponent, modulus] = [Buffer.from(e!, 'base64url'), Buffer.from(n!, 'base64url')];
  const blob = Buffer.concat([framed(Buffer.from('ssh-rsa')), number(exponent), number(modulus)]);
  const digest = createHash('md5').update(blob).digest('hex');
  return {
    ssh: `ssh-rsa ${base64(blob)}`,
    pem: key.export({ format: 'pem', type: 'spki' }).trim(),
    fingerprint: digest.match(/../g)!.join(':'),
    bits: key.asymmetricKeyDetails?.modulusLength ?? 0,
  };
}

function fromPem(pem: string): KeyObject | undefined {
  // createPublicKey would take a private key as well, and nobody should hand us one of those.
  if (!/^-----BEGIN (RSA )?PUBLIC KEY-----/.test(pem)) return undefined;
  try {
    return createPublicKey(pem);
  } catch {
    return undefined;
  }
}

function fromBlob(blob: Uint8Array | undefined): KeyObject | undefined {
  const [form, exponent, modulus, ...rest] = blob ? fieldsOf(blob) : [];
  if (!form || !exponent || !modulus || rest.length > 0) return undefined;
  if (Buffer.from(form).toString('latin1') !== 'ssh-rsa') return undefined;
  const plain = (bytes: Uint8Array) => Buffer.from(bytes[0] === 0 ? bytes.subarray(1) : bytes);
  try {
    const [n, e] = [plain(modulus).toString('base64url'), plain(exponent).toString('base64url')];
    return createPublicKey({ format: 'jwk', key: { kty: 'RSA', n, e } });
  } catch {
    return undefined;
  }
}

/** The fields of a blob, each behind its length; nothing where they do not fill it. */
function fieldsOf(blob: Uint8Array): readonly Uint8Array[] {
  const view = new DataView(blob.buffer, blob.byteOffset, blob.byteLength);
  const fields: Uint8Array[] = [];
  for (let at = 0; at < blob.length; ) {
    const length = at + 4 <= blob.length ? view.getUint32(at) : Number.MAX_SAFE_INTEGER;
    if (at + 4 + length > blob.length) return [];
    fields.push(blob.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return fields;
}

function framed(field: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(field.length);
  return Buffer.concat([length, field]);
}

/** A number whose first bit is set gets a zero before it, or it would be negative. */
const number = (bytes: Buffer): Buffer =>
  framed(bytes[0]! & 0x80 ? Buffer.concat([Buffer.of(0), bytes]) : bytes);
