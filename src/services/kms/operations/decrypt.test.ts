import assert from 'node:assert/strict';
import { test } from 'node:test';
import { house } from '../../../../test/house.ts';
import { utf8 } from '../../../base/bytes.ts';
import { CreateKey, Decrypt, Encrypt, GenerateDataKey } from '../../../generated/kms.ts';

test('what a data key is sealed in gives the data key back', async () => {
  const { ask, root } = await house();
  const { KeyMetadata: key } = await ask(root(), CreateKey, {});
  const made = await ask(root(), GenerateDataKey, { KeyId: key!.KeyId, KeySpec: 'AES_256' });
  const opened = await ask(root(), Decrypt, { CiphertextBlob: made.CiphertextBlob! });
  assert.deepEqual(opened, {
    KeyId: key!.Arn,
    Plaintext: made.Plaintext,
    EncryptionAlgorithm: 'SYMMETRIC_DEFAULT',
    KeyMaterialId: key!.CurrentKeyMaterialId,
  });
  assert.equal(made.Plaintext!.length, 32);
});

test('a ciphertext opens with its own context, word for word, and with no other', async () => {
  const { ask, root } = await house();
  const { KeyMetadata } = await ask(root(), CreateKey, {});
  const { CiphertextBlob } = await ask(root(), Encrypt, {
    KeyId: KeyMetadata!.KeyId,
    Plaintext: utf8('hunter2'),
    EncryptionContext: { a: '1', b: '2' },
  });
  const open = (EncryptionContext?: { [key: string]: string }) =>
    ask(root(), Decrypt, { CiphertextBlob: CiphertextBlob!, EncryptionContext });
  assert.deepEqual((await open({ b: '2', a: '1' })).Plaintext, utf8('hunter2'));
  for (const other of [undefined, {}, { a: '1' }, { a: '1', b: '3' }, { A: '1', b: '2' }]) {
    await assert.rejects(open(other), { code: 'InvalidCiphertextException', message: '' });
  }
});
