import assert from 'node:assert/strict';
import {
  constants,
  generateKeyPairSync,
  hash,
  type KeyObject,
  privateEncrypt,
  publicDecrypt,
  sign,
  verify,
} from 'node:crypto';
import { test } from 'node:test';
import { randomBelow, seededRandom } from '../base/random.ts';
import { type RsaScheme, signRsaDigest, verifyRsaDigest } from './rsa.ts';

const random = seededRandom('rsa');
const message = Buffer.from('message');
const HASHES = ['sha256', 'sha384', 'sha512'] as const;
const PADDING = {
  pss: {
    padding: constants.RSA_PKCS1_PSS_PADDING,
    saltLength: constants.RSA_PSS_SALTLEN_DIGEST,
  },
  pkcs1: { padding: constants.RSA_PKCS1_PADDING },
};

test('a signature over a digest is one over its message, for keys whose top byte is full or not', () => {
  for (const bits of [2048, 2049, 2047]) {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: bits });
    for (const name of HASHES) {
      for (const scheme of ['pss', 'pkcs1'] as const) {
        const digest = hash(name, message, 'buffer');
        const signing = { scheme, hash: name };
        const made = signRsaDigest(privateKey, signing, digest, random.bytes(digest.length));
        const said = `${bits} ${name} ${scheme}`;
        assert.ok(verify(name, message, { key: publicKey, ...PADDING[scheme] }, made), said);
        const theirs = sign(name, message, { key: privateKey, ...PADDING[scheme] });
        assert.ok(verifyRsaDigest(publicKey, signing, digest, theirs), said);
        assert.ok(!verifyRsaDigest(publicKey, signing, hash(name, 'x', 'buffer'), theirs), said);
      }
    }
  }
});

test('what OpenSSL says of a padding that is not quite right, a digest is told too', () => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const digest = hash('sha256', message, 'buffer');
  const judge = (scheme: RsaScheme, encoded: Buffer): readonly [ours: boolean, theirs: boolean] => {
    const key = { key: privateKey, padding: constants.RSA_NO_PADDING };
    const signature = privateEncrypt(key, encoded);
    const signing = { scheme, hash: 'sha256' } as const;
    return [
      verifyRsaDigest(publicKey, signing, digest, signature),
      verify('sha256', message, { key: publicKey, ...PADDING[scheme] }, signature),
    ];
  };
  for (const scheme of ['pss', 'pkcs1'] as const) {
    const signature = sign('sha256', message, { key: privateKey, ...PADDING[scheme] });
    const encoded = open(publicKey, signature);
    assert.deepEqual(judge(scheme, encoded), [true, true]);
    for (let tried = 0; tried < 60; tried++) {
      const changed = Buffer.from(encoded);
      // The first bit stays: a number above the modulus cannot be signed.
      changed[tried === 0 ? 255 : randomBelow(random, 256)]! ^= 1 << randomBelow(random, 6);
      assert.deepEqual(judge(scheme, changed), [false, false], changed.toString('hex'));
    }
  }
});

test('salts of another length than the digest are refused, as AWS refuses them', () => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const digest = hash('sha256', message, 'buffer');
  for (const saltLength of [0, 20, 31, 33, 64]) {
    const key = { key: privateKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength };
    const signature = sign('sha256', message, key);
    assert.ok(!verifyRsaDigest(publicKey, { scheme: 'pss', hash: 'sha256' }, digest, signature));
  }
});

test('bytes that are no signature are none', () => {
  const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const digest = hash('sha256', message, 'buffer');
  for (const bytes of [0, 1, 255, 256, 257]) {
    for (const scheme of ['pss', 'pkcs1'] as const) {
      const signature = Buffer.alloc(bytes, 0xff);
      assert.ok(!verifyRsaDigest(publicKey, { scheme, hash: 'sha256' }, digest, signature));
    }
  }
});

const open = (key: KeyObject, signature: Uint8Array): Buffer =>
  publicDecrypt({ key, padding: constants.RSA_NO_PADDING }, signature);
