import assert from 'node:assert/strict';
import { diffieHellman, generateKeyPairSync, createPublicKey } from 'node:crypto';
import { test } from 'node:test';
import { house } from '../../../../test/house.ts';
import { CreateKey, DeriveSharedSecret, GetPublicKey } from '../../../generated/kms.ts';

const CURVES = {
  ECC_NIST_P256: 'prime256v1',
  ECC_NIST_P384: 'secp384r1',
  ECC_NIST_P521: 'secp521r1',
} as const;
const SPKI = { format: 'der', type: 'spki' } as const;
const KeyAgreementAlgorithm = 'ECDH';

test('a key agrees with whoever has a key of its curve', async () => {
  const h = await house();
  for (const [KeySpec, namedCurve] of Object.entries(CURVES)) {
    const input = { KeySpec: KeySpec as keyof typeof CURVES, KeyUsage: 'KEY_AGREEMENT' } as const;
    const { KeyMetadata } = await h.ask(h.root(), CreateKey, input);
    const KeyId = KeyMetadata!.Arn!;
    const mine = generateKeyPairSync('ec', { namedCurve });
    const asked = { KeyId, KeyAgreementAlgorithm, PublicKey: mine.publicKey.export(SPKI) } as const;
    const { SharedSecret, ...rest } = await h.ask(h.root(), DeriveSharedSecret, asked);
    assert.deepEqual(rest, { KeyId, KeyAgreementAlgorithm, KeyOrigin: 'AWS_KMS' });
    const { PublicKey } = await h.ask(h.root(), GetPublicKey, { KeyId });
    const theirs = createPublicKey({ key: Buffer.from(PublicKey!), ...SPKI });
    const expected = diffieHellman({ privateKey: mine.privateKey, publicKey: theirs });
    assert.deepEqual(Buffer.from(SharedSecret!), expected);
  }
  await h.close();
});

test('nobody agrees with what is no key of the curve', async () => {
  const h = await house();
  const input = { KeySpec: 'ECC_NIST_P256', KeyUsage: 'KEY_AGREEMENT' } as const;
  const { KeyMetadata } = await h.ask(h.root(), CreateKey, input);
  const other = (namedCurve: string) =>
    generateKeyPairSync('ec', { namedCurve }).publicKey.export(SPKI);
  const beside = other('prime256v1');
  beside[beside.length - 1]! ^= 1;
  for (const PublicKey of [
    other('secp384r1'),
    other('secp256k1'),
    generateKeyPairSync('ed25519').publicKey.export(SPKI),
    Buffer.from('InvalidPublicKey'),
    beside,
  ]) {
    const asked = { KeyId: KeyMetadata!.KeyId, KeyAgreementAlgorithm, PublicKey } as const;
    await assert.rejects(h.ask(h.root(), DeriveSharedSecret, asked), {
      code: 'ValidationException',
      message: '',
    });
  }
  const PublicKey = other('prime256v1');
  const asked = { KeyId: KeyMetadata!.KeyId, KeyAgreementAlgorithm, PublicKey } as const;
  await assert.rejects(h.ask(h.root(), DeriveSharedSecret, { ...asked, DryRun: true }), {
    code: 'DryRunOperationException',
  });
  const Recipient = {
    KeyEncryptionAlgorithm: 'RSAES_OAEP_SHA_256',
    AttestationDocument: new Uint8Array(8),
  } as const;
  await assert.rejects(h.ask(h.root(), DeriveSharedSecret, { ...asked, Recipient }), {
    code: 'ValidationException',
  });
  await h.close();
});
