import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ACCOUNT, house, REGION, START } from '../../../../test/house.ts';
import { CreateKey, DescribeKey, GetKeyPolicy, ListResourceTags } from '../../../generated/kms.ts';

test('a key is described as AWS describes it', async () => {
  const h = await house();
  const { KeyMetadata } = await h.ask(h.root(), CreateKey, { Description: 'a key' });
  const { KeyId, CurrentKeyMaterialId, ...rest } = KeyMetadata!;
  assert.match(KeyId, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  assert.match(CurrentKeyMaterialId!, /^[0-9a-f]{64}$/);
  assert.deepEqual(rest, {
    AWSAccountId: ACCOUNT,
    Arn: `arn:aws:kms:${REGION}:${ACCOUNT}:key/${KeyId}`,
    CreationDate: START,
    Enabled: true,
    Description: 'a key',
    KeyUsage: 'ENCRYPT_DECRYPT',
    KeyState: 'Enabled',
    Origin: 'AWS_KMS',
    KeyManager: 'CUSTOMER',
    CustomerMasterKeySpec: 'SYMMETRIC_DEFAULT',
    KeySpec: 'SYMMETRIC_DEFAULT',
    EncryptionAlgorithms: ['SYMMETRIC_DEFAULT'],
    MultiRegion: false,
  });
  assert.deepEqual((await h.ask(h.root(), DescribeKey, { KeyId })).KeyMetadata, KeyMetadata);
});

test('without a policy IAM of the account decides', async () => {
  const h = await house();
  const { KeyMetadata } = await h.ask(h.root(), CreateKey, {});
  const { Policy, PolicyName } = await h.ask(h.root(), GetKeyPolicy, { KeyId: KeyMetadata!.KeyId });
  assert.equal(PolicyName, 'default');
  assert.equal(JSON.parse(Policy!).Statement[0].Principal.AWS, `arn:aws:iam::${ACCOUNT}:root`);
  const alice = await h.user('alice', ['kms:DescribeKey']);
  const bob = await h.user('bob', []);
  await h.ask(alice, DescribeKey, { KeyId: KeyMetadata!.KeyId });
  await assert.rejects(h.ask(bob, DescribeKey, { KeyId: KeyMetadata!.KeyId }), {
    code: 'AccessDeniedException',
  });
});

test('who makes a key must be able to change its policy, unless he waives the check', async () => {
  const h = await house();
  const alice = await h.user('alice', ['kms:CreateKey']);
  const policyFor = (AWS: string) =>
    JSON.stringify({
      Statement: [{ Effect: 'Allow', Principal: { AWS }, Action: 'kms:*', Resource: '*' }],
    });
  await h.ask(alice, CreateKey, { Policy: policyFor(alice.arn) });
  const attempt = h.ask(alice, CreateKey, { Policy: policyFor(ACCOUNT) });
  await assert.rejects(attempt, {
    code: 'MalformedPolicyDocumentException',
    message: 'The new key policy will not allow you to update the key policy in the future.',
  });
  await h.ask(alice, CreateKey, {
    Policy: policyFor(ACCOUNT),
    BypassPolicyLockoutSafetyCheck: true,
  });
});

test('tags come with the key where TagResource is allowed', async () => {
  const h = await house();
  const Tags = [
    { TagKey: 'b', TagValue: '1' },
    { TagKey: 'a', TagValue: '' },
  ];
  const { KeyMetadata } = await h.ask(h.root(), CreateKey, { Tags });
  const listed = await h.ask(h.root(), ListResourceTags, { KeyId: KeyMetadata!.KeyId });
  assert.deepEqual(listed, { Tags, Truncated: false });
  const alice = await h.user('alice', ['kms:CreateKey']);
  await assert.rejects(h.ask(alice, CreateKey, { Tags }), { code: 'AccessDeniedException' });
});

test('what is not served is refused by its name', async () => {
  const h = await house();
  const refused: [object, object][] = [
    [
      { KeySpec: 'RSA_2048' },
      {
        code: 'UnsupportedOperationException',
        message: 'Lockstead does not serve KeySpec RSA_2048 yet.',
      },
    ],
    [
      { CustomerMasterKeySpec: 'ECC_NIST_P256', KeyUsage: 'SIGN_VERIFY' },
      {
        code: 'UnsupportedOperationException',
        message: 'Lockstead does not serve KeySpec ECC_NIST_P256 yet.',
      },
    ],
    [{ KeySpec: 'SM2' }, { code: 'UnsupportedOperationException' }],
    [
      { Origin: 'EXTERNAL' },
      {
        code: 'UnsupportedOperationException',
        message: 'Lockstead does not serve Origin EXTERNAL yet.',
      },
    ],
    [
      { Origin: 'AWS_CLOUDHSM', CustomKeyStoreId: 'cks-1' },
      { code: 'UnsupportedOperationException' },
    ],
    [{ CustomKeyStoreId: 'cks-1' }, { code: 'UnsupportedOperationException' }],
    [{ XksKeyId: 'x' }, { code: 'UnsupportedOperationException' }],
    [
      { MultiRegion: true },
      {
        code: 'UnsupportedOperationException',
        message: 'Lockstead does not serve MultiRegion yet.',
      },
    ],
    [
      { KeyUsage: 'SIGN_VERIFY' },
      {
        code: 'ValidationException',
        message: 'KeyUsage SIGN_VERIFY is not compatible with KeySpec SYMMETRIC_DEFAULT',
      },
    ],
    [
      { KeySpec: 'SYMMETRIC_DEFAULT', CustomerMasterKeySpec: 'SYMMETRIC_DEFAULT' },
      { code: 'ValidationException' },
    ],
    [
      {
        Tags: [
          { TagKey: 'a', TagValue: '' },
          { TagKey: 'a', TagValue: '' },
        ],
      },
      { code: 'TagException' },
    ],
    [{ Tags: [{ TagKey: 'aws:a', TagValue: '' }] }, { code: 'TagException' }],
    [
      { Tags: Array.from({ length: 51 }, (_, n) => ({ TagKey: `${n}`, TagValue: '' })) },
      { code: 'TagException' },
    ],
  ];
  for (const [input, error] of refused) {
    await assert.rejects(h.ask(h.root(), CreateKey, input), error, JSON.stringify(input));
  }
});

test('the trail names the key that was made, and holds no secret', async () => {
  const h = await house();
  const { KeyMetadata } = await h.ask(h.root(), CreateKey, {});
  const event = (await h.events()).at(-1);
  assert.deepEqual(event.resources, [
    { accountId: ACCOUNT, type: 'AWS::KMS::Key', ARN: KeyMetadata!.Arn },
  ]);
  assert.equal(event.readOnly, false);
});
