import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseCiphertext, printHeader } from './ciphertext.ts';

const heading = {
  account: '000000000001',
  region: 'us-east-1',
  keyId: '1234abcd-12ab-34cd-56ef-1234567890ab',
  materialId: '0f'.repeat(32),
  salt: new Uint8Array(16).fill(7),
};
const blobOf = (header: Uint8Array, seal = new Uint8Array(28)) =>
  new Uint8Array(Buffer.concat([header, seal]));

test('a blob gives back what its header names', () => {
  const header = printHeader(heading);
  const { header: parsedHeader, seal, ...named } = parseCiphertext(blobOf(header))!;
  assert.deepEqual({ ...named, salt: new Uint8Array(named.salt) }, heading);
  assert.deepEqual(parsedHeader, header);
  assert.equal(seal.length, 28);
});

test('a blob of a multi-Region key names that one', () => {
  const keyId = `mrk-${'0123456789abcdef'.repeat(2)}`;
  assert.equal(parseCiphertext(blobOf(printHeader({ ...heading, keyId })))!.keyId, keyId);
});

test('the longest plaintext fits into what Decrypt takes', () => {
  const region = 'r'.repeat(32);
  assert.ok(printHeader({ ...heading, region }).length + 12 + 4096 + 16 <= 6144);
});

test('bytes that are no blob of ours are none, whatever they are', () => {
  const blob = blobOf(printHeader(heading));
  for (let cut = 0; cut < blob.length; cut++)
    assert.equal(parseCiphertext(blob.subarray(0, cut)), undefined);
  for (const [at, byte] of [
    [0, 2],
    [1, 2],
    [72, 0],
    [72, 255],
    [73, 0x2f],
    [2, 255],
  ] as const) {
    const other = blob.slice();
    other[at] = byte;
    assert.equal(parseCiphertext(other), undefined, `byte ${at}`);
  }
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      parseCiphertext(bytes);
    }),
  );
});
