import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ACCOUNT, house, REGION, START } from '../../../../test/house.ts';
import {
  CreateKey,
  Decrypt,
  DescribeKey,
  Encrypt,
  GetKeyPolicy,
  ListResourceTags,
} from '../../../generated/kms.ts';

const USAGES = ['ENCRYPT_DECRYPT', 'SIGN_VERIFY', 'GENERATE_VERIFY_MAC', 'KEY_AGREEMENT'] as const;
const RSA_ENCRYPTION = { EncryptionAlgorithms: ['RSAES_OAEP_SHA_1', 'RSAES_OAEP_SHA_256'] };
const RSA_SIGNING = {
  SigningAlgorithms: [
    'RSASSA_PKCS1_V1_5_SHA_256',
    'RSASSA_PKCS1_V1_5_SHA_384',
    'RSASSA_PKCS1_V1_5_SHA_512',
    'RSASSA_PSS_SHA_256',
    'RSASSA_PSS_SHA_384',
    'RSASSA_PSS_SHA_512',
  ],
};

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

const KINDS = {
  RSA_2048: { SIGN_VERIFY: RSA_SIGNING, ENCRYPT_DECRYPT: RSA_ENCRYPTION },
  ECC_NIST_P256: {
    SIGN_VERIFY: { SigningAlgorithms: ['ECDSA_SHA_256'] },
    KEY_AGREEMENT: { KeyAgreementAlgorithms: ['ECDH'] },
  },
  ECC_NIST_P384: {
    SIGN_VERIFY: { SigningAlgorithms: ['ECDSA_SHA_384'] },
    KEY_AGREEMENT: { KeyAgreementAlgorithms: ['ECDH'] },
  },
  ECC_NIST_P521: {
    SIGN_VERIFY: { SigningAlgorithms: ['ECDSA_SHA_512'] },
    KEY_AGREEMENT: { KeyAgreementAlgorithms: ['ECDH'] },
  },
  ECC_SECG_P256K1: { SIGN_VERIFY: { SigningAlgorithms: ['ECDSA_SHA_256'] } },
  ECC_NIST_EDWARDS25519: {
    SIGN_VERIFY: { SigningAlgorithms: ['ED25519_SHA_512', 'ED25519_PH_SHA_512'] },
  },
  HMAC_224: { GENERATE_VERIFY_MAC: { MacAlgorithms: ['HMAC_SHA_224'] } },
  HMAC_256: { GENERATE_VERIFY_MAC: { MacAlgorithms: ['HMAC_SHA_256'] } },
  HMAC_384: { GENERATE_VERIFY_MAC: { MacAlgorithms: ['HMAC_SHA_384'] } },
  HMAC_512: { GENERATE_VERIFY_MAC: { MacAlgorithms: ['HMAC_SHA_512'] } },
  ML_DSA_44: { SIGN_VERIFY: { SigningAlgorithms: ['ML_DSA_SHAKE_256'] } },
  ML_DSA_65: { SIGN_VERIFY: { SigningAlgorithms: ['ML_DSA_SHAKE_256'] } },
  ML_DSA_87: { SIGN_VERIFY: { SigningAlgorithms: ['ML_DSA_SHAKE_256'] } },
} as const;

test('a key of each spec knows the algorithms of its usage, and takes no other usage', async () => {
  const h = await house();
  for (const [KeySpec, usages] of Object.entries(KINDS)) {
    for (const KeyUsage of USAGES) {
      const input = { KeySpec: KeySpec as keyof typeof KINDS, KeyUsage };
      const algorithms = (usages as { readonly [usage: string]: object })[KeyUsage];
      if (!algorithms) {
        await assert.rejects(h.ask(h.root(), CreateKey, input), {
          code: 'ValidationException',
          message: `KeyUsage ${KeyUsage} is not compatible with KeySpec ${KeySpec}`,
        });
        continue;
      }
      const { KeyMetadata } = await h.ask(h.root(), CreateKey, input);
      const { KeyId: _id, Arn: _arn, ...rest } = KeyMetadata!;
      assert.deepEqual(rest, {
        AWSAccountId: ACCOUNT,
        CreationDate: START,
        Enabled: true,
        Description: '',
        KeyUsage,
        KeyState: 'Enabled',
        Origin: 'AWS_KMS',
        KeyManager: 'CUSTOMER',
        CustomerMasterKeySpec: KeySpec,
        KeySpec,
        ...algorithms,
        MultiRegion: false,
      });
    }
  }
  await h.close();
});

test('a key that waits for its material is there, and of no use', async () => {
  const h = await house();
  for (const input of [
    {},
    { KeySpec: 'RSA_4096', KeyUsage: 'ENCRYPT_DECRYPT' },
    { KeySpec: 'ML_DSA_65', KeyUsage: 'SIGN_VERIFY' },
  ] as const) {
    const { KeyMetadata } = await h.ask(h.root(), CreateKey, { ...input, Origin: 'EXTERNAL' });
    const { KeyState, Enabled, Origin, CurrentKeyMaterialId } = KeyMetadata!;
    assert.deepEqual(
      [KeyState, Enabled, Origin, CurrentKeyMaterialId],
      ['PendingImport', false, 'EXTERNAL', undefined],
    );
  }
  const { KeyMetadata } = await h.ask(h.root(), CreateKey, { Origin: 'EXTERNAL' });
  await assert.rejects(
    h.ask(h.root(), Encrypt, { KeyId: KeyMetadata!.KeyId, Plaintext: new Uint8Array(1) }),
    { code: 'KMSInvalidStateException', message: `${KeyMetadata!.Arn} is pending import.` },
  );
  await h.close();
});

test('the id of a multi-Region key tells that it is one', async () => {
  const h = await house();
  const { KeyMetadata } = await h.ask(h.root(), CreateKey, { MultiRegion: true });
  assert.match(KeyMetadata!.KeyId, /^mrk-[0-9a-f]{32}$/);
  assert.equal(KeyMetadata!.MultiRegion, true);
  const asked = { KeyId: KeyMetadata!.KeyId, Plaintext: new Uint8Array(1) };
  const { CiphertextBlob } = await h.ask(h.root(), Encrypt, asked);
  const { KeyId } = await h.ask(h.root(), Decrypt, { CiphertextBlob: CiphertextBlob! });
  assert.equal(KeyId, KeyMetadata!.Arn);
  await h.close();
});

test('what cannot be made is refused', async () => {
  const h = await house();
  const refused: [object, object][] = [
    [
      { KeySpec: 'RSA_2048' },
      {
        code: 'ValidationException',
        message:
          'You must specify a KeyUsage value for all KMS keys except for symmetric encryption keys.',
      },
    ],
    [
      { KeySpec: 'SM2', KeyUsage: 'SIGN_VERIFY' },
      {
        code: 'UnsupportedOperationException',
        message: 'KeySpec SM2 is supported in China Regions only.',
      },
    ],
    [
      { Origin: 'AWS_CLOUDHSM', CustomKeyStoreId: 'cks-1' },
      { code: 'CustomKeyStoreNotFoundException' },
    ],
    [{ CustomKeyStoreId: 'cks-1' }, { code: 'ValidationException' }],
    [{ XksKeyId: 'x' }, { code: 'ValidationException' }],
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
