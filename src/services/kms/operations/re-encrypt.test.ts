import assert from 'node:assert/strict';
import { test } from 'node:test';
import { house } from '../../../../test/house.ts';
import { utf8 } from '../../../base/bytes.ts';
import { CreateKey, Decrypt, Encrypt, ReEncrypt } from '../../../generated/kms.ts';

async function withKeys() {
  const h = await house();
  const [a, b] = [await h.ask(h.root(), CreateKey, {}), await h.ask(h.root(), CreateKey, {})].map(
    ({ KeyMetadata }) => KeyMetadata!,
  );
  const { CiphertextBlob } = await h.ask(h.root(), Encrypt, {
    KeyId: a!.KeyId,
    Plaintext: utf8('hunter2'),
    EncryptionContext: { old: '1' },
  });
  const move = {
    CiphertextBlob: CiphertextBlob!,
    SourceEncryptionContext: { old: '1' },
    DestinationKeyId: b!.KeyId,
  };
  return { ...h, a: a!, b: b!, move };
}

test('a ciphertext moves to another key and another context', async () => {
  const { ask, root, a, b, move } = await withKeys();
  const moved = await ask(root(), ReEncrypt, {
    ...move,
    DestinationEncryptionContext: { new: '2' },
  });
  const { CiphertextBlob, ...told } = moved;
  assert.deepEqual(told, {
    SourceKeyId: a.Arn,
    KeyId: b.Arn,
    SourceEncryptionAlgorithm: 'SYMMETRIC_DEFAULT',
    DestinationEncryptionAlgorithm: 'SYMMETRIC_DEFAULT',
    SourceKeyMaterialId: a.CurrentKeyMaterialId,
    DestinationKeyMaterialId: b.CurrentKeyMaterialId,
  });
  const opened = await ask(root(), Decrypt, {
    CiphertextBlob: CiphertextBlob!,
    EncryptionContext: { new: '2' },
  });
  assert.deepEqual([opened.KeyId, opened.Plaintext], [b.Arn, utf8('hunter2')]);
});

test('moving needs permission to leave the one and to enter the other', async () => {
  const h = await withKeys();
  for (const action of ['kms:ReEncryptFrom', 'kms:ReEncryptTo']) {
    const half = await h.user(action.slice(4), [action]);
    await assert.rejects(h.ask(half, ReEncrypt, h.move), { code: 'AccessDeniedException' });
  }
  await h.ask(await h.user('both', ['kms:ReEncrypt*']), ReEncrypt, h.move);
});

test('what Decrypt refuses, ReEncrypt refuses', async () => {
  const { ask, root, b, move } = await withKeys();
  const refused: [object, string][] = [
    [{ SourceEncryptionContext: {} }, 'InvalidCiphertextException'],
    [{ SourceKeyId: b.KeyId }, 'IncorrectKeyException'],
    [{ CiphertextBlob: undefined }, 'ValidationException'],
    [{ SourceEncryptionAlgorithm: 'RSAES_OAEP_SHA_256' }, 'InvalidKeyUsageException'],
    [{ DestinationEncryptionAlgorithm: 'RSAES_OAEP_SHA_256' }, 'InvalidKeyUsageException'],
    [{ DestinationKeyId: 'alias/none' }, 'NotFoundException'],
    [{ GrantTokens: ['x'] }, 'InvalidGrantTokenException'],
    [{ DryRun: true }, 'DryRunOperationException'],
    [{ DryRun: true, SourceEncryptionContext: {} }, 'InvalidCiphertextException'],
    [
      { DryRun: true, DryRunModifiers: ['IGNORE_CIPHERTEXT'], SourceEncryptionContext: {} },
      'DryRunOperationException',
    ],
  ];
  for (const [change, code] of refused) {
    await assert.rejects(
      ask(root(), ReEncrypt, { ...move, ...change }),
      { code },
      JSON.stringify(change),
    );
  }
});
