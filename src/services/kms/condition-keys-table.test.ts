import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ACCOUNT, house, OTHER_ACCOUNT, REGION, type TestHouse } from '../../../test/house.ts';
import { utf8 } from '../../base/bytes.ts';
import { DAY } from '../../base/clock.ts';
import {
  CreateAlias,
  CreateGrant,
  CreateKey,
  DeriveSharedSecret,
  DescribeKey,
  EnableKeyRotation,
  Encrypt,
  GenerateDataKeyPair,
  GenerateMac,
  GetParametersForImport,
  GetPublicKey,
  ImportKeyMaterial,
  ListGrants,
  PutKeyPolicy,
  ReEncrypt,
  ReplicateKey,
  ScheduleKeyDeletion,
  Sign,
  UpdatePrimaryRegion,
} from '../../generated/kms.ts';
import { CreateSecret, GetSecretValue } from '../../generated/secretsmanager.ts';
import type { OperationModel } from '../../model/model.ts';
import type { Caller } from '../../operation/caller.ts';

const Plaintext = utf8('x');
const SERVICE = 'secretsmanager.amazonaws.com';
const SOURCE = `arn:aws:secretsmanager:${REGION}:${ACCOUNT}:secret:x-123456`;

/** A request, and values of a condition key in a policy of which the first lets it through and the second does not. */
interface Row {
  readonly key: string;
  readonly action: string;
  readonly pass: string | readonly string[];
  readonly fail: string | readonly string[];
  /** `StringEquals` unless told. */
  readonly operator?: string;
  /** What the request needs without conditions. */
  readonly besides?: string;
  readonly ask: (who: Caller) => Promise<unknown>;
}

async function rows(h: TestHouse): Promise<readonly Row[]> {
  const root = h.root();
  const make = async (input = {}) => (await h.ask(root, CreateKey, input)).KeyMetadata!.Arn!;
  const KeyId = await make();
  const other = await make();
  const signing = await make({ KeySpec: 'ECC_NIST_P256', KeyUsage: 'SIGN_VERIFY' });
  const mac = await make({ KeySpec: 'HMAC_256', KeyUsage: 'GENERATE_VERIFY_MAC' });
  const agreement = await make({ KeySpec: 'ECC_NIST_P256', KeyUsage: 'KEY_AGREEMENT' });
  const primary = await make({ MultiRegion: true });
  const external = await make({ Origin: 'EXTERNAL' });
  await h.ask(root, CreateAlias, { AliasName: 'alias/mine', TargetKeyId: KeyId });
  const { CiphertextBlob } = await h.ask(root, Encrypt, { KeyId, Plaintext });
  const { PublicKey } = await h.ask(root, GetPublicKey, { KeyId: agreement });
  await h.ask(root, CreateSecret, {
    Name: 'secret',
    SecretString: 'x',
    KmsKeyId: KeyId,
    ClientRequestToken: 'c0a8012e-5a5c-4c3e-9f5e-3a1d2b4c5d6e',
  });
  const Policy = JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { AWS: ACCOUNT }, Action: 'kms:*', Resource: '*' }],
  });

  const asks =
    <I>(model: OperationModel<I, any, any>, input: I) =>
    (who: Caller) =>
      h.ask(who, model, input);
  const describe = asks(DescribeKey, { KeyId });
  const seal = asks(Encrypt, { KeyId, Plaintext, EncryptionContext: { Tenant: 'a', Env: 'b' } });
  const grant = asks(CreateGrant, {
    KeyId,
    GranteePrincipal: `arn:aws:iam::${ACCOUNT}:root`,
    RetiringPrincipal: `arn:aws:iam::${OTHER_ACCOUNT}:root`,
    Operations: ['Encrypt', 'DescribeKey'],
    Constraints: { EncryptionContextSubset: { Tenant: 'a' } },
    DryRun: true,
  });
  const serviceGrant = asks(CreateGrant, {
    KeyId,
    GranteeServicePrincipal: SERVICE,
    RetiringServicePrincipal: SERVICE,
    Operations: ['Encrypt'],
    Constraints: { SourceArn: SOURCE },
    DryRun: true,
  });
  const onlyWith = (key: string, of: Omit<Row, 'key'>): Row => ({ key, ...of });
  const described = (key: string, pass: string, fail: string, ask = describe): Row =>
    onlyWith(key, { action: 'kms:DescribeKey', pass, fail, ask });
  const granting = (key: string, pass: Row['pass'], fail: Row['fail'], more: object = {}): Row =>
    onlyWith(key, { action: 'kms:CreateGrant', pass, fail, ask: grant, ...more });
  const imports = (more: object) =>
    asks(ImportKeyMaterial, {
      KeyId: external,
      ImportToken: utf8('x'),
      EncryptedKeyMaterial: utf8('x'),
      ...more,
    });
  const wrapping = asks(GetParametersForImport, {
    KeyId: external,
    WrappingAlgorithm: 'RSAES_OAEP_SHA_256',
    WrappingKeySpec: 'RSA_2048',
  });
  const sign = (MessageType?: 'DIGEST') =>
    asks(Sign, {
      KeyId: signing,
      Message: new Uint8Array(32),
      SigningAlgorithm: 'ECDSA_SHA_256',
      MessageType,
    });
  const validTo = h.clock.now() + DAY;
  const anyOf = { operator: 'ForAnyValue:StringEquals' };
  const describePrimary = asks(DescribeKey, { KeyId: primary });
  return [
    described('kms:CallerAccount', ACCOUNT, OTHER_ACCOUNT),
    described('kms:KeySpec', 'SYMMETRIC_DEFAULT', 'RSA_2048'),
    described(
      'kms:KeySpec',
      'ECC_NIST_P256',
      'SYMMETRIC_DEFAULT',
      asks(DescribeKey, { KeyId: signing }),
    ),
    described('kms:CustomerMasterKeySpec', 'SYMMETRIC_DEFAULT', 'RSA_2048'),
    described('kms:KeyUsage', 'ENCRYPT_DECRYPT', 'SIGN_VERIFY'),
    described('kms:CustomerMasterKeyUsage', 'ENCRYPT_DECRYPT', 'SIGN_VERIFY'),
    described('kms:KeyOrigin', 'AWS_KMS', 'EXTERNAL'),
    described('kms:KeyOrigin', 'EXTERNAL', 'AWS_KMS', asks(DescribeKey, { KeyId: external })),
    { ...described('kms:MultiRegion', 'false', 'true'), operator: 'Bool' },
    { ...described('kms:MultiRegion', 'true', 'false', describePrimary), operator: 'Bool' },
    described('kms:MultiRegionKeyType', 'PRIMARY', 'REPLICA', describePrimary),
    { ...described('kms:MultiRegionKeyType', 'true', 'false'), operator: 'Null' },
    described(
      'kms:RequestAlias',
      'alias/mine',
      'alias/x',
      asks(DescribeKey, { KeyId: 'alias/mine' }),
    ),
    { ...described('kms:ResourceAliases', 'alias/mine', 'alias/x'), ...anyOf },
    onlyWith('kms:ViaService', {
      action: 'kms:Decrypt',
      pass: `secretsmanager.${REGION}.amazonaws.com`,
      fail: `ec2.${REGION}.amazonaws.com`,
      ask: asks(GetSecretValue, { SecretId: 'secret' }),
    }),
    onlyWith('kms:EncryptionContext:tenant', {
      action: 'kms:Encrypt',
      pass: 'a',
      fail: 'b',
      ask: seal,
    }),
    onlyWith('kms:EncryptionContextKeys', {
      action: 'kms:Encrypt',
      operator: 'ForAllValues:StringEquals',
      pass: ['Tenant', 'Env'],
      fail: ['tenant', 'env'],
      ask: seal,
    }),
    onlyWith('kms:EncryptionAlgorithm', {
      action: 'kms:Encrypt',
      pass: 'SYMMETRIC_DEFAULT',
      fail: 'RSAES_OAEP_SHA_256',
      ask: seal,
    }),
    onlyWith('kms:ReEncryptOnSameKey', {
      action: 'kms:ReEncrypt*',
      operator: 'Bool',
      pass: 'false',
      fail: 'true',
      ask: asks(ReEncrypt, { CiphertextBlob: CiphertextBlob!, DestinationKeyId: other }),
    }),
    onlyWith('kms:DataKeyPairSpec', {
      action: 'kms:GenerateDataKeyPair',
      pass: 'ECC_NIST_P256',
      fail: 'RSA_2048',
      ask: asks(GenerateDataKeyPair, { KeyId, KeyPairSpec: 'ECC_NIST_P256' }),
    }),
    onlyWith('kms:SigningAlgorithm', {
      action: 'kms:Sign',
      pass: 'ECDSA_SHA_256',
      fail: 'ECDSA_SHA_384',
      ask: sign(),
    }),
    onlyWith('kms:MessageType', { action: 'kms:Sign', pass: 'RAW', fail: 'DIGEST', ask: sign() }),
    onlyWith('kms:MessageType', {
      action: 'kms:Sign',
      pass: 'DIGEST',
      fail: 'RAW',
      ask: sign('DIGEST'),
    }),
    onlyWith('kms:MacAlgorithm', {
      action: 'kms:GenerateMac',
      pass: 'HMAC_SHA_256',
      fail: 'HMAC_SHA_512',
      ask: asks(GenerateMac, { KeyId: mac, Message: Plaintext, MacAlgorithm: 'HMAC_SHA_256' }),
    }),
    onlyWith('kms:KeyAgreementAlgorithm', {
      action: 'kms:DeriveSharedSecret',
      pass: 'ECDH',
      fail: 'OTHER',
      ask: asks(DeriveSharedSecret, {
        KeyId: agreement,
        KeyAgreementAlgorithm: 'ECDH',
        PublicKey: PublicKey!,
      }),
    }),
    onlyWith('kms:RecipientAttestation:ImageSha384', {
      action: 'kms:Encrypt',
      operator: 'Null',
      pass: 'true',
      fail: 'false',
      ask: seal,
    }),
    onlyWith('kms:BypassPolicyLockoutSafetyCheck', {
      action: 'kms:PutKeyPolicy',
      operator: 'Bool',
      pass: 'true',
      fail: 'false',
      ask: asks(PutKeyPolicy, { KeyId: other, Policy, BypassPolicyLockoutSafetyCheck: true }),
    }),
    onlyWith('kms:BypassPolicyLockoutSafetyCheck', {
      action: 'kms:CreateKey',
      operator: 'Null',
      pass: 'true',
      fail: 'false',
      ask: asks(CreateKey, {}),
    }),
    onlyWith('kms:ScheduleKeyDeletionPendingWindowInDays', {
      action: 'kms:ScheduleKeyDeletion',
      operator: 'NumericGreaterThanEquals',
      pass: '14',
      fail: '15',
      ask: async (who) =>
        h.ask(who, ScheduleKeyDeletion, { KeyId: await make(), PendingWindowInDays: 14 }),
    }),
    onlyWith('kms:RotationPeriodInDays', {
      action: 'kms:EnableKeyRotation',
      operator: 'NumericLessThanEquals',
      pass: '180',
      fail: '90',
      ask: asks(EnableKeyRotation, { KeyId, RotationPeriodInDays: 180 }),
    }),
    onlyWith('kms:WrappingAlgorithm', {
      action: 'kms:GetParametersForImport',
      pass: 'RSAES_OAEP_SHA_256',
      fail: 'RSAES_OAEP_SHA_1',
      ask: wrapping,
    }),
    onlyWith('kms:WrappingKeySpec', {
      action: 'kms:GetParametersForImport',
      pass: 'RSA_2048',
      fail: 'RSA_4096',
      ask: wrapping,
    }),
    onlyWith('kms:ExpirationModel', {
      action: 'kms:ImportKeyMaterial',
      pass: 'KEY_MATERIAL_DOES_NOT_EXPIRE',
      fail: 'KEY_MATERIAL_EXPIRES',
      ask: imports({ ExpirationModel: 'KEY_MATERIAL_DOES_NOT_EXPIRE' }),
    }),
    onlyWith('kms:ValidTo', {
      action: 'kms:ImportKeyMaterial',
      operator: 'NumericLessThanEquals',
      pass: String(validTo / 1000),
      fail: String(validTo / 1000 - 1),
      ask: imports({ ValidTo: validTo }),
    }),
    onlyWith('kms:ReplicaRegion', {
      action: 'kms:ReplicateKey',
      pass: 'eu-west-1',
      fail: 'eu-north-1',
      besides: 'kms:CreateKey',
      ask: asks(ReplicateKey, { KeyId: primary, ReplicaRegion: 'eu-west-1' }),
    }),
    onlyWith('kms:PrimaryRegion', {
      action: 'kms:UpdatePrimaryRegion',
      pass: 'eu-west-1',
      fail: 'eu-north-1',
      ask: asks(UpdatePrimaryRegion, { KeyId: primary, PrimaryRegion: 'eu-west-1' }),
    }),
    granting('kms:GranteePrincipal', `arn:aws:iam::${ACCOUNT}:root`, ACCOUNT),
    granting('kms:RetiringPrincipal', `arn:aws:iam::${OTHER_ACCOUNT}:root`, OTHER_ACCOUNT),
    granting('kms:GrantOperations', ['Encrypt', 'DescribeKey'], ['Encrypt'], {
      operator: 'ForAllValues:StringEquals',
    }),
    granting('kms:GrantConstraintType', 'EncryptionContextSubset', 'EncryptionContextEquals'),
    granting('kms:GrantConstraintType', 'SourceArn', 'EncryptionContextEquals', {
      ask: serviceGrant,
    }),
    granting('kms:GrantConstraintSourceArn', SOURCE, `${SOURCE}7`, { ask: serviceGrant }),
    granting('kms:GranteeServicePrincipal', SERVICE, 'ec2.amazonaws.com', { ask: serviceGrant }),
    granting('kms:RetiringServicePrincipal', SERVICE, 'ec2.amazonaws.com', { ask: serviceGrant }),
    granting('kms:GrantIsForAWSResource', 'false', 'true', { operator: 'Bool' }),
    granting('kms:EncryptionContext:Tenant', 'a', 'b'),
    granting('kms:EncryptionContextKeys', 'Tenant', 'Env', anyOf),
    onlyWith('kms:GrantIsForAWSResource', {
      action: 'kms:ListGrants',
      operator: 'Bool',
      pass: 'false',
      fail: 'true',
      ask: asks(ListGrants, { KeyId }),
    }),
  ];
}

test('every condition key lets a request through by its value and holds it up by another', async () => {
  const h = await house();
  const table = await rows(h);
  let n = 0;
  for (const row of table) {
    const { key, action, operator = 'StringEquals', pass, fail, besides, ask } = row;
    for (const [value, passes] of [
      [pass, true],
      [fail, false],
    ] as const) {
      const who = await h.user(`u${n++}`, {
        Version: '2012-10-17',
        Statement: [
          { Effect: 'Allow', Action: besides ?? 'secretsmanager:*', Resource: '*' },
          {
            Effect: 'Allow',
            Action: action,
            Resource: '*',
            Condition: { [operator]: { [key]: value } },
          },
        ],
      });
      const code = await ask(who).then(
        () => 'answered',
        (error: { code?: string }) => error.code ?? String(error),
      );
      const told = `${action} with ${operator} ${key} ${value}: ${code}`;
      assert.equal(code !== 'AccessDeniedException', passes, told);
      assert.match(code, /^(answered|\w+Exception|\w+Failure)$/, told);
    }
  }
  await h.close();
});
