import assert from 'node:assert/strict';
import { test } from 'node:test';
import { utf8 } from '../base/bytes.ts';
import { sign } from './sign.ts';
import { parseSignature } from './signature.ts';
import { signingKey, verify } from './sigv4.ts';

const AT = Date.UTC(2026, 0, 5, 12);
const SIGNER = {
  accessKeyId: 'HGIE2BUAFNDMBCMSQVWLGCEXAMPLE',
  secret: 'VU6W2byoiBrhDqNGbx703oL0syCAmhlQgwNUT123456=',
  region: 'eu-central-1',
  service: 'kms-xks-proxy',
};
const REQUEST = {
  method: 'POST',
  path: '/a/kms/xks/v1/keys/key-1/encrypt',
  query: '',
  body: utf8('{}'),
};

test('what we sign, our own verification believes, and nothing else', () => {
  const headers = sign({ ...REQUEST, host: 'proxy.test' }, SIGNER, AT);
  assert.equal(headers['x-amz-date'], '20260105T120000Z');
  assert.match(
    headers.authorization,
    /^AWS4-HMAC-SHA256 Credential=HGIE2BUAFNDMBCMSQVWLGCEXAMPLE\/20260105\/eu-central-1\/kms-xks-proxy\/aws4_request, SignedHeaders=host;x-amz-date, Signature=[0-9a-f]{64}$/,
  );
  const key = signingKey(SIGNER.secret, '20260105', SIGNER.region, SIGNER.service);
  const check = (more: object) => {
    const request = { ...REQUEST, headers: { ...headers }, ...more };
    const signature = parseSignature(request);
    assert.ok(!('refused' in signature));
    return verify(signature as never, request, key);
  };
  assert.equal(check({}), undefined);
  assert.ok(check({ body: utf8('{ }') }));
  assert.ok(check({ path: '/a/kms/xks/v1/keys/key-2/encrypt' }));
  assert.ok(check({ headers: { ...headers, host: 'other.test' } }));
});
