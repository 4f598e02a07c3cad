/** AWS's External Key Store Proxy API, version 1: what KMS asks of keys that lie with somebody else. */
import { base64, fromBase64, strictText, utf8 } from '../../base/bytes.ts';
import { sameText } from '../../crypto/constant-time.ts';
import { sha256 } from '../../crypto/hash.ts';
import { sign } from '../../crypto/sign.ts';
import { type Outbound, OutboundError, type OutboundReason } from '../../operation/outbound.ts';
import { isXksErrorName, XksFailure, type XksProblem } from './xks-failure.ts';

/** Where a proxy is and how it knows us. */
export interface XksProxy {
  /** `https://HOST` */
  readonly endpoint: string;
  /** `[/PREFIX]/kms/xks/v1` */
  readonly path: string;
  readonly accessKeyId: string;
  readonly secret: string;
  readonly region: string;
}

/** For whom and why KMS asks: the specification's `requestMetadata`. */
export interface XksRequestMetadata {
  readonly awsPrincipalArn?: string;
  readonly kmsKeyArn?: string;
  readonly kmsOperation: string;
  readonly kmsRequestId: string;
  readonly kmsViaService?: string;
}

/** What an external key made of a text. */
export interface XksCiphertext {
  readonly ciphertext: Uint8Array;
  /** The key manager's own, such as the version of its key. */
  readonly metadata: Uint8Array;
  readonly iv: Uint8Array;
  readonly tag: Uint8Array;
}

/** A proxy is asked, and waited for, as long as AWS waits. */
export const XKS_TIMEOUT_MILLIS = 250;
const ANSWER_BYTES_MAX = 64 * 1024;
export const METADATA_BYTES_MAX = 20;
const TAG_BYTES = 16;

/** A way to one proxy, for one request. */
export interface XksClient {
  /** Throws unless one key manager at least works. */
  readonly assertHealthy: () => Promise<void>;
  /** Throws unless the external key can do what a KMS key must. */
  readonly assertKeyFits: (keyId: string) => Promise<void>;
  readonly encrypt: (
    keyId: string,
    plaintext: Uint8Array,
    aad: Uint8Array,
  ) => Promise<XksCiphertext>;
  readonly decrypt: (keyId: string, sealed: XksCiphertext, aad: Uint8Array) => Promise<Uint8Array>;
}

/** Asks a proxy. Every failure is an XksFailure. */
export function xksClient(
  outbound: Outbound,
  proxy: XksProxy,
  metadata: XksRequestMetadata,
): XksClient {
  const ask = (path: string, body: object = {}) =>
    post(outbound, proxy, path, { requestMetadata: metadata, ...body });
  return {
    assertHealthy: async () => assertHealthy(await ask('/health')),
    assertKeyFits: async (keyId) => assertFits(await ask(keyPath(keyId, 'metadata'))),
    encrypt: async (keyId, plaintext, aad) => {
      const answer = await ask(keyPath(keyId, 'encrypt'), {
        plaintext: base64(plaintext),
        encryptionAlgorithm: 'AES_GCM',
        additionalAuthenticatedData: base64(aad),
        ciphertextDataIntegrityValueAlgorithm: 'SHA_256',
      });
      return encrypted(answer, plaintext.length, aad);
    },
    decrypt: async (keyId, { ciphertext, metadata: kept, iv, tag }, aad) => {
      const answer = await ask(keyPath(keyId, 'decrypt'), {
        ciphertext: base64(ciphertext),
        ...(kept.length > 0 && { ciphertextMetadata: base64(kept) }),
        encryptionAlgorithm: 'AES_GCM',
        additionalAuthenticatedData: base64(aad),
        initializationVector: base64(iv),
        authenticationTag: base64(tag),
      });
      return bytesOf(answer, 'plaintext', (length) => length === ciphertext.length);
    },
  };
}

type Answer = { readonly [name: string]: unknown };

const malformed = (): XksFailure => new XksFailure('malformed');

async function post(
  outbound: Outbound,
  { endpoint, path: base, ...signer }: XksProxy,
  way: string,
  input: object,
): Promise<Answer> {
  const path = `${base}${way}`;
  const body = utf8(JSON.stringify(input));
  const { host } = new URL(endpoint);
  const signed = sign(
    { method: 'POST', path, query: '', host, body },
    { ...signer, service: 'kms-xks-proxy' },
    outbound.now(),
  );
  const answer = await outbound
    .ask({
      method: 'POST',
      url: `${endpoint}${path}`,
      headers: { ...signed, 'content-type': 'application/json' },
      body,
      timeoutMillis: XKS_TIMEOUT_MILLIS,
      maxBytes: ANSWER_BYTES_MAX,
      // Nothing that is asked of a proxy changes what it keeps.
      repeatable: true,
    })
    .catch((cause: unknown) => {
      if (cause instanceof OutboundError) throw new XksFailure(ON_THE_WAY[cause.reason], { cause });
      throw cause;
    });
  const parsed = parse(answer.body);
  if (answer.status === 200) return parsed;
  throw isXksErrorName(parsed['errorName']) ? new XksFailure(parsed['errorName']) : malformed();
}

const ON_THE_WAY: { readonly [reason in OutboundReason]: XksProblem } = {
  forbidden: 'unreachable',
  unreachable: 'unreachable',
  tls: 'tls',
  timeout: 'timeout',
  broken: 'unreachable',
  'too-large': 'malformed',
};

function keyPath(keyId: string, way: string): string {
  // In a path these are no names but directions.
  if (/^\.{1,2}$/.test(keyId)) throw new XksFailure('KeyNotFoundException');
  return `/keys/${keyId}/${way}`;
}

function parse(body: Uint8Array): Answer {
  try {
    const value: unknown = JSON.parse(strictText(body) ?? '');
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return value as Answer;
  } catch (cause) {
    throw new XksFailure('malformed', { cause });
  }
  throw malformed();
}

const HEALTH = ['ACTIVE', 'DEGRADED', 'UNAVAILABLE'];

function assertHealthy(answer: Answer): void {
  const size = answer['xksProxyFleetSize'];
  const fleet = answer['ekmFleetDetails'];
  const isNamed = ['xksProxyVendor', 'xksProxyModel', 'ekmVendor'].every(
    (name) => typeof answer[name] === 'string',
  );
  if (!Number.isInteger(size) || (size as number) < 1 || !isNamed) throw malformed();
  if (!Array.isArray(fleet) || fleet.length < 1 || fleet.length > 10) throw malformed();
  const states = fleet.map((manager: Answer | null) => manager?.['healthStatus']);
  if (!states.every((state) => HEALTH.includes(state as string))) throw malformed();
  if (states.every((state) => state === 'UNAVAILABLE')) throw new XksFailure('unavailable');
}

function assertFits(answer: Answer): void {
  const { keySpec, keyUsage, keyStatus } = answer;
  if (typeof keySpec !== 'string' || !Array.isArray(keyUsage) || keyUsage.length > 10)
    throw malformed();
  if (keyStatus === 'DISABLED') throw new XksFailure('InvalidStateException');
  if (keyStatus !== 'ENABLED') throw malformed();
  if (keySpec !== 'AES_256' || !keyUsage.includes('ENCRYPT') || !keyUsage.includes('DECRYPT'))
    throw new XksFailure('InvalidKeyUsageException');
}

function encrypted(answer: Answer, plaintextBytes: number, aad: Uint8Array): XksCiphertext {
  const ciphertext = bytesOf(answer, 'ciphertext', (length) => length === plaintextBytes);
  const metadata =
    answer['ciphertextMetadata'] === undefined
      ? new Uint8Array(0)
      : bytesOf(answer, 'ciphertextMetadata', (length) => length <= METADATA_BYTES_MAX);
  const iv = bytesOf(answer, 'initializationVector', (length) => length === 12 || length === 16);
  const tag = bytesOf(answer, 'authenticationTag', (length) => length === TAG_BYTES);
  const integrity = bytesOf(answer, 'ciphertextDataIntegrityValue', (length) => length === 32);
  // What was damaged on its way opens nothing later, and by then nobody has the plaintext any more.
  const expected = sha256(Buffer.concat([aad, metadata, iv, ciphertext, tag]));
  if (!sameText(base64(expected), base64(integrity))) throw malformed();
  return { ciphertext, metadata, iv, tag };
}

function bytesOf(answer: Answer, name: string, fits: (length: number) => boolean): Uint8Array {
  const text = answer[name];
  const bytes = typeof text === 'string' ? fromBase64(text) : undefined;
  if (!bytes || !fits(bytes.length)) throw malformed();
  return bytes;
}
