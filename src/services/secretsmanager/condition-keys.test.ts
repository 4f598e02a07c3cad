import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seededRandom } from '../../base/random.ts';
import { keyring } from '../../crypto/keyring.ts';
import { CreateKey } from '../../generated/kms.ts';
import {
  CreateSecret,
  DeleteSecret,
  DescribeSecret,
  GetSecretValue,
  ListSecretVersionIds,
  PutResourcePolicy,
  PutSecretValue,
  ReplicateSecretToRegions,
  TagResource,
  UntagResource,
  UpdateSecret,
  UpdateSecretVersionStage,
} from '../../generated/secretsmanager.ts';
import type { OperationModel } from '../../model/model.ts';
import type { ConditionKeys } from '../../operation/operation.ts';
import { ACCOUNT, REGION } from '../../../test/house.ts';
import { secretsHouse } from '../../../test/secrets-house.ts';
import { rotationKeys } from './rotation-keys.ts';
import { secretKeys, secretOf } from './secret.ts';
import { secretsManager } from './secretsmanager.ts';
import type { SecretRow } from './tables.ts';

/** AWS's service authorization reference: beside what all have, the keys of each action. */
const OF_ALL = [
  'aws:ResourceTag/${TagKey}',
  'secretsmanager:ResourceTag/tag-key',
  'secretsmanager:SecretId',
  'secretsmanager:SecretPrimaryRegion',
  'secretsmanager:resource/AllowRotationLambdaArn',
  'secretsmanager:resource/Type',
];
const REFERENCE: { readonly [operation: string]: readonly string[] } = {
  CreateSecret: [
    'aws:RequestTag/${TagKey}',
    'aws:ResourceTag/${TagKey}',
    'aws:TagKeys',
    'secretsmanager:AddReplicaRegions',
    'secretsmanager:Description',
    'secretsmanager:ForceOverwriteReplicaSecret',
    'secretsmanager:KmsKeyArn',
    'secretsmanager:KmsKeyId',
    'secretsmanager:Name',
    'secretsmanager:ResourceTag/tag-key',
    'secretsmanager:Type',
  ],
  DeleteResourcePolicy: OF_ALL,
  DeleteSecret: [
    ...OF_ALL,
    'secretsmanager:ForceDeleteWithoutRecovery',
    'secretsmanager:RecoveryWindowInDays',
  ],
  DescribeSecret: OF_ALL,
  GetResourcePolicy: OF_ALL,
  GetSecretValue: [...OF_ALL, 'secretsmanager:VersionId', 'secretsmanager:VersionStage'],
  ListSecretVersionIds: OF_ALL,
  PutResourcePolicy: [...OF_ALL, 'secretsmanager:BlockPublicPolicy'],
  PutSecretValue: OF_ALL,
  RemoveRegionsFromReplication: OF_ALL,
  ReplicateSecretToRegions: [
    ...OF_ALL,
    'secretsmanager:AddReplicaRegions',
    'secretsmanager:ForceOverwriteReplicaSecret',
  ],
  RestoreSecret: OF_ALL,
  CancelRotateSecret: OF_ALL,
  RotateSecret: [
    ...OF_ALL,
    'secretsmanager:ExternalSecretRotationRoleArn',
    'secretsmanager:ModifyRotationRules',
    'secretsmanager:RotateImmediately',
    'secretsmanager:RotationLambdaARN',
  ],
  StopReplicationToReplica: OF_ALL,
  // Ours: RotateSecret to what was there before.
  UndoSecretRotation: OF_ALL,
  TagResource: [...OF_ALL, 'aws:RequestTag/${TagKey}', 'aws:TagKeys'],
  UntagResource: [...OF_ALL, 'aws:TagKeys'],
  UpdateSecret: [
    ...OF_ALL,
    'secretsmanager:Description',
    'secretsmanager:KmsKeyArn',
    'secretsmanager:KmsKeyId',
    'secretsmanager:Type',
  ],
  UpdateSecretVersionStage: [...OF_ALL, 'secretsmanager:VersionStage'],
  ValidateResourcePolicy: OF_ALL,
  BatchGetSecretValue: [],
  GetRandomPassword: [],
  ListSecrets: [],
};

const ROTATOR = `arn:aws:lambda:${REGION}:${ACCOUNT}:function:rotator`;
const KEY = '1234abcd-12ab-34cd-56ef-1234567890ab';

/** Every member that a request can have. */
const FULL = {
  SecretId: 'x',
  Name: 'x',
  Description: 'd',
  KmsKeyId: KEY,
  Type: 'DatadogApiKey',
  Tags: [{ Key: 'team', Value: 'blue' }],
  TagKeys: ['team'],
  AddReplicaRegions: [{ Region: 'eu-west-1' }],
  ForceOverwriteReplicaSecret: true,
  ForceDeleteWithoutRecovery: true,
  RecoveryWindowInDays: 7,
  BlockPublicPolicy: true,
  ResourcePolicy: '{}',
  RotationLambdaARN: ROTATOR,
  ExternalSecretRotationRoleArn: `arn:aws:iam::${ACCOUNT}:role/rotates`,
  RotationRules: { AutomaticallyAfterDays: 1 },
  RotateImmediately: false,
  VersionId: 'v'.repeat(32),
  VersionStage: 'AWSCURRENT',
};

const SECRET = {
  ...secretOf({
    arn: `arn:aws:secretsmanager:${REGION}:${ACCOUNT}:secret:x-AbCdEf`,
    account: ACCOUNT,
    region: REGION,
    name: 'x',
    tags: '[["team","blue"]]',
    stages: '[]',
    secret_type: 'DatadogApiKey',
    primary_region: REGION,
    policy: null,
  } as SecretRow),
  rotationLambdaArn: ROTATOR,
};

/** A key as the reference writes it. */
const named = (key: string): string =>
  key
    .replace(/^(aws:RequestTag)\/.*/, '$1/${TagKey}')
    .replace(/^(secretsmanager:ResourceTag)\/.*/, '$1/tag-key');

const told = (keys: ConditionKeys): string[] =>
  Object.keys(keys)
    .filter((key) => keys[key] !== undefined)
    .map(named)
    .sort();

const ring = keyring(new Map([[1, new Uint8Array(32)]]), seededRandom('keys'));

test('every operation tells policies exactly what AWS does', () => {
  const { operations } = secretsManager({
    keyring: ring,
    regions: [REGION, 'eu-west-1'],
    rotationsAtOnce: 8,
  });
  for (const { model, access } of operations) {
    const { keys } = access[0]!.access;
    const asking = { caller: { account: ACCOUNT }, request: { region: REGION }, via: [] };
    const found = model.name === 'CreateSecret' ? undefined : SECRET;
    const said = told(keys?.(FULL, found, asking as never) ?? {});
    const expected = REFERENCE[model.name]?.filter((key) => !key.startsWith('aws:ResourceTag/'));
    assert.deepEqual(said, [...expected!].sort(), model.name);
  }
});

test('the keys of a rotation are told by what was sent', () => {
  const all = {
    RotationLambdaARN: ROTATOR,
    ExternalSecretRotationRoleArn: `arn:aws:iam::${ACCOUNT}:role/rotates`,
    RotationRules: { AutomaticallyAfterDays: 1 },
    RotateImmediately: false,
  };
  assert.deepEqual(rotationKeys(all), {
    'secretsmanager:RotationLambdaARN': ROTATOR,
    'secretsmanager:ExternalSecretRotationRoleArn': all.ExternalSecretRotationRoleArn,
    'secretsmanager:ModifyRotationRules': 'true',
    'secretsmanager:RotateImmediately': 'false',
  });
  assert.deepEqual(told(rotationKeys({})), ['secretsmanager:ModifyRotationRules']);
  assert.equal(secretKeys('x', SECRET)['secretsmanager:resource/AllowRotationLambdaArn'], ROTATOR);
});

type Ask = readonly [model: OperationModel<any, any, any>, input: object];

interface Row {
  readonly key: string;
  readonly operator: string;
  readonly value: string | readonly string[];
  readonly passes: Ask;
  readonly fails: readonly Ask[];
}

const x = { SecretId: 'x' };
const tags = (Value: string) => [{ Key: 'team', Value }];
const secretString = { SecretString: 's' };
const open = (Action: string) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: { Effect: 'Allow', Principal: { AWS: ACCOUNT }, Action, Resource: '*' },
  });

/** One that passes and one or more that fail, for each key; the secret `x` has the tag team=blue. */
function rows(of: {
  readonly kmsKey: string;
  readonly otherKey: string;
  readonly current: string;
  readonly arn: string;
}): readonly Row[] {
  const kms = (id: string) => `arn:aws:kms:${REGION}:${ACCOUNT}:key/${id}`;
  return [
    {
      key: 'secretsmanager:VersionId',
      operator: 'StringEquals',
      value: of.current,
      passes: [GetSecretValue, { ...x, VersionId: of.current }],
      fails: [
        [GetSecretValue, x],
        [GetSecretValue, { ...x, VersionId: 'v'.repeat(32) }],
      ],
    },
    {
      key: 'secretsmanager:VersionStage',
      operator: 'StringEquals',
      value: 'AWSCURRENT',
      passes: [GetSecretValue, { ...x, VersionStage: 'AWSCURRENT' }],
      fails: [
        [GetSecretValue, x],
        [GetSecretValue, { ...x, VersionStage: 'AWSPENDING' }],
        [UpdateSecretVersionStage, { ...x, VersionStage: 'mine', MoveToVersionId: of.current }],
      ],
    },
    {
      key: 'secretsmanager:ResourceTag/team',
      operator: 'StringEquals',
      value: 'blue',
      passes: [DescribeSecret, x],
      fails: [
        [DescribeSecret, { SecretId: 'red' }],
        [CreateSecret, { Name: 'a', Tags: tags('red') }],
      ],
    },
    {
      key: 'aws:ResourceTag/team',
      operator: 'StringEquals',
      value: 'blue',
      passes: [CreateSecret, { Name: 'tagged', Tags: tags('blue') }],
      fails: [
        [CreateSecret, { Name: 'b' }],
        [DescribeSecret, { SecretId: 'red' }],
      ],
    },
    {
      key: 'aws:RequestTag/team',
      operator: 'StringEquals',
      value: 'blue',
      passes: [TagResource, { ...x, Tags: tags('blue') }],
      fails: [
        [TagResource, { ...x, Tags: tags('red') }],
        [CreateSecret, { Name: 'c' }],
      ],
    },
    {
      key: 'aws:TagKeys',
      operator: 'ForAnyValue:StringEquals',
      value: ['team', 'cost'],
      passes: [UntagResource, { ...x, TagKeys: ['cost'] }],
      fails: [[UntagResource, { ...x, TagKeys: ['other'] }]],
    },
    {
      key: 'secretsmanager:Name',
      operator: 'StringLike',
      value: 'team/*',
      passes: [CreateSecret, { Name: 'team/a' }],
      fails: [[CreateSecret, { Name: 'other/a' }]],
    },
    {
      key: 'secretsmanager:Description',
      operator: 'StringLike',
      value: 'ours*',
      passes: [UpdateSecret, { ...x, Description: 'ours' }],
      fails: [
        [UpdateSecret, { ...x, Description: 'theirs' }],
        [UpdateSecret, x],
        [CreateSecret, { Name: 'd' }],
      ],
    },
    {
      key: 'secretsmanager:KmsKeyId',
      operator: 'StringEquals',
      value: of.kmsKey,
      passes: [CreateSecret, { Name: 'sealed', ...secretString, KmsKeyId: of.kmsKey }],
      fails: [
        [CreateSecret, { Name: 'e', KmsKeyId: of.otherKey }],
        [CreateSecret, { Name: 'e' }],
      ],
    },
    {
      key: 'secretsmanager:KmsKeyArn',
      operator: 'ArnEquals',
      value: kms(of.kmsKey),
      passes: [UpdateSecret, { ...x, KmsKeyId: of.kmsKey }],
      fails: [[UpdateSecret, { ...x, KmsKeyId: kms(of.otherKey) }]],
    },
    {
      key: 'secretsmanager:ForceDeleteWithoutRecovery',
      operator: 'Bool',
      value: 'false',
      passes: [DeleteSecret, { SecretId: 'doomed', ForceDeleteWithoutRecovery: false }],
      fails: [
        [DeleteSecret, { ...x, ForceDeleteWithoutRecovery: true }],
        [DeleteSecret, x],
      ],
    },
    {
      key: 'secretsmanager:RecoveryWindowInDays',
      operator: 'NumericGreaterThanEquals',
      value: '14',
      passes: [DeleteSecret, { SecretId: 'red', RecoveryWindowInDays: 14 }],
      fails: [
        [DeleteSecret, { ...x, RecoveryWindowInDays: 13 }],
        [DeleteSecret, x],
      ],
    },
    {
      key: 'secretsmanager:BlockPublicPolicy',
      operator: 'Bool',
      value: 'true',
      passes: [
        PutResourcePolicy,
        { ...x, ResourcePolicy: open('secretsmanager:ListSecrets'), BlockPublicPolicy: true },
      ],
      fails: [
        [PutResourcePolicy, { ...x, ResourcePolicy: open('*') }],
        [PutResourcePolicy, { ...x, ResourcePolicy: open('*'), BlockPublicPolicy: false }],
      ],
    },
    {
      key: 'secretsmanager:AddReplicaRegions',
      operator: 'ForAllValues:StringEquals',
      value: ['eu-west-1', 'eu-central-1'],
      passes: [ReplicateSecretToRegions, { ...x, AddReplicaRegions: [{ Region: 'eu-west-1' }] }],
      fails: [
        [
          ReplicateSecretToRegions,
          { ...x, AddReplicaRegions: [{ Region: 'eu-west-1' }, { Region: 'us-west-2' }] },
        ],
        [CreateSecret, { Name: 'f', AddReplicaRegions: [{ Region: 'us-west-2' }] }],
      ],
    },
    {
      key: 'secretsmanager:ForceOverwriteReplicaSecret',
      operator: 'Bool',
      value: 'false',
      passes: [
        CreateSecret,
        {
          Name: 'careful',
          AddReplicaRegions: [{ Region: 'eu-west-1' }],
          ForceOverwriteReplicaSecret: false,
        },
      ],
      fails: [
        [
          CreateSecret,
          {
            Name: 'g',
            AddReplicaRegions: [{ Region: 'eu-west-1' }],
            ForceOverwriteReplicaSecret: true,
          },
        ],
      ],
    },
    {
      key: 'secretsmanager:SecretPrimaryRegion',
      operator: 'StringEquals',
      value: REGION,
      passes: [ListSecretVersionIds, x],
      fails: [[CreateSecret, { Name: 'h' }]],
    },
    {
      key: 'secretsmanager:SecretId',
      operator: 'ArnLike',
      value: `${of.arn.slice(0, -6)}??????`,
      passes: [DescribeSecret, { SecretId: of.arn }],
      // The key is what was sent.
      fails: [[DescribeSecret, x]],
    },
    {
      key: 'secretsmanager:Type',
      operator: 'StringEquals',
      value: 'DatadogApiKey',
      passes: [CreateSecret, { Name: 'typed-too', Type: 'DatadogApiKey' }],
      fails: [
        [CreateSecret, { Name: 'i', Type: 'GitLabAccessToken' }],
        [CreateSecret, { Name: 'i' }],
      ],
    },
    {
      key: 'secretsmanager:resource/Type',
      operator: 'StringEquals',
      value: 'DatadogApiKey',
      passes: [PutSecretValue, { SecretId: 'typed', ...secretString }],
      fails: [[PutSecretValue, { ...x, ...secretString }]],
    },
  ];
}

test('each condition key lets in whom it should, and nobody else', async () => {
  const h = await secretsHouse();
  const newKey = async () => (await h.call(CreateKey, {})).KeyMetadata!.KeyId;
  const { ARN: arn, VersionId: current } = await h.create('x', { Tags: tags('blue') });
  await h.create('red', { Tags: tags('red') });
  await h.create('doomed');
  await h.create('typed', { Type: 'DatadogApiKey' });
  const table = rows({ kmsKey: await newKey(), otherKey: await newKey(), current, arn });
  for (const [n, { key, operator, value, passes, fails }] of table.entries()) {
    const Condition = { [operator]: { [key]: value } };
    const allow = { Effect: 'Allow', Resource: '*' };
    const caller = await h.user(`user${n}`, {
      Version: '2012-10-17',
      Statement: [
        { ...allow, Action: 'secretsmanager:*', Condition },
        { ...allow, Action: 'kms:*' },
      ],
    });
    for (const [model, input] of fails) {
      await assert.rejects(
        h.call(model, input, caller),
        { code: 'AccessDeniedException' },
        `${key}: ${model.name} ${JSON.stringify(input)}`,
      );
    }
    await assert.doesNotReject(h.call(passes[0], passes[1], caller), `${key} passes`);
  }
  await h.close();
});
