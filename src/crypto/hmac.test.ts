import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { test } from 'node:test';

import { seededRandom } from '../base/random.ts';
import { sameBytes, sameText } from './constant-time.ts';
import { sha256, sha256Hex } from './hash.ts';
import { hmac, hmacHex, hmacKey } from './hmac.ts';

test('HMAC out of two hashes is the HMAC of OpenSSL, for every length of key and message', () => {
  const random = seededRandom('hmac');
  for (let length = 0; length <= 130; length++) {
    const key = random.bytes(length);
    const message = random.bytes(130 - length);
    const expected = createHmac('sha256', key).update(message).digest();
    assert.deepEqual(hmac(hmacKey(key), message), expected);
  }
  const text = 'grüße 😀';
  const expected = createHmac('sha256', 'k').update(text).digest('hex');
  assert.equal(hmacHex(hmacKey(Buffer.from('k')), text), expected);
});

test('the empty text has the hash that everybody knows', () => {
  const empty = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
  assert.equal(sha256Hex(''), empty);
  assert.equal(sha256(new Uint8Array(0)).toString('hex'), empty);
});

test('same means same length and same content', () => {
  assert.ok(sameText('abc', 'abc') && sameBytes(Buffer.from('abc'), Buffer.from('abc')));
  assert.ok(!sameText('abc', 'abd') && !sameBytes(Buffer.from('abc'), Buffer.from('abd')));
  assert.ok(!sameText('abc', 'ab') && !sameBytes(Buffer.from('abc'), Buffer.from('ab')));
});
