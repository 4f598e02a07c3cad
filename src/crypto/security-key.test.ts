import assert from 'node:assert/strict';
import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { test } from 'node:test';
import { readSecurityKey } from './security-key.ts';

const pem = (key: KeyObject): string => key.export({ format: 'pem', type: 'spki' }).toString();

test('a public key tells the algorithm that a security key signs with', () => {
  const kinds = [
    ['ES256', generateKeyPairSync('ec', { namedCurve: 'P-256' })],
    ['ES384', generateKeyPairSync('ec', { namedCurve: 'P-384' })],
    ['RS256', generateKeyPairSync('rsa', { modulusLength: 2048 })],
    ['EdDSA', generateKeyPairSync('ed25519')],
  ] as const;
  for (const [algorithm, { publicKey }] of kinds) {
    const found = readSecurityKey(pem(publicKey));
    assert.equal(found?.algorithm, algorithm);
    const der = publicKey.export({ format: 'der', type: 'spki' });
    assert.equal(found.publicKey, der.toString('base64'));
  }
});

test('other kinds, weak keys, private keys and broken text are no security key', () => {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const refused = [
    pem(generateKeyPairSync('x25519').publicKey),
    pem(generateKeyPairSync('ec', { namedCurve: 'secp256k1' }).publicKey),
    pem(generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey),
    privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
    pem(publicKey).replace('M', '!'),
    '',
  ];
  for (const text of refused) assert.equal(readSecurityKey(text), undefined, text);
});
