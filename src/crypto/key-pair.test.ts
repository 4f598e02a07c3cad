import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { test } from 'node:test';
import {
  generatePair,
  importPrivateKey,
  importPublicKey,
  isOfKind,
  type PairKind,
  parsePair,
  parsePublicKey,
} from './key-pair.ts';

const KINDS: readonly PairKind[] = [
  { type: 'rsa', bits: 2048 },
  { type: 'rsa', bits: 3072 },
  { type: 'ec', curve: 'prime256v1' },
  { type: 'ec', curve: 'secp384r1' },
  { type: 'ec', curve: 'secp521r1' },
  { type: 'ec', curve: 'secp256k1' },
  { type: 'ed25519' },
  { type: 'ml-dsa-44' },
  { type: 'ml-dsa-65' },
  { type: 'ml-dsa-87' },
];

test('a pair that was made is read again as the same bytes, and as no other kind', async () => {
  for (const kind of KINDS) {
    const pair = await generatePair(kind);
    assert.deepEqual(await parsePair(kind, pair.privateKey), pair);
    assert.ok(isOfKind(importPrivateKey(pair.privateKey), kind));
    assert.ok(isOfKind(importPublicKey(pair.publicKey), kind));
    for (const other of KINDS) {
      if (other !== kind) assert.equal(await parsePair(other, pair.privateKey), undefined);
    }
  }
});

test('ML-DSA keys are kept as their seed', async () => {
  const { privateKey } = await generatePair({ type: 'ml-dsa-87' });
  assert.equal(privateKey.length, 54);
});

test('halves that do not belong together are no pair', async () => {
  const kind = { type: 'ec', curve: 'prime256v1' } as const;
  const [one, other] = [1, 2].map(() =>
    generateKeyPairSync('ec', { namedCurve: kind.curve }).privateKey.export({ format: 'jwk' }),
  );
  const der = new Uint8Array(
    Buffer.concat([
      Buffer.from(
        '308187020100301306072a8648ce3d020106082a8648ce3d030107046d306b0201010420',
        'hex',
      ),
      Buffer.from(one!.d!, 'base64url'),
      Buffer.from('a14403420004', 'hex'),
      Buffer.from(other!.x!, 'base64url'),
      Buffer.from(other!.y!, 'base64url'),
    ]),
  );
  assert.equal(await parsePair(kind, der), undefined);
});

test('bytes that are no key are none', async () => {
  for (const bytes of [new Uint8Array(0), new Uint8Array(32), Buffer.from('-----BEGIN')]) {
    for (const kind of KINDS) assert.equal(await parsePair(kind, bytes), undefined);
    assert.equal(parsePublicKey(bytes), undefined);
  }
});
