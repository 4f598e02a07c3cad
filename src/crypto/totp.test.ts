import assert from 'node:assert/strict';
import { test } from 'node:test';
import { utf8 } from '../base/bytes.ts';
import { base32, fromBase32, stepAt, stepOf, totp } from './totp.ts';

test('codes are those of RFC 6238, appendix B', () => {
  const seed = utf8('12345678901234567890');
  const vectors: readonly (readonly [seconds: number, code: string])[] = [
    [59, '287082'],
    [1111111109, '081804'],
    [1111111111, '050471'],
    [1234567890, '005924'],
    [2000000000, '279037'],
    [20000000000, '353130'],
  ];
  for (const [seconds, code] of vectors)
    assert.equal(totp(seed, stepAt(seconds * 1000)), code, String(seconds));
});

test('two codes that follow one another tell the step of the first', () => {
  const seed = utf8('12345678901234567890');
  const codes = [totp(seed, 1000), totp(seed, 1001)];
  assert.equal(stepOf(seed, codes, { from: 990, to: 1010 }), 1000);
  assert.equal(stepOf(seed, codes.toReversed(), { from: 990, to: 1010 }), undefined);
  assert.equal(stepOf(seed, codes, { from: 1001, to: 1010 }), undefined);
});

test('base32 is that of RFC 4648, without padding', () => {
  const vectors = { '': '', f: 'MY', fo: 'MZXQ', foo: 'MZXW6', foob: 'MZXW6YQ', fooba: 'MZXW6YTB' };
  for (const [plain, encoded] of Object.entries(vectors)) {
    assert.equal(base32(utf8(plain)), encoded);
    assert.deepEqual(fromBase32(encoded), utf8(plain));
  }
  assert.deepEqual(fromBase32('mzxw6yq='), utf8('foob'));
  for (const broken of ['M', 'MZX', 'MZXW6YT', 'MZ1Q', 'MZ Q', 'MR=Q', 'MZ'])
    assert.equal(fromBase32(broken), undefined, broken);
});
