import assert from 'node:assert/strict';
import { createPrivateKey, createPublicKey } from 'node:crypto';
import { test } from 'node:test';
import { house } from '../../../../test/house.ts';
import {
  CreateKey,
  Decrypt,
  GenerateDataKeyPair,
  GenerateDataKeyPairWithoutPlaintext,
} from '../../../generated/kms.ts';

const KeyPairSpec = 'ECC_NIST_P256';
const EncryptionContext = { purpose: 'test' };

async function open() {
  const h = await house();
  const { KeyMetadata } = await h.ask(h.root(), CreateKey, {});
  return { ...h, key: KeyMetadata! };
}

test('a data key pair belongs together, and its private half opens with its context', async () => {
  const { ask, root, key, close } = await open();
  const kinds = {
    RSA_2048: 'rsa',
    RSA_4096: 'rsa',
    ECC_NIST_P384: 'ec',
    ECC_SECG_P256K1: 'ec',
    ECC_NIST_EDWARDS25519: 'ed25519',
  } as const;
  for (const [spec, type] of Object.entries(kinds)) {
    const KeyPairSpec = spec as keyof typeof kinds;
    const asked = { KeyId: key.KeyId, KeyPairSpec, EncryptionContext };
    const pair = await ask(root(), GenerateDataKeyPair, asked);
    assert.deepEqual(
      [pair.KeyId, pair.KeyPairSpec, pair.KeyMaterialId],
      [key.Arn, KeyPairSpec, key.CurrentKeyMaterialId],
    );
    const der = Buffer.from(pair.PrivateKeyPlaintext!);
    const secret = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
    assert.equal(secret.asymmetricKeyType, type);
    assert.deepEqual(
      createPublicKey(secret).export({ format: 'der', type: 'spki' }),
      Buffer.from(pair.PublicKey!),
    );
    const CiphertextBlob = pair.PrivateKeyCiphertextBlob!;
    const opened = await ask(root(), Decrypt, { CiphertextBlob, EncryptionContext });
    assert.deepEqual(Buffer.from(opened.Plaintext!), der);
    await assert.rejects(ask(root(), Decrypt, { CiphertextBlob }), {
      code: 'InvalidCiphertextException',
    });
  }
  await close();
});

test('without plaintext the private half comes sealed alone', async () => {
  const { ask, root, key, close } = await open();
  const asked = { KeyId: key.KeyId, KeyPairSpec } as const;
  const hidden = await ask(root(), GenerateDataKeyPairWithoutPlaintext, asked);
  assert.ok(!('PrivateKeyPlaintext' in hidden));
  const CiphertextBlob = hidden.PrivateKeyCiphertextBlob!;
  const { Plaintext } = await ask(root(), Decrypt, { CiphertextBlob });
  const secret = createPrivateKey({ key: Buffer.from(Plaintext!), format: 'der', type: 'pkcs8' });
  assert.equal(secret.asymmetricKeyDetails!.namedCurve, 'prime256v1');
  await close();
});

test('pairs are sealed under symmetric keys alone, and are of no kind that is not here', async () => {
  const { ask, root, key, user, close } = await open();
  const rsa = { KeySpec: 'RSA_2048', KeyUsage: 'ENCRYPT_DECRYPT' } as const;
  const wrongSpec = (await ask(root(), CreateKey, rsa)).KeyMetadata!;
  const hmac = { KeySpec: 'HMAC_256', KeyUsage: 'GENERATE_VERIFY_MAC' } as const;
  const wrongUsage = (await ask(root(), CreateKey, hmac)).KeyMetadata!;
  const asked = { KeyId: key.KeyId, KeyPairSpec } as const;
  const refused: [object, object][] = [
    [
      { KeyId: wrongSpec.KeyId },
      {
        code: 'InvalidKeyUsageException',
        message: 'Algorithm SYMMETRIC_DEFAULT is incompatible with key spec RSA_2048.',
      },
    ],
    [
      { KeyId: wrongUsage.KeyId },
      {
        code: 'InvalidKeyUsageException',
        message: `${wrongUsage.Arn} key usage is GENERATE_VERIFY_MAC which is not valid for GenerateDataKeyPair.`,
      },
    ],
    [
      { KeyPairSpec: 'SM2' },
      {
        code: 'UnsupportedOperationException',
        message: 'KeySpec SM2 is supported in China Regions only.',
      },
    ],
    [{ DryRun: true }, { code: 'DryRunOperationException' }],
  ];
  for (const [change, error] of refused) {
    await assert.rejects(ask(root(), GenerateDataKeyPair, { ...asked, ...change }), error);
  }
  const alice = await user('alice', {
    Statement: [
      {
        Effect: 'Allow',
        Action: 'kms:GenerateDataKeyPair',
        Resource: '*',
        Condition: { StringEquals: { 'kms:DataKeyPairSpec': 'ECC_NIST_P384' } },
      },
    ],
  });
  await assert.rejects(ask(alice, GenerateDataKeyPair, asked), { code: 'AccessDeniedException' });
  await ask(alice, GenerateDataKeyPair, { ...asked, KeyPairSpec: 'ECC_NIST_P384' });
  await close();
});

test('the trail tells of a pair and not of its private half', async () => {
  const { ask, root, key, events, close } = await open();
  const asked = { KeyId: key.KeyId, KeyPairSpec } as const;
  const { PrivateKeyPlaintext } = await ask(root(), GenerateDataKeyPair, asked);
  const event = (await events()).at(-1);
  assert.deepEqual([event.eventName, event.readOnly], ['GenerateDataKeyPair', true]);
  assert.ok(!JSON.stringify(event).includes(Buffer.from(PrivateKeyPlaintext!).toString('base64')));
  await close();
});
