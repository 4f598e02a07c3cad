import assert from 'node:assert/strict';
import { createHash, hash } from 'node:crypto';
import { test } from 'node:test';
import { agree } from '../../src/crypto/ecdh.ts';
import { signEcdsaDigest, verifyEcdsaDigest } from '../../src/crypto/ecdsa-digest.ts';
import { signEcdsa, verifyEcdsa } from '../../src/crypto/ecdsa.ts';
import { signEd25519Digest, verifyEd25519Digest } from '../../src/crypto/ed25519-digest.ts';
import { signEd25519, verifyEd25519 } from '../../src/crypto/ed25519.ts';
import { importPrivateKey, importPublicKey, parsePair } from '../../src/crypto/key-pair.ts';
import { importMacKey, macOf } from '../../src/crypto/mac.ts';
import { signMlDsaMu, verifyMlDsaMu } from '../../src/crypto/ml-dsa-mu.ts';
import { signMlDsa, verifyMlDsa } from '../../src/crypto/ml-dsa.ts';
import {
  decryptOaep,
  encryptOaep,
  signRsaDigest,
  verifyRsa,
  verifyRsaDigest,
} from '../../src/crypto/rsa.ts';
import {
  bytes,
  der,
  ecPrivateKey,
  ecPublicKey,
  read,
  rsaPrivateKey,
  rsaPublicKey,
} from './kms-keys.ts';

const digestOf = (name: string, message: Uint8Array) => hash(name, message, 'buffer');
const passes = (result: string): boolean => result.startsWith('P');

test('RSA judges the signatures of NIST as NIST does, and makes the same ones', () => {
  for (const vector of read('rsa-signatures')) {
    const { scheme, hash: name, result, d } = vector;
    const signing = { scheme, hash: name };
    const [message, signature] = [bytes(vector['message']), bytes(vector['signature'])];
    const digest = digestOf(name, message);
    if (scheme === 'pkcs1') {
      const key = rsaPublicKey(vector);
      assert.equal(verifyRsaDigest(key, signing, digest, signature), passes(result), result);
      assert.equal(verifyRsa(key, signing, message, signature), passes(result), result);
    }
    if (d === undefined) continue;
    const made = signRsaDigest(rsaPrivateKey(vector), signing, digest, bytes(vector['salt']));
    assert.deepEqual(new Uint8Array(made), signature, `${scheme} ${vector['bits']} ${name}`);
  }
});

test('RSA opens what was encrypted with OAEP elsewhere, and nothing that was changed', () => {
  for (const vector of read('rsa-oaep')) {
    const key = rsaPrivateKey(vector);
    const ciphertext = bytes(vector['ciphertext']);
    const opened = decryptOaep(key, vector['hash'], ciphertext);
    assert.deepEqual(new Uint8Array(opened!), bytes(vector['message']));
    const again = encryptOaep(rsaPublicKey(vector), vector['hash'], opened!);
    assert.deepEqual(decryptOaep(key, vector['hash'], again), opened);
    const other = vector['hash'] === 'sha1' ? 'sha256' : 'sha1';
    assert.equal(decryptOaep(key, other, ciphertext), undefined);
    ciphertext[100]! ^= 1;
    assert.equal(decryptOaep(key, vector['hash'], ciphertext), undefined);
  }
});

test('ECDSA judges signatures as NIST does, over messages and over their digests', async () => {
  for (const { curve, hash: name, x, y, d, r, s, result, ...vector } of read('ecdsa')) {
    const message = bytes(vector['message']);
    const digest = digestOf(name, message);
    const signature = der(r, s);
    let key: ReturnType<typeof ecPublicKey>;
    try {
      key = ecPublicKey(curve, x, y);
    } catch {
      // The changed point does not even lie on the curve.
      assert.match(result, /Q changed/);
      continue;
    }
    assert.equal(verifyEcdsaDigest(key, digest, signature), passes(result), result);
    assert.equal(await verifyEcdsa(key, name, message, signature), passes(result), result);
    if (d === undefined) continue;
    const secret = ecPrivateKey(curve, x, y, d);
    assert.ok(await verifyEcdsa(key, name, message, signEcdsaDigest(secret, digest)));
    assert.ok(verifyEcdsaDigest(key, digest, await signEcdsa(secret, name, message)));
  }
});

test('ECDSA over a digest takes its nonces from key and digest, as RFC 6979 wants', () => {
  // A.2.5: P-256, SHA-256, "sample".
  const key = ecPrivateKey(
    'prime256v1',
    '60FED4BA255A9D31C961EB74C6356D68C049B8923B61FA6CE669622E60F29FB6',
    '7903FE1008B8BC99A41AE9E95628BC64F2F1B20C2D7E9F5177A3C294D4462299',
    'C9AFA9D845BA75166B5C215767B1D6934E50C3DB36E89B127B8A622B120F6721',
  );
  const made = signEcdsaDigest(key, digestOf('sha256', Buffer.from('sample')));
  const expected = der(
    'EFD48B2AACB6A8FD1140DD9CD45E81D69D2C877B56AAF991C34D0EA84EAF3716',
    'F7CB1C942D657C41D436C7A1B6E29F65F3E900DBB9AFF4064DC4AB2F843ACDA8',
  );
  assert.deepEqual(Buffer.from(made), Buffer.from(expected));
});

test('ECDH agrees on the secrets of NIST, and on none with a point beside the curve', async () => {
  for (const { curve, d, own, their, secret, result } of read('ecdh')) {
    if (/^F \([12] /.test(result)) {
      assert.throws(() => ecPublicKey(curve, their[0], their[1]), result);
      continue;
    }
    // What is wrong with the others' own keys is no question of ours.
    if (/^F \([567] /.test(result)) continue;
    const made = await agree(
      ecPrivateKey(curve, own[0], own[1], d),
      ecPublicKey(curve, their[0], their[1]),
    );
    assert.equal(Buffer.compare(made, bytes(secret)) === 0, passes(result), result);
  }
});

test('HMAC gives the codes of RFC 4231', () => {
  for (const { hash: name, key, message, mac } of read('hmac')) {
    const made = macOf(importMacKey(bytes(key)), name, bytes(message));
    // One of them is cut short by the RFC.
    assert.deepEqual(new Uint8Array(made.subarray(0, mac.length / 2)), bytes(mac));
  }
});

const PKCS8_OF_SEED = bytes('302e020100300506032b657004220420');
const ed25519Pkcs8 = (seed: string) => Buffer.concat([PKCS8_OF_SEED, bytes(seed)]);
const ed25519Key = (seed: string) => importPrivateKey(ed25519Pkcs8(seed));
const ed25519PublicKey = (point: string) =>
  importPublicKey(Buffer.concat([bytes('302a300506032b6570032100'), bytes(point)]));

test('Ed25519 makes the signatures of its authors', () => {
  for (const { seed, public: point, message, signature } of read('ed25519')) {
    const made = signEd25519(ed25519Key(seed), bytes(message));
    assert.deepEqual(new Uint8Array(made), bytes(signature));
    assert.ok(verifyEd25519(ed25519PublicKey(point), bytes(message), made));
    made[0]! ^= 1;
    assert.ok(!verifyEd25519(ed25519PublicKey(point), bytes(message), made));
  }
});

test('Ed25519ph makes the signature of RFC 8032', async () => {
  const secret = ed25519Pkcs8('833fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42');
  const digest = digestOf('sha512', Buffer.from('abc'));
  const made = signEd25519Digest(importPrivateKey(secret), digest);
  assert.equal(
    Buffer.from(made).toString('hex'),
    '98a70222f0b8121aa9d30f813d683f809e462b469c7ff87639499bb94e6dae4131f85042463c2a355a2003d062adf5aaa10b8c61e636062aaad11c2a26083406',
  );
  const key = importPublicKey((await parsePair({ type: 'ed25519' }, secret))!.publicKey);
  assert.ok(verifyEd25519Digest(key, digest, made));
  assert.ok(!verifyEd25519Digest(key, digestOf('sha512', Buffer.from('abd')), made));
});

const SEED_OIDS = { 'ml-dsa-44': '11', 'ml-dsa-65': '12', 'ml-dsa-87': '13' } as const;
const mlDsaKey = (type: keyof typeof SEED_OIDS, seed: string) =>
  bytes(`3034020100300b06096086480165030403${SEED_OIDS[type]}04228020${seed}`);

/** The message representative of FIPS 204, algorithm 7, line 6, of a pure signature. */
function muOf(publicKey: Uint8Array, message: Uint8Array, context: Uint8Array): Uint8Array {
  const shake = (...parts: Uint8Array[]) => {
    const made = createHash('shake256', { outputLength: 64 });
    for (const part of parts) made.update(part);
    return made.digest();
  };
  return shake(shake(publicKey), Buffer.of(0, context.length), context, message);
}

test('ML-DSA makes keys and signatures of the known answers, by a mu from outside', async () => {
  for (const { type, seed, public: point, context, ...vector } of read('ml-dsa')) {
    const pair = (await parsePair({ type }, mlDsaKey(type, seed)))!;
    const [secret, key] = [importPrivateKey(pair.privateKey), importPublicKey(pair.publicKey)];
    const raw = pair.publicKey.subarray(-point.length / 2);
    assert.deepEqual(new Uint8Array(raw), bytes(point));
    const message = bytes(vector['message']);
    const mu = muOf(raw, message, bytes(context));
    const made = signMlDsaMu(secret, mu, new Uint8Array(32));
    assert.deepEqual(new Uint8Array(made), bytes(vector['signature']));
    assert.ok(verifyMlDsaMu(key, mu, made));
    assert.ok(!verifyMlDsaMu(key, muOf(raw, message, Buffer.of(1)), made));
    // OpenSSL agrees with it on what a message's mu is.
    const plain = muOf(raw, message, new Uint8Array(0));
    assert.ok(await verifyMlDsa(key, message, signMlDsaMu(secret, plain, new Uint8Array(32))));
    assert.ok(verifyMlDsaMu(key, plain, await signMlDsa(secret, message)));
  }
});
