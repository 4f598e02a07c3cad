import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ACCOUNT, house, OTHER_ACCOUNT, REGION } from '../../../../test/house.ts';
import { CreateAlias, CreateKey, DescribeKey, PutKeyPolicy } from '../../../generated/kms.ts';

const MISSING = '1234abcd-12ab-34cd-56ef-1234567890ab';

test('a key is found by id, ARN, alias and alias ARN', async () => {
  const h = await house();
  const { KeyMetadata } = await h.ask(h.root(), CreateKey, {});
  await h.ask(h.root(), CreateAlias, { AliasName: 'alias/a', TargetKeyId: KeyMetadata!.KeyId });
  for (const KeyId of [
    KeyMetadata!.KeyId,
    KeyMetadata!.Arn!,
    'alias/a',
    `arn:aws:kms:${REGION}:${ACCOUNT}:alias/a`,
  ]) {
    assert.deepEqual((await h.ask(h.root(), DescribeKey, { KeyId })).KeyMetadata, KeyMetadata);
  }
});

test('what is not there is named as AWS names it', async () => {
  const h = await house();
  const refused = {
    [MISSING]: `Key 'arn:aws:kms:${REGION}:${ACCOUNT}:key/${MISSING}' does not exist`,
    'alias/none': `Alias arn:aws:kms:${REGION}:${ACCOUNT}:alias/none is not found.`,
    invalid: "Invalid keyId 'invalid'",
    [`arn:aws:kms:us-west-2:${ACCOUNT}:key/${MISSING}`]: 'Invalid arn us-west-2',
  };
  for (const [KeyId, message] of Object.entries(refused)) {
    await assert.rejects(h.ask(h.root(), DescribeKey, { KeyId }), {
      code: 'NotFoundException',
      message,
    });
  }
});

test('a stranger cannot tell a missing key from a hidden one', async () => {
  const h = await house();
  const { KeyMetadata } = await h.ask(h.root(), CreateKey, {});
  const alice = await h.user('alice', []);
  for (const KeyId of [KeyMetadata!.KeyId, MISSING, 'alias/none']) {
    await assert.rejects(h.ask(alice, DescribeKey, { KeyId }), { code: 'AccessDeniedException' });
  }
});

test('another account comes by ARN, with both policies', async () => {
  const h = await house();
  const { KeyMetadata } = await h.ask(h.root(), CreateKey, {});
  const { KeyId, Arn } = KeyMetadata!;
  const theirs = await h.user('theirs', ['kms:DescribeKey'], OTHER_ACCOUNT);
  await assert.rejects(h.ask(theirs, DescribeKey, { KeyId: Arn! }), {
    code: 'AccessDeniedException',
  });
  const Policy = JSON.stringify({
    Statement: [
      { Effect: 'Allow', Principal: { AWS: ACCOUNT }, Action: 'kms:*', Resource: '*' },
      {
        Effect: 'Allow',
        Principal: { AWS: OTHER_ACCOUNT },
        Action: 'kms:DescribeKey',
        Resource: '*',
      },
    ],
  });
  await h.ask(h.root(), PutKeyPolicy, { KeyId, Policy });
  assert.equal((await h.ask(theirs, DescribeKey, { KeyId: Arn! })).KeyMetadata!.Arn, Arn);
  // A bare id is looked up at home, and there is none there.
  await assert.rejects(h.ask(theirs, DescribeKey, { KeyId }), {
    code: 'NotFoundException',
    message: `Key 'arn:aws:kms:${REGION}:${OTHER_ACCOUNT}:key/${KeyId}' does not exist`,
  });
});

test('a grant token that nobody gave out is refused', async () => {
  const h = await house();
  const { KeyMetadata } = await h.ask(h.root(), CreateKey, {});
  await assert.rejects(
    h.ask(h.root(), DescribeKey, { KeyId: KeyMetadata!.KeyId, GrantTokens: ['x'] }),
    {
      code: 'InvalidGrantTokenException',
    },
  );
  await h.ask(h.root(), DescribeKey, { KeyId: KeyMetadata!.KeyId, GrantTokens: [] });
});
