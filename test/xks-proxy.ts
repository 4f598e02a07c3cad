/**
 * An external key store proxy, after AWS's published specification (version 1), with a key manager of
 * its own. It verifies signatures by its own arithmetic and shares no code with what it is asked by.
 */
import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  randomBytes,
  randomUUID,
} from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';
import { CERT, KEY } from './own-ca.ts';

export interface XksTestProxy {
  readonly endpoint: string;
  readonly path: string;
  readonly credential: { readonly AccessKeyId: string; readonly RawSecretAccessKey: string };
  /** What `--allow-outbound` must say. */
  readonly place: string;
  /** The external keys, by id. */
  readonly keys: Map<string, XksTestKey>;
  /** The bodies of all requests that were believed, with their paths. */
  readonly asked: { readonly path: string; readonly body: any }[];
  /** Answers in place of the proxy until it is undefined again; `'silence'` never answers. */
  misbehave: ((path: string) => Misbehaviour | undefined) | undefined;
  /** Sees an answer before it is sent. */
  tamper: ((path: string, answer: any) => any) | undefined;
}

export interface XksTestKey {
  readonly secret: Buffer;
  status: 'ENABLED' | 'DISABLED';
  usage: readonly string[];
}

export type Misbehaviour =
  | 'silence'
  | { readonly status: number; readonly body: string; readonly headers?: object };

const PATH = '/mine/kms/xks/v1';
const METADATA = Buffer.from('version=1');

class Refused extends Error {
  readonly status: number;
  readonly errorName: string;

  constructor(status: number, errorName: string) {
    super(errorName);
    this.status = status;
    this.errorName = errorName;
  }
}

/** Starts a proxy that is gone when the test is. `now` is its clock. */
export async function xksProxy(
  t: TestContext,
  now: () => number = Date.now,
): Promise<XksTestProxy> {
  const credential = {
    AccessKeyId: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
    RawSecretAccessKey: randomBytes(32).toString('base64'),
  };
  const keys = new Map<string, XksTestKey>([['key-1', newXksKey()]]);
  const asked: XksTestProxy['asked'] = [];
  const answer = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const path = incoming.url!.slice(PATH.length);
    const odd = proxy.misbehave?.(path);
    if (odd === 'silence') return;
    const send = (status: number, text: string, headers: object = {}) =>
      response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(text);
    if (odd) return void send(odd.status, odd.body, odd.headers);
    try {
      if (!incoming.url!.startsWith(`${PATH}/`)) throw new Refused(404, 'InvalidUriPathException');
      authenticate(incoming, body, credential, now());
      const input = JSON.parse(body.toString());
      asked.push({ path, body: input });
      const found = answerOf(path, input, keys);
      send(200, JSON.stringify(proxy.tamper ? proxy.tamper(path, found) : found));
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      send(error.status, JSON.stringify({ errorName: error.errorName, errorMessage: 'no' }));
    }
  };
  const server = https.createServer({ cert: CERT, key: KEY }, (incoming, response) => {
    // A mistake of this proxy is nobody's answer: the test that asked it fails.
    answer(incoming, response).catch((error: unknown) => response.destroy(error as Error));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  server.unref();
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const proxy: XksTestProxy = {
    endpoint: 'https://proxy.test',
    path: PATH,
    credential,
    place: `proxy.test=127.0.0.1:${(server.address() as AddressInfo).port}`,
    keys,
    asked,
    misbehave: undefined,
    tamper: undefined,
  };
  return proxy;
}

export const newXksKey = (): XksTestKey => ({
  secret: randomBytes(32),
  status: 'ENABLED',
  usage: ['ENCRYPT', 'DECRYPT', 'WRAP'],
});

/** Every refusal of the specification, as a proxy would send it. */
export const refusal = (status: number, errorName: string): Misbehaviour => ({
  status,
  body: JSON.stringify({ errorName }),
});

function authenticate(
  { headers, url }: IncomingMessage,
  body: Buffer,
  { AccessKeyId, RawSecretAccessKey }: XksTestProxy['credential'],
  now: number,
): void {
  const wrong = () => new Refused(401, 'AuthenticationFailedException');
  const found =
    /^AWS4-HMAC-SHA256 Credential=([A-Z2-7]+)\/(\d{8})\/([a-z0-9-]+)\/kms-xks-proxy\/aws4_request, SignedHeaders=host;x-amz-date, Signature=([0-9a-f]{64})$/.exec(
      headers.authorization ?? '',
    );
  const date = String(headers['x-amz-date']);
  if (found?.[1] !== AccessKeyId) throw wrong();
  const [, , day, region, signature] = found;
  const at = Date.parse(
    date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'),
  );
  if (!(Math.abs(at - now) < 5 * 60_000)) throw wrong();
  const hash = (text: string | Buffer) => createHash('sha256').update(text).digest('hex');
  const canonical = `POST\n${url}\n\nhost:${headers.host}\nx-amz-date:${date}\n\nhost;x-amz-date\n${hash(body)}`;
  const hmac = (key: string | Buffer, text: string) =>
    createHmac('sha256', key).update(text).digest();
  const key = [day!, region!, 'kms-xks-proxy', 'aws4_request'].reduce(
    hmac,
    Buffer.from(`AWS4${RawSecretAccessKey}`),
  );
  const scope = `${day}/${region}/kms-xks-proxy/aws4_request`;
  const expected = hmac(key, `AWS4-HMAC-SHA256\n${date}\n${scope}\n${hash(canonical)}`);
  if (expected.toString('hex') !== signature) throw wrong();
}

function answerOf(path: string, input: any, keys: XksTestProxy['keys']): object {
  const { kmsOperation, kmsRequestId } = input.requestMetadata;
  if (!kmsOperation || !kmsRequestId) throw new Refused(400, 'ValidationException');
  if (path === '/health') return HEALTHY;
  const [, id, way] = /^\/keys\/([^/]+)\/(\w+)$/.exec(path) ?? [];
  const key = keys.get(id ?? '');
  if (!key) throw new Refused(404, 'KeyNotFoundException');
  if (!input.requestMetadata.awsPrincipalArn) throw new Refused(400, 'ValidationException');
  if (way === 'metadata') return { keySpec: 'AES_256', keyUsage: key.usage, keyStatus: key.status };
  if (key.status !== 'ENABLED') throw new Refused(400, 'InvalidStateException');
  if (input.encryptionAlgorithm !== 'AES_GCM') throw new Refused(400, 'ValidationException');
  if (!input.requestMetadata.kmsKeyArn) throw new Refused(400, 'ValidationException');
  return way === 'encrypt' ? encrypt(key, input) : decrypt(key, input);
}

export const HEALTHY = {
  xksProxyFleetSize: 1,
  xksProxyVendor: 'Lockstead',
  xksProxyModel: 'for tests',
  ekmVendor: 'Lockstead',
  ekmFleetDetails: [{ id: randomUUID(), model: 'a map', healthStatus: 'ACTIVE' }],
};

const bytes = (text: string | undefined) => Buffer.from(text ?? '', 'base64');

function bound(aad: Buffer, metadata: Buffer): Buffer {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(aad.length);
  return Buffer.concat([length, aad, Buffer.from([metadata.length]), metadata]);
}

function encrypt(key: XksTestKey, input: any): object {
  const [plaintext, aad, iv] = [
    bytes(input.plaintext),
    bytes(input.additionalAuthenticatedData),
    randomBytes(12),
  ];
  if (plaintext.length > 4300 || aad.length > 8192)
    throw new Refused(501, 'UnsupportedOperationException');
  const cipher = createCipheriv('aes-256-gcm', key.secret, iv);
  cipher.setAAD(bound(aad, METADATA));
  const ciphertext = Buffer.concat([cipher.update(plaintext), cipher.final()]);
  const tag = cipher.getAuthTag();
  const integrity = createHash('sha256')
    .update(Buffer.concat([aad, METADATA, iv, ciphertext, tag]))
    .digest('base64');
  return {
    ciphertext: ciphertext.toString('base64'),
    ciphertextMetadata: METADATA.toString('base64'),
    initializationVector: iv.toString('base64'),
    authenticationTag: tag.toString('base64'),
    ...(input.ciphertextDataIntegrityValueAlgorithm === 'SHA_256' && {
      ciphertextDataIntegrityValue: integrity,
    }),
  };
}

function decrypt(key: XksTestKey, input: any): object {
  const decipher = createDecipheriv('aes-256-gcm', key.secret, bytes(input.initializationVector));
  decipher.setAAD(bound(bytes(input.additionalAuthenticatedData), bytes(input.ciphertextMetadata)));
  try {
    decipher.setAuthTag(bytes(input.authenticationTag));
    const opened = Buffer.concat([decipher.update(bytes(input.ciphertext)), decipher.final()]);
    return { plaintext: opened.toString('base64') };
  } catch {
    throw new Refused(400, 'InvalidCiphertextException');
  }
}
