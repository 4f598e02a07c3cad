import assert from 'node:assert/strict';
import { argon2Sync } from 'node:crypto';
import { test } from 'node:test';
import { hex } from '../base/bytes.ts';
import { hashPassword, isAmong } from './password.ts';

const cheap = { memory: 32, passes: 3, parallelism: 4 };

test('hashes are those of RFC 9106, section 5.3', () => {
  const filled = (length: number, byte: number) => new Uint8Array(length).fill(byte);
  const tag = argon2Sync('argon2id', {
    message: filled(32, 1),
    nonce: filled(16, 2),
    secret: filled(8, 3),
    associatedData: filled(12, 4),
    tagLength: 32,
    ...cheap,
  });
  assert.equal(hex(tag), '0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659');
});

test('the same password under the same salt is the same hash, and under another it is not', async () => {
  const salt = new Uint8Array(16).fill(7);
  const [one, two, other] = await Promise.all([
    hashPassword('correct horse', salt, cheap),
    hashPassword('correct horse', salt, cheap),
    hashPassword('correct horse', new Uint8Array(16).fill(8), cheap),
  ]);
  assert.ok(isAmong(one, [other, two]));
  assert.ok(!isAmong(one, [other]));
  assert.equal(one.length, 32);
});
