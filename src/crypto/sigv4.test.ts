import assert from 'node:assert/strict';
import { test } from 'node:test';

import { utf8 } from '../base/bytes.ts';
import type { SignedRequest } from './canonical-request.ts';
import { hmacHex } from './hmac.ts';
import { isRefusal, parseSignature, type Signature } from './signature.ts';
import { basicTime, checkScope, checkTime, signingKey, signingKeys, verify } from './sigv4.ts';

// The example of AWS's documentation: `ListUsers`, signed on 30 August 2015.
const SECRET = 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY';
const AUTHORIZATION =
  'AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/iam/aws4_request, SignedHeaders=content-type;host;x-amz-date, Signature=5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7';
const NOON = Date.parse('2015-08-30T12:36:00Z');

const listUsers = (changed: Partial<SignedRequest> = {}): SignedRequest => ({
  method: 'GET',
  path: '/',
  query: 'Action=ListUsers&Version=2010-05-08',
  body: new Uint8Array(0),
  ...changed,
  headers: {
    host: 'iam.amazonaws.com',
    'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
    'x-amz-date': '20150830T123600Z',
    authorization: AUTHORIZATION,
    ...changed.headers,
  },
});

function parsed(request: SignedRequest): Signature {
  const signature = parseSignature(request);
  assert.ok(!isRefusal(signature), 'message' in signature ? signature.message : '');
  return signature;
}

function refusal(request: SignedRequest): string {
  const signature = parseSignature(request);
  if (isRefusal(signature)) return `${signature.refused}: ${signature.message}`;
  const { accessKeyId: _, ...scope } = signature;
  const wrong = verify(
    signature,
    request,
    signingKey(SECRET, scope.date, scope.region, scope.service),
  );
  return wrong ? `${wrong.refused}: ${wrong.message}` : 'accepted';
}

const MISMATCH =
  'mismatch: The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.';

test('the signing key of the documentation comes out', () => {
  const key = signingKey(SECRET, '20150830', 'us-east-1', 'iam');
  const raw = key.inner.slice(0, 32).map((byte) => byte ^ 0x36);
  assert.equal(
    Buffer.from(raw).toString('hex'),
    'c4afb1cc5771d871763a393e44b703571b55cc28424d1a5e86da6ed3c154a4b9',
  );
  assert.equal(hmacHex(key, '').length, 64);
});

test('a signed request is accepted, and any change to it is not', () => {
  assert.equal(refusal(listUsers()), 'accepted');
  assert.equal(refusal(listUsers({ method: 'POST' })), MISMATCH);
  assert.equal(refusal(listUsers({ path: '/a' })), MISMATCH);
  assert.equal(refusal(listUsers({ query: 'Action=ListUsers&Version=2010-05-09' })), MISMATCH);
  assert.equal(refusal(listUsers({ body: utf8('a') })), MISMATCH);
  assert.equal(refusal(listUsers({ headers: { host: 'other' } })), MISMATCH);
  assert.equal(refusal(listUsers({ headers: { 'x-amz-date': '20150830T123601Z' } })), MISMATCH);
  assert.equal(
    refusal(
      listUsers({ headers: { authorization: AUTHORIZATION.replace('us-east-1', 'eu-west-1') } }),
    ),
    MISMATCH,
  );
});

test('a header with a meaning must be covered by the signature', () => {
  const sentence = (name: string) =>
    `mismatch: '${name}' must be a 'SignedHeader' in the AWS Authorization header.`;
  for (const name of ['x-amz-target', 'x-amz-security-token', 'x-amz-content-sha256']) {
    assert.equal(refusal(listUsers({ headers: { [name]: 'x' } })), sentence(name));
  }
  const noHost = AUTHORIZATION.replace(';host', '');
  assert.equal(
    refusal(listUsers({ headers: { authorization: noHost } })),
    "mismatch: 'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization header.",
  );
  assert.equal(
    refusal(listUsers({ headers: { 'x-amz-user-agent': 'x', 'x-amzn-trace-id': 'y' } })),
    'accepted',
  );
});

test('the name of a signed header is only a name', () => {
  for (const name of ['constructor', '__proto__', 'tostring', 'nowhere', '']) {
    const authorization = AUTHORIZATION.replace('content-type;', `content-type;${name};`);
    assert.equal(refusal(listUsers({ headers: { authorization } })), MISMATCH);
  }
});

test('a body whose hash is not its own, or is not told, is refused', () => {
  const authorization = AUTHORIZATION.replace('x-amz-date,', 'x-amz-content-sha256;x-amz-date,');
  for (const hash of ['UNSIGNED-PAYLOAD', 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD', '0'.repeat(64)]) {
    assert.equal(
      refusal(listUsers({ headers: { authorization, 'x-amz-content-sha256': hash } })),
      MISMATCH,
    );
  }
});

test('what is no signature is refused with its reason', () => {
  const told = (authorization: string) => refusal(listUsers({ headers: { authorization } }));
  assert.equal(
    refusal({ ...listUsers(), headers: { host: 'h' } }),
    'missing: Missing Authentication Token',
  );
  assert.match(
    told('AWS4-HMAC-SHA256 Credential=a/b/c/d/aws4_request'),
    /^incomplete: Authorization header requires 'Signature' parameter\. Authorization header requires 'SignedHeaders' parameter\. \(Hashed with SHA-256 and encoded with Base64\) Authorization=[\w+/]{43}=$/,
  );
  assert.match(
    told('Bearer s3cr3t'),
    /^incomplete: Invalid key=value pair \(missing equal-sign\) in Authorization header \(hashed with SHA-256 and encoded with Base64\): '[\w+/]{43}='\.$/,
  );
  assert.match(
    told('AWS4-ECDSA-P256-SHA256 Credential=a'),
    /^incomplete: Unsupported AWS 'algorithm': 'AWS4-ECDSA-P256-SHA256'/,
  );
  assert.equal(
    told(AUTHORIZATION.replace('/iam/', '/')),
    "incomplete: Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got 'AKIDEXAMPLE/20150830/us-east-1/aws4_request'",
  );
  assert.equal(
    told(AUTHORIZATION.replace('aws4_request', 'aws2_request')),
    "mismatch: Credential should be scoped with a valid terminator: 'aws4_request', not 'aws2_request'.",
  );
  assert.equal(
    told(AUTHORIZATION.replace('20150830', '20150831')),
    "mismatch: Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '20150831' != '20150830', from '20150830T123600Z'.",
  );
  assert.match(
    refusal(listUsers({ headers: { 'x-amz-date': '2015-08-30' } })),
    /^incomplete: Date must be in ISO-8601 'basic format'\. Got '2015-08-30'/,
  );
  assert.match(
    refusal(listUsers({ headers: { 'x-amz-date': '20151330T123600Z' } })),
    /^incomplete: Date must be/,
  );
});

test('a signature is good for five minutes each way', () => {
  const signature = parsed(listUsers());
  const told = (now: number) => checkTime(signature, now)?.message;
  assert.equal(told(NOON + 300_000), undefined);
  assert.equal(told(NOON - 300_000), undefined);
  assert.equal(
    told(NOON + 301_000),
    'Signature expired: 20150830T123600Z is now earlier than 20150830T123601Z (20150830T124101Z - 5 min.)',
  );
  assert.equal(
    told(NOON - 301_000),
    'Signature not yet current: 20150830T123600Z is still later than 20150830T123559Z (20150830T123059Z + 5 min.)',
  );
});

test('a signature for another place is refused', () => {
  const signature = parsed(listUsers());
  const regions = new Set(['us-east-1']);
  assert.equal(checkScope(signature, { service: 'iam', regions }), undefined);
  assert.equal(
    checkScope(signature, { service: 'sts', regions: new Set(['eu-west-1']) })?.message,
    "Credential should be scoped to a valid region. Credential should be scoped to correct service: 'sts'.",
  );
});

test('a presigned URL says how long it is good for, and no longer than a week', () => {
  const query = (expires: string) =>
    `Action=GetCallerIdentity&X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIDEXAMPLE%2F20150830%2Fus-east-1%2Fsts%2Faws4_request&X-Amz-Date=20150830T123600Z&X-Amz-Expires=${expires}&X-Amz-Security-Token=to%2Bken&X-Amz-SignedHeaders=host&X-Amz-Signature=00`;
  const request = (q: string) => ({ ...listUsers(), headers: { host: 'h' }, query: q });
  const signature = parsed(request(query('60')));
  assert.equal(signature.sessionToken, 'to+ken');
  assert.equal(checkTime(signature, NOON + 60_000), undefined);
  assert.equal(checkTime(signature, NOON + 61_000)?.refused, 'time');
  for (const expires of ['604801', '-1', '1e3', '9999999']) {
    assert.match(
      refusal(request(query(expires))),
      /^incomplete: X-Amz-Expires must be less than a week/,
    );
  }
  assert.match(refusal(request(`${query('60')}&X-Amz-Expires=61`)), /was sent twice/);
  assert.match(
    refusal(request('X-Amz-Signature=0')),
    /^incomplete: AWS query-string parameters must include 'X-Amz-Algorithm'\./,
  );
  assert.match(refusal(request('X-Amz-Other=0')), /^missing/);
});

test('signing keys are kept, but never for another secret, and never too many', () => {
  const keys = signingKeys(2);
  const signature = parsed(listUsers());
  const first = keys.of(signature, SECRET);
  assert.equal(keys.of(signature, SECRET), first);
  assert.notDeepEqual(keys.of(signature, 'another'), first);
  for (const accessKeyId of ['A', 'B', 'C']) keys.of({ ...signature, accessKeyId }, SECRET);
  assert.notEqual(keys.of(signature, SECRET), first);
  assert.deepEqual(keys.of(signature, SECRET), first);
});

test('a time is written as signatures write it', () => {
  assert.equal(basicTime(NOON), '20150830T123600Z');
});
