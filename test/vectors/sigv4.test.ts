import assert from 'node:assert/strict';
import { createHash, createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { SignatureV4 } from '@smithy/signature-v4';

import { hex, utf8 } from '../../src/base/bytes.ts';
import { randomBelow, seededRandom, systemRandom } from '../../src/base/random.ts';
import type { SignedRequest } from '../../src/crypto/canonical-request.ts';
import { isRefusal, parseSignature } from '../../src/crypto/signature.ts';
import { checkTime, signingKey, verify } from '../../src/crypto/sigv4.ts';

const read = (name: string) =>
  JSON.parse(readFileSync(new URL(`sigv4/${name}.json`, import.meta.url), 'utf8'));

/** Undefined where the signature fits; else the refusal. */
function wrong(request: SignedRequest, secret: string, now?: number): string | undefined {
  const signature = parseSignature(request);
  if (isRefusal(signature)) return signature.message;
  const { date, region, service } = signature;
  const late = now === undefined ? undefined : checkTime(signature, now);
  return (late ?? verify(signature, request, signingKey(secret, date, region, service)))?.message;
}

const suite = read('suite');
for (const {
  name,
  signature,
  service = 'service',
  body = '',
  query = '',
  ...vector
} of suite.cases) {
  test(`published: ${name}`, () => {
    const headers = {
      host: 'example.amazonaws.com',
      'x-amz-date': suite.timestamp,
      ...vector.headers,
    };
    const signed = Object.keys(headers).sort().join(';');
    const scope = `${suite.timestamp.slice(0, 8)}/${suite.region}/${service}/aws4_request`;
    headers.authorization = `AWS4-HMAC-SHA256 Credential=${suite.accessKeyId}/${scope}, SignedHeaders=${signed}, Signature=${signature}`;
    const request = { method: vector.method, path: vector.path, query, headers, body: utf8(body) };
    assert.equal(wrong(request, suite.secretAccessKey), undefined);
    assert.notEqual(wrong(request, 'another secret'), undefined);
  });
}

test('what botocore signs is accepted, in headers and in URLs, and nothing else is', () => {
  const { cases, now } = read('botocore');
  assert.ok(cases.length >= 200);
  for (const { secretAccessKey, body, ...sent } of cases) {
    const request = { ...sent, body: utf8(body) };
    assert.equal(wrong(request, secretAccessKey, Date.parse(now)), undefined, JSON.stringify(sent));
    assert.notEqual(wrong({ ...request, body: utf8(`${body}x`) }, secretAccessKey), undefined);
    assert.notEqual(wrong({ ...request, path: `${sent.path}x` }, secretAccessKey), undefined);
    assert.notEqual(wrong({ ...request, query: `${sent.query}&x=y` }, secretAccessKey), undefined);
  }
});

// What the signer wants of a hash, made of node's own.
class Sha256 {
  readonly #hash;
  constructor(secret?: string | Uint8Array) {
    this.#hash = secret === undefined ? createHash('sha256') : createHmac('sha256', secret);
  }
  update(data: string | Uint8Array): void {
    this.#hash.update(data);
  }
  async digest(): Promise<Uint8Array> {
    return this.#hash.digest();
  }
}

test('what the signer of the JavaScript SDK signs is accepted, in headers and in URLs', async (t) => {
  const seed = hex(systemRandom.bytes(8));
  t.diagnostic(`seed ${seed}`);
  const random = seededRandom(seed);
  const below = (bound: number) => randomBelow(random, bound);
  const pick = <T>(all: readonly T[]): T => all[below(all.length)]!;
  const CHARACTERS = [...'aZ09-_.~ !*\'()/:@+&=%"<>üñ日😀'];
  const word = (most: number) =>
    Array.from({ length: 1 + below(most) }, () => pick(CHARACTERS)).join('');
  const escaped = (text: string) =>
    encodeURIComponent(text).replaceAll(
      /[!'()*]/g,
      (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
    );
  const signingDate = new Date('2026-08-01T12:00:00Z');

  for (let round = 0; round < 200; round++) {
    const secret = word(40);
    const signer = new SignatureV4({
      service: pick(['secretsmanager', 'kms', 'lambda']),
      region: pick(['us-east-1', 'local']),
      credentials: {
        accessKeyId: 'AKIDEXAMPLE',
        secretAccessKey: secret,
        ...(below(2) && { sessionToken: 'to/ken+==' }),
      },
      sha256: Sha256 as never,
    });
    const presigned = below(3) === 0;
    const body = presigned ? '' : word(50);
    const asked = {
      protocol: 'https:',
      hostname: 'localhost',
      method: pick(['GET', 'POST', 'PUT']),
      path: `/${Array.from({ length: below(4) }, () => escaped(word(6))).join('/')}`,
      query: Object.fromEntries(
        Array.from({ length: below(4) }, () => [word(5), pick([word(8), [word(3), word(3)]])]),
      ),
      headers: {
        host: 'localhost',
        ...(!presigned && { 'X-Amz-Target': 'TrentService.Decrypt', 'x-odd': '  a   b ' }),
      },
      body,
    };
    const sent = presigned
      ? await signer.presign(asked, { signingDate, expiresIn: 900 })
      : await signer.sign(asked, { signingDate });
    const query = Object.entries(sent.query ?? {}).flatMap(([name, value]) =>
      [value].flat().map((one) => `${escaped(name)}=${escaped(one ?? '')}`),
    );
    const headers = Object.fromEntries(
      Object.entries(sent.headers).map(([name, value]) => [name.toLowerCase(), value]),
    );
    const request = {
      method: sent.method,
      path: sent.path,
      query: query.join('&'),
      headers,
      body: utf8(body),
    };
    assert.equal(wrong(request, secret, signingDate.getTime()), undefined, JSON.stringify(request));
    assert.notEqual(wrong({ ...request, body: utf8(`${body}x`) }, secret), undefined);
  }
});
