import assert from 'node:assert/strict';
import { test } from 'node:test';

import { utf8 } from '../base/bytes.ts';
import { importKey, open, seal } from './aes-gcm.ts';

const key = importKey(new Uint8Array(32).fill(7));
const iv = new Uint8Array(12).fill(1);

test('what was sealed opens again, with a key object and with raw bytes alike', () => {
  for (const secret of [utf8('hunter2'), new Uint8Array(0), new Uint8Array(70_000).fill(9)]) {
    const sealed = seal(key, secret, utf8('aad'), iv);
    assert.equal(sealed.length, 12 + secret.length + 16);
    assert.deepEqual(open(key, sealed, utf8('aad')), new Uint8Array(secret));
    assert.deepEqual(open(new Uint8Array(32).fill(7), sealed, utf8('aad')), new Uint8Array(secret));
  }
});

test('a touched seal stays shut, whichever byte was touched', () => {
  const sealed = seal(key, utf8('hunter2'), utf8('aad'), iv);
  for (let i = 0; i < sealed.length; i++) {
    const forged = sealed.slice();
    forged[i]! ^= 1;
    assert.equal(open(key, forged, utf8('aad')), undefined);
  }
});

test('another key, another context and a cut seal open nothing', () => {
  const sealed = seal(key, utf8('hunter2'), utf8('aad'), iv);
  assert.equal(open(importKey(new Uint8Array(32)), sealed, utf8('aad')), undefined);
  assert.equal(open(key, sealed, utf8('other')), undefined);
  for (let cut = 0; cut < sealed.length; cut++) {
    assert.equal(open(key, sealed.subarray(0, cut), utf8('aad')), undefined);
  }
});

test('the published vector of AES-256-GCM comes out to the bit', () => {
  // NIST's GCM specification, test case 16.
  const from = (text: string) => new Uint8Array(Buffer.from(text, 'hex'));
  const sealed = seal(
    importKey(from('feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308')),
    from(
      'd9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39',
    ),
    from('feedfacedeadbeeffeedfacedeadbeefabaddad2'),
    from('cafebabefacedbaddecaf888'),
  );
  const body =
    '522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662';
  assert.equal(
    Buffer.from(sealed).toString('hex'),
    `cafebabefacedbaddecaf888${body}76fc6ece0f4e1768cddf8853bb2d551b`,
  );
});
