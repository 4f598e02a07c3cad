import assert from 'node:assert/strict';
import { test } from 'node:test';
import { house } from '../../../../test/house.ts';
import { CreateKey, DescribeKey, UpdateKeyDescription } from '../../../generated/kms.ts';

test('a key takes a new description', async () => {
  const { ask, root } = await house();
  const { KeyMetadata } = await ask(root(), CreateKey, { Description: 'old' });
  const KeyId = KeyMetadata!.KeyId;
  await ask(root(), UpdateKeyDescription, { KeyId, Description: 'new' });
  const described = await ask(root(), DescribeKey, { KeyId });
  assert.deepEqual(described.KeyMetadata, { ...KeyMetadata, Description: 'new' });
});
