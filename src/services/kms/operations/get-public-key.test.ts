import assert from 'node:assert/strict';
import { createPublicKey } from 'node:crypto';
import { test } from 'node:test';
import { house } from '../../../../test/house.ts';
import { CreateKey, DisableKey, GetPublicKey } from '../../../generated/kms.ts';

test('the public half of a key is given away with what it is for', async () => {
  const h = await house();
  const kinds = [
    [{ KeySpec: 'RSA_4096', KeyUsage: 'ENCRYPT_DECRYPT' }, 'rsa'],
    [{ KeySpec: 'ECC_NIST_P521', KeyUsage: 'KEY_AGREEMENT' }, 'ec'],
    [{ KeySpec: 'ECC_NIST_EDWARDS25519', KeyUsage: 'SIGN_VERIFY' }, 'ed25519'],
    [{ KeySpec: 'ML_DSA_44', KeyUsage: 'SIGN_VERIFY' }, 'ml-dsa-44'],
  ] as const;
  for (const [input, type] of kinds) {
    const { KeyMetadata } = await h.ask(h.root(), CreateKey, input);
    const { PublicKey, ...rest } = await h.ask(h.root(), GetPublicKey, {
      KeyId: KeyMetadata!.KeyId,
    });
    const key = createPublicKey({ key: Buffer.from(PublicKey!), format: 'der', type: 'spki' });
    assert.equal(key.asymmetricKeyType, type);
    const { EncryptionAlgorithms, SigningAlgorithms, KeyAgreementAlgorithms } = KeyMetadata!;
    assert.deepEqual(rest, {
      KeyId: KeyMetadata!.Arn,
      ...input,
      CustomerMasterKeySpec: input.KeySpec,
      ...(EncryptionAlgorithms && { EncryptionAlgorithms }),
      ...(SigningAlgorithms && { SigningAlgorithms }),
      ...(KeyAgreementAlgorithms && { KeyAgreementAlgorithms }),
    });
  }
  await h.close();
});

test('keys without a public half have none to give, and others give none when they cannot be used', async () => {
  const h = await house();
  for (const input of [{}, { KeySpec: 'HMAC_256', KeyUsage: 'GENERATE_VERIFY_MAC' }] as const) {
    const { KeyMetadata } = await h.ask(h.root(), CreateKey, input);
    await assert.rejects(h.ask(h.root(), GetPublicKey, { KeyId: KeyMetadata!.KeyId }), {
      code: 'UnsupportedOperationException',
    });
  }
  const input = { KeySpec: 'ECC_NIST_P256', KeyUsage: 'SIGN_VERIFY' } as const;
  const { KeyMetadata } = await h.ask(h.root(), CreateKey, input);
  await h.ask(h.root(), DisableKey, { KeyId: KeyMetadata!.KeyId });
  await assert.rejects(h.ask(h.root(), GetPublicKey, { KeyId: KeyMetadata!.KeyId }), {
    code: 'DisabledException',
  });
  const waiting = await h.ask(h.root(), CreateKey, { ...input, Origin: 'EXTERNAL' });
  await assert.rejects(h.ask(h.root(), GetPublicKey, { KeyId: waiting.KeyMetadata!.KeyId }), {
    code: 'KMSInvalidStateException',
    message: `${waiting.KeyMetadata!.Arn} is pending import.`,
  });
  await h.close();
});
