import assert from 'node:assert/strict';
import { constants, createPublicKey, publicEncrypt } from 'node:crypto';
import { test } from 'node:test';
import { house } from '../../../../test/house.ts';
import {
  CreateKey,
  Decrypt,
  Encrypt,
  GenerateDataKey,
  GetPublicKey,
  ReEncrypt,
} from '../../../generated/kms.ts';

const ALGORITHMS = ['RSAES_OAEP_SHA_1', 'RSAES_OAEP_SHA_256'] as const;
const MAX = {
  RSA_2048: { RSAES_OAEP_SHA_1: 214, RSAES_OAEP_SHA_256: 190 },
  RSA_3072: { RSAES_OAEP_SHA_1: 342, RSAES_OAEP_SHA_256: 318 },
  RSA_4096: { RSAES_OAEP_SHA_1: 470, RSAES_OAEP_SHA_256: 446 },
} as const;

async function open() {
  const h = await house();
  const made = async (KeySpec: keyof typeof MAX = 'RSA_2048') => {
    const input = { KeySpec, KeyUsage: 'ENCRYPT_DECRYPT' } as const;
    return (await h.ask(h.root(), CreateKey, input)).KeyMetadata!.Arn!;
  };
  return { ...h, made };
}

test('RSA keys encrypt as much as their padding leaves room for, and open it', async () => {
  const { ask, root, made, close } = await open();
  for (const spec of Object.keys(MAX) as (keyof typeof MAX)[]) {
    const KeyId = await made(spec);
    for (const EncryptionAlgorithm of ALGORITHMS) {
      const max = MAX[spec][EncryptionAlgorithm];
      const asked = { KeyId, EncryptionAlgorithm };
      const Plaintext = new Uint8Array(max).fill(5);
      const { CiphertextBlob, ...rest } = await ask(root(), Encrypt, { ...asked, Plaintext });
      assert.deepEqual(rest, asked);
      const opened = await ask(root(), Decrypt, { ...asked, CiphertextBlob: CiphertextBlob! });
      assert.deepEqual(
        { ...opened, Plaintext: new Uint8Array(opened.Plaintext!) },
        { ...asked, Plaintext, KeyMaterialId: undefined },
      );
      const more = { ...asked, Plaintext: new Uint8Array(max + 1) };
      await assert.rejects(ask(root(), Encrypt, more), {
        code: 'ValidationException',
        message: `Algorithm ${EncryptionAlgorithm} and key spec ${spec} cannot encrypt data larger than ${max} bytes.`,
      });
    }
  }
  await close();
});

test('what was encrypted elsewhere with the public key opens here, and only by its algorithm', async () => {
  const { ask, root, made, close } = await open();
  const KeyId = await made();
  const { PublicKey } = await ask(root(), GetPublicKey, { KeyId });
  const key = createPublicKey({ key: Buffer.from(PublicKey!), format: 'der', type: 'spki' });
  const padding = constants.RSA_PKCS1_OAEP_PADDING;
  const CiphertextBlob = publicEncrypt({ key, padding, oaepHash: 'sha256' }, Buffer.from('x'));
  const asked = { KeyId, CiphertextBlob, EncryptionAlgorithm: 'RSAES_OAEP_SHA_256' } as const;
  const opened = await ask(root(), Decrypt, asked);
  assert.deepEqual(Buffer.from(opened.Plaintext!), Buffer.from('x'));
  const changed = Buffer.from(CiphertextBlob);
  changed[9]! ^= 1;
  const refused: [object, object][] = [
    [
      { EncryptionAlgorithm: 'RSAES_OAEP_SHA_1' },
      { code: 'InvalidCiphertextException', message: '' },
    ],
    [{ CiphertextBlob: changed }, { code: 'InvalidCiphertextException', message: '' }],
    [{ CiphertextBlob: changed.subarray(1) }, { code: 'InvalidCiphertextException', message: '' }],
    [{ KeyId: await made() }, { code: 'InvalidCiphertextException', message: '' }],
    [
      { EncryptionAlgorithm: undefined },
      {
        code: 'InvalidKeyUsageException',
        message: 'Algorithm SYMMETRIC_DEFAULT is incompatible with key spec RSA_2048.',
      },
    ],
    [{ KeyId: undefined }, { code: 'InvalidCiphertextException' }],
    [{ EncryptionContext: { a: 'b' } }, { code: 'ValidationException' }],
    [{ DryRun: true }, { code: 'DryRunOperationException' }],
  ];
  for (const [change, error] of refused) {
    await assert.rejects(ask(root(), Decrypt, { ...asked, ...change }), error);
  }
  await close();
});

test('keys that are not for encryption encrypt nothing', async () => {
  const { ask, root, close } = await open();
  for (const input of [
    { KeySpec: 'RSA_2048', KeyUsage: 'SIGN_VERIFY' },
    { KeySpec: 'HMAC_256', KeyUsage: 'GENERATE_VERIFY_MAC' },
    { KeySpec: 'ECC_NIST_P256', KeyUsage: 'KEY_AGREEMENT' },
  ] as const) {
    const { KeyMetadata } = await ask(root(), CreateKey, input);
    const KeyId = KeyMetadata!.KeyId;
    const refusal = (operation: string) => ({
      code: 'InvalidKeyUsageException',
      message: `${KeyMetadata!.Arn} key usage is ${input.KeyUsage} which is not valid for ${operation}.`,
    });
    const Plaintext = new Uint8Array(1);
    await assert.rejects(ask(root(), Encrypt, { KeyId, Plaintext }), refusal('Encrypt'));
    await assert.rejects(
      ask(root(), GenerateDataKey, { KeyId, KeySpec: 'AES_256' }),
      refusal('GenerateDataKey'),
    );
    await assert.rejects(
      ask(root(), Decrypt, { KeyId, CiphertextBlob: Plaintext }),
      refusal('Decrypt'),
    );
  }
  const { KeyMetadata } = await ask(root(), CreateKey, {});
  const asked = {
    KeyId: KeyMetadata!.KeyId,
    Plaintext: new Uint8Array(1),
    EncryptionAlgorithm: 'RSAES_OAEP_SHA_256',
  } as const;
  await assert.rejects(ask(root(), Encrypt, asked), {
    code: 'InvalidKeyUsageException',
    message: 'Algorithm RSAES_OAEP_SHA_256 is incompatible with key spec SYMMETRIC_DEFAULT.',
  });
  await close();
});

test('ciphertext moves between keys of both kinds', async () => {
  const { ask, root, made, close } = await open();
  const rsa = await made();
  const { KeyMetadata } = await ask(root(), CreateKey, {});
  const symmetric = KeyMetadata!.Arn!;
  const Plaintext = new Uint8Array(Buffer.from('moving'));
  const EncryptionAlgorithm = 'RSAES_OAEP_SHA_256';
  const sealed = await ask(root(), Encrypt, { KeyId: rsa, EncryptionAlgorithm, Plaintext });
  const over = await ask(root(), ReEncrypt, {
    CiphertextBlob: sealed.CiphertextBlob!,
    SourceKeyId: rsa,
    SourceEncryptionAlgorithm: EncryptionAlgorithm,
    DestinationKeyId: symmetric,
    DestinationEncryptionContext: { a: 'b' },
  });
  const { CiphertextBlob, ...told } = over;
  assert.deepEqual(told, {
    SourceKeyId: rsa,
    KeyId: symmetric,
    SourceEncryptionAlgorithm: EncryptionAlgorithm,
    DestinationEncryptionAlgorithm: 'SYMMETRIC_DEFAULT',
    SourceKeyMaterialId: undefined,
    DestinationKeyMaterialId: KeyMetadata!.CurrentKeyMaterialId,
  });
  const back = await ask(root(), ReEncrypt, {
    CiphertextBlob: CiphertextBlob!,
    SourceEncryptionContext: { a: 'b' },
    DestinationKeyId: rsa,
    DestinationEncryptionAlgorithm: 'RSAES_OAEP_SHA_1',
  });
  const opened = await ask(root(), Decrypt, {
    CiphertextBlob: back.CiphertextBlob!,
    KeyId: rsa,
    EncryptionAlgorithm: 'RSAES_OAEP_SHA_1',
  });
  assert.deepEqual(new Uint8Array(opened.Plaintext!), Plaintext);
  await close();
});
