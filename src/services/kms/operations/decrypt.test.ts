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

test('a ciphertext finds its key, and a key that is named must be it', async () => {
  const { ask, root } = await house();
  const [a, b] = [await ask(root(), CreateKey, {}), await ask(root(), CreateKey, {})];
  const { CiphertextBlob } = await ask(root(), Encrypt, {
    KeyId: a.KeyMetadata!.KeyId,
    Plaintext: utf8('x'),
  });
  const open = (more: object) => ask(root(), Decrypt, { CiphertextBlob: CiphertextBlob!, ...more });
  await open({ KeyId: a.KeyMetadata!.KeyId });
  const refused: [object, object][] = [
    [
      { KeyId: b.KeyMetadata!.KeyId },
      {
        code: 'IncorrectKeyException',
        message:
          'The key ID in the request does not identify a CMK that can perform this operation.',
      },
    ],
    [
      { CiphertextBlob: utf8('no blob of ours') },
      { code: 'InvalidCiphertextException', message: '' },
    ],
    [
      { CiphertextBlob: utf8('no blob of ours'), KeyId: a.KeyMetadata!.KeyId },
      { code: 'InvalidCiphertextException' },
    ],
    [
      { CiphertextBlob: undefined },
      {
        code: 'ValidationException',
        message:
          "1 validation error detected: Value null at 'ciphertextBlob' failed to satisfy constraint: Member must not be null",
      },
    ],
    [
      { EncryptionAlgorithm: 'RSAES_OAEP_SHA_256' },
      {
        code: 'InvalidKeyUsageException',
        message: 'Algorithm RSAES_OAEP_SHA_256 is incompatible with key spec SYMMETRIC_DEFAULT.',
      },
    ],
    [{ GrantTokens: ['x'] }, { code: 'InvalidGrantTokenException' }],
    [
      { DryRun: true },
      {
        code: 'DryRunOperationException',
        message: 'The request would have succeeded, but the DryRun option is set.',
      },
    ],
    [{ DryRun: true, EncryptionContext: { a: 'b' } }, { code: 'InvalidCiphertextException' }],
    [
      { DryRun: true, DryRunModifiers: ['IGNORE_CIPHERTEXT'], EncryptionContext: { a: 'b' } },
      { code: 'DryRunOperationException' },
    ],
    [
      {
        DryRun: true,
        DryRunModifiers: ['IGNORE_CIPHERTEXT'],
        CiphertextBlob: undefined,
        KeyId: a.KeyMetadata!.KeyId,
      },
      { code: 'DryRunOperationException' },
    ],
    [
      { DryRun: true, DryRunModifiers: ['IGNORE_CIPHERTEXT'], CiphertextBlob: undefined },
      { code: 'ValidationException' },
    ],
  ];
  for (const [more, error] of refused) {
    await assert.rejects(open(more), error, JSON.stringify(more));
  }
});

test('a key is used in its own Region alone', async () => {
  const { ask, root } = await house();
  const { KeyMetadata } = await ask(root(), CreateKey, {});
  const { CiphertextBlob } = await ask(root(), Encrypt, {
    KeyId: KeyMetadata!.KeyId,
    Plaintext: utf8('x'),
  });
  await assert.rejects(ask(root(), Decrypt, { CiphertextBlob: CiphertextBlob! }, 'eu-west-1'), {
    code: 'AccessDeniedException',
    message: /does not exist in this Region/,
  });
});

test('without kms:Decrypt a ciphertext stays shut, and the refusal is on the trail', async () => {
  const h = await house();
  const { KeyMetadata } = await h.ask(h.root(), CreateKey, {});
  const { CiphertextBlob } = await h.ask(h.root(), Encrypt, {
    KeyId: KeyMetadata!.KeyId,
    Plaintext: utf8('x'),
  });
  const alice = await h.user('alice', ['kms:Encrypt']);
  await assert.rejects(h.ask(alice, Decrypt, { CiphertextBlob: CiphertextBlob! }), {
    code: 'AccessDeniedException',
  });
  const event = (await h.events()).at(-1);
  assert.deepEqual([event.eventName, event.errorCode], ['Decrypt', 'AccessDeniedException']);
  assert.equal(event.resources[0].ARN, KeyMetadata!.Arn);
});
