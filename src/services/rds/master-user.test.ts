import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DAY, HOUR, MINUTE } from '../../base/clock.ts';
import { CreateKey, DescribeKey } from '../../generated/kms.ts';
import {
  CreateDBCluster,
  DeleteDBCluster,
  DeleteDBInstance,
  DescribeDBClusters,
  ModifyDBCluster,
  ModifyDBInstance,
} from '../../generated/rds.ts';
import {
  CancelRotateSecret,
  CreateSecret,
  DeleteSecret,
  DescribeSecret,
  GetSecretValue,
  PutSecretValue,
  RotateSecret,
} from '../../generated/secretsmanager.ts';
import { serviceCaller } from '../../operation/caller.ts';
import { RotateMasterUserSecret } from '../../operation/managed-rotation.ts';
import { UndoSecretRotation } from '../../operation/rotation-undo.ts';
import { ACCOUNT, START } from '../../../test/house.ts';
import { AT, endpoint, MASTER, type RdsHouse, rdsHouse } from '../../../test/rds-house.ts';

const ARN = `arn:aws:rds:us-east-1:${ACCOUNT}:db:orders`;

/** A house with a server whose master user RDS has taken over, and the ARN of his secret. */
async function managed(more: object = {}): Promise<RdsHouse & { readonly secret: string }> {
  const h = await rdsHouse();
  await h.register('orders');
  const given = { DBInstanceIdentifier: 'orders', ManageMasterUserPassword: true, ...more };
  const { DBInstance } = await h.call(ModifyDBInstance, given);
  await h.tick();
  return { ...h, secret: DBInstance!.MasterUserSecret!.SecretArn! };
}

/** What the secret says now. */
const login = async (h: RdsHouse, SecretId: string, VersionStage = 'AWSCURRENT') =>
  JSON.parse((await h.call(GetSecretValue, { SecretId, VersionStage })).SecretString!);

const inForce = (h: RdsHouse) => h.server.users.get(MASTER.MasterUsername);

test('from a password that people keep to one that RDS keeps: the secret logs in at every moment', async () => {
  const h = await rdsHouse();
  await h.register('orders');
  const { DBInstance } = await h.call(ModifyDBInstance, {
    DBInstanceIdentifier: 'orders',
    ManageMasterUserPassword: true,
  });
  const { SecretArn, SecretStatus, KmsKeyId } = DBInstance!.MasterUserSecret!;
  assert.equal(SecretStatus, 'creating');
  const { KeyMetadata } = await h.call(DescribeKey, { KeyId: 'alias/aws/secretsmanager' });
  assert.equal(KmsKeyId, KeyMetadata!.Arn);
  assert.deepEqual(await login(h, SecretArn!), { username: 'master', password: inForce(h) });
  assert.equal(inForce(h), MASTER.MasterUserPassword);

  await h.tick();
  const { password } = await login(h, SecretArn!);
  assert.equal(inForce(h), password);
  assert.match(password, /^[!-~]{28}$/);
  assert.equal((await h.describe('orders')).MasterUserSecret!.SecretStatus, 'active');
  const described = await h.call(DescribeSecret, { SecretId: SecretArn! });
  const { VersionIdsToStages, ...told } = described;
  assert.match(told.Name!, /^rds!db-[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/);
  assert.deepEqual(told, {
    ARN: SecretArn,
    Name: told.Name,
    Description: `Secret associated with primary RDS DB instance: ${ARN}`,
    RotationEnabled: true,
    RotationRules: { AutomaticallyAfterDays: 7 },
    LastRotatedDate: START,
    LastChangedDate: START,
    LastAccessedDate: START - (START % DAY),
    NextRotationDate: told.NextRotationDate,
    Tags: [
      { Key: 'aws:rds:primaryDBInstanceArn', Value: ARN },
      { Key: 'aws:secretsmanager:owningService', Value: 'rds' },
    ],
    OwningService: 'rds',
    CreatedDate: START,
  });
  assert.deepEqual(Object.values(VersionIdsToStages!).sort(), [['AWSCURRENT'], ['AWSPREVIOUS']]);
  const trail = JSON.stringify(await h.events());
  for (const secret of [password, MASTER.MasterUserPassword]) assert.ok(!trail.includes(secret));
});

test('every seven days the password is another, in the server and in the secret', async () => {
  const h = await managed();
  const seen = new Set([inForce(h)]);
  for (let week = 1; week <= 3; week++) {
    h.clock.advance(8 * DAY);
    await h.tick();
    const { password } = await login(h, h.secret);
    assert.equal(inForce(h), password);
    assert.equal((await login(h, h.secret, 'AWSPREVIOUS')).username, 'master');
    seen.add(password);
  }
  assert.equal(seen.size, 4);
});

test('an instance that RDS is to look after from the start says by a tag who the master is now', async () => {
  const h = await rdsHouse();
  const { MasterUsername } = MASTER;
  const managing = {
    MasterUsername,
    MasterUserPassword: undefined,
    ManageMasterUserPassword: true,
  };
  await assert.rejects(h.register('orders', managing), {
    code: 'InvalidParameterCombination',
    message: /by the tag lockstead:master-secret/,
  });
  const Tags = [endpoint(), { Key: 'lockstead:master-secret', Value: 'bootstrap' }];
  await assert.rejects(h.register('orders', { ...managing, Tags }), {
    code: 'InvalidParameterValue',
    message: /can't find the specified secret/,
  });
  const say = (SecretString: string) =>
    h.call(PutSecretValue, { SecretId: 'bootstrap', SecretString });
  await h.call(CreateSecret, { Name: 'bootstrap', SecretString: '{"username":"master"}' });
  await assert.rejects(h.register('orders', { ...managing, Tags }), { message: /must hold the/ });
  await say('{"username":"other","password":"x"}');
  await assert.rejects(h.register('orders', { ...managing, Tags }), {
    code: 'InvalidParameterCombination',
  });
  await say('{"username":"master","password":"wrong"}');
  await assert.rejects(h.register('orders', { ...managing, Tags }), { message: /is wrong/ });
  await say(MASTER.MasterUserPassword);
  await h.register('orders', { ...managing, Tags });
  await h.tick();
  const { MasterUserSecret } = await h.describe('orders');
  assert.equal((await login(h, MasterUserSecret!.SecretArn!)).password, inForce(h));
  assert.notEqual(inForce(h), MASTER.MasterUserPassword);

  const reader = await h.user('reader', {
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Action: ['rds:*', 'kms:DescribeKey'], Resource: '*' },
      { Effect: 'Deny', Action: 'secretsmanager:*', Resource: '*' },
    ],
  });
  await assert.rejects(h.register('b', { ...managing, Tags }, reader), {
    code: 'AccessDenied',
    status: 403,
    message: /secretsmanager:GetSecretValue/,
  });
});

test('whoever turns management on needs the permissions for the secret and its key', async () => {
  const h = await rdsHouse();
  await h.register('orders');
  const asked = { DBInstanceIdentifier: 'orders', ManageMasterUserPassword: true };
  const allow = (name: string, Action: readonly string[]) =>
    h.user(name, {
      Version: '2012-10-17',
      Statement: { Effect: 'Allow', Action, Resource: '*' },
    });
  const blind = await allow('blind', ['rds:*', 'secretsmanager:*']);
  await assert.rejects(h.call(ModifyDBInstance, asked, blind), {
    code: 'KMSKeyNotAccessibleFault',
    message: /^The specified KMS key \[alias\/aws\/secretsmanager\] does not exist/,
  });
  const bare = await allow('bare', ['rds:*', 'kms:DescribeKey']);
  await assert.rejects(h.call(ModifyDBInstance, asked, bare), {
    code: 'AccessDenied',
    message: /secretsmanager:CreateSecret/,
  });
  const untagging = await allow('untagging', ['rds:*', 'kms:*', 'secretsmanager:CreateSecret']);
  await assert.rejects(h.call(ModifyDBInstance, asked, untagging), {
    code: 'AccessDenied',
    message: /secretsmanager:TagResource/,
  });
  const enough = [
    'rds:*',
    'kms:DescribeKey',
    'secretsmanager:CreateSecret',
    'secretsmanager:TagResource',
  ];
  await h.call(ModifyDBInstance, asked, await allow('enough', enough));
  await h.tick();
  assert.equal((await h.describe('orders')).MasterUserSecret!.SecretStatus, 'active');
});

test('the secret can lie under a key of the customer, and then RDS rotates it under that', async () => {
  const h = await rdsHouse();
  const { KeyMetadata } = await h.call(CreateKey, {});
  const key = KeyMetadata!.Arn!;
  await h.register('orders');
  const asked = { DBInstanceIdentifier: 'orders', ManageMasterUserPassword: true };
  await h.call(ModifyDBInstance, { ...asked, MasterUserSecretKmsKeyId: key });
  await h.tick();
  const { MasterUserSecret } = await h.describe('orders');
  assert.deepEqual([MasterUserSecret!.KmsKeyId, MasterUserSecret!.SecretStatus], [key, 'active']);
  const { KmsKeyId } = await h.call(DescribeSecret, { SecretId: MasterUserSecret!.SecretArn! });
  assert.equal(KmsKeyId, key);
  await assert.rejects(h.call(ModifyDBInstance, { ...asked, MasterUserSecretKmsKeyId: 'x' }), {
    code: 'InvalidParameterCombination',
    message: /cannot change the KMS key/,
  });
});

test('the secret is RDS’s: people read it, say when it rotates, and change nothing else of it', async () => {
  const h = await managed();
  const SecretId = h.secret;
  const owned = {
    code: 'InvalidRequestException',
    message:
      'The secret is managed by another service, and you must use that service to update it.',
  };
  await assert.rejects(h.call(PutSecretValue, { SecretId, SecretString: 'x' }), owned);
  await assert.rejects(h.call(DeleteSecret, { SecretId }), owned);
  await assert.rejects(h.call(CancelRotateSecret, { SecretId }), owned);
  const RotationLambdaARN = `arn:aws:lambda:us-east-1:${ACCOUNT}:function:mine`;
  await assert.rejects(h.call(RotateSecret, { SecretId, RotationLambdaARN }), owned);

  const before = inForce(h);
  await h.call(RotateSecret, {
    SecretId,
    RotationRules: { AutomaticallyAfterDays: 30 },
    RotateImmediately: false,
  });
  await h.tick();
  assert.equal(inForce(h), before);
  const { RotationRules } = await h.call(DescribeSecret, { SecretId });
  assert.deepEqual(RotationRules, { AutomaticallyAfterDays: 30 });
  await h.call(RotateSecret, { SecretId });
  await h.tick();
  assert.notEqual(inForce(h), before);
  assert.equal((await login(h, SecretId)).password, inForce(h));
});

test('RotateMasterUserPassword rotates at once, for those who may', async () => {
  const h = await managed();
  const rotate = { DBInstanceIdentifier: 'orders', RotateMasterUserPassword: true };
  await assert.rejects(h.call(ModifyDBInstance, rotate), {
    code: 'InvalidParameterCombination',
    message: /ApplyImmediately/,
  });
  const clerk = await h.user('clerk', ['rds:*']);
  await assert.rejects(h.call(ModifyDBInstance, { ...rotate, ApplyImmediately: true }, clerk), {
    code: 'AccessDenied',
    message: /secretsmanager:RotateSecret/,
  });
  const before = inForce(h);
  const { DBInstance } = await h.call(ModifyDBInstance, { ...rotate, ApplyImmediately: true });
  assert.equal(DBInstance!.MasterUserSecret!.SecretStatus, 'rotating');
  await assert.rejects(h.call(ModifyDBInstance, { ...rotate, ApplyImmediately: true }), {
    code: 'InvalidDBInstanceState',
    message: /previous rotation isn't complete/,
  });
  await h.tick();
  assert.notEqual(inForce(h), before);
  assert.equal((await h.describe('orders')).MasterUserSecret!.SecretStatus, 'active');
});

test('a server that is away leaves the secret as it is, impaired, and the rotation is tried again', async () => {
  const h = await managed();
  const before = inForce(h);
  h.server.fault = 'unreachable';
  await h.call(RotateSecret, { SecretId: h.secret });
  await h.tick();
  assert.equal((await h.describe('orders')).MasterUserSecret!.SecretStatus, 'impaired');
  assert.deepEqual(await login(h, h.secret), { username: 'master', password: before });
  const [failed] = (await h.events()).filter(({ eventName }) => eventName === 'RotationFailed');
  assert.deepEqual(
    [failed.errorCode, failed.errorMessage, failed.additionalEventData.Reason],
    [
      'DatabaseUnreachable',
      'Error when executing rotation by rds during setSecret step',
      'DatabaseUnreachable',
    ],
  );
  delete h.server.fault;
  h.clock.advance(2 * MINUTE);
  await h.tick();
  assert.notEqual(inForce(h), before);
  assert.equal((await login(h, h.secret)).password, inForce(h));
  assert.equal((await h.describe('orders')).MasterUserSecret!.SecretStatus, 'active');
});

test('a password that was set before its setting was heard of is found to be in force', async () => {
  const h = await managed();
  const before = inForce(h);
  h.server.diesAfterSetting = true;
  await h.call(RotateSecret, { SecretId: h.secret });
  await h.tick();
  assert.notEqual(inForce(h), before);
  assert.equal((await login(h, h.secret, 'AWSPENDING')).password, inForce(h));
  h.server.diesAfterSetting = false;
  h.clock.advance(2 * MINUTE);
  await h.tick();
  assert.equal((await login(h, h.secret)).password, inForce(h));
});

test('whoever goes back to the version before gets its password set again', async () => {
  const h = await managed();
  const before = await login(h, h.secret);
  await h.call(RotateSecret, { SecretId: h.secret });
  await h.tick();
  assert.notEqual(inForce(h), before.password);
  const { VersionIdsToStages } = await h.call(DescribeSecret, { SecretId: h.secret });
  const versions = Object.entries(VersionIdsToStages!);
  const [VersionId] = versions.find(([, on]) => on.includes('AWSPREVIOUS'))!;
  await h.ask(h.me, UndoSecretRotation, { SecretId: h.secret, VersionId });
  await h.tick();
  assert.equal(inForce(h), before.password);
  assert.deepEqual(await login(h, h.secret), before);
  await h.call(RotateSecret, { SecretId: h.secret });
  await h.tick();
  assert.notEqual(inForce(h), before.password);
  assert.equal((await login(h, h.secret)).password, inForce(h));
});

test('nobody but Secrets Manager asks for a step, and it for its own secret', async () => {
  const h = await managed();
  const step = { Step: 'setSecret', SecretId: h.secret, ClientRequestToken: 'x' } as const;
  const refused = { code: 'InvalidParameterValue' };
  await assert.rejects(h.ask(h.me, RotateMasterUserSecret, step), refused);
  for (const source of [undefined, { arn: 'another', account: ACCOUNT }]) {
    const service = serviceCaller('secretsmanager.amazonaws.com', source);
    await assert.rejects(h.ask(service, RotateMasterUserSecret, step), refused);
  }
  const stranger = serviceCaller('lambda.amazonaws.com', { arn: h.secret, account: ACCOUNT });
  await assert.rejects(h.ask(stranger, RotateMasterUserSecret, step), refused);
});

test('people take the password back: they choose one, and the secret is removed', async () => {
  const h = await managed();
  const off = { DBInstanceIdentifier: 'orders', ManageMasterUserPassword: false };
  await assert.rejects(h.call(ModifyDBInstance, off), {
    code: 'InvalidParameterCombination',
    message: /must specify MasterUserPassword/,
  });
  const MasterUserPassword = 'chosen-by-hand';
  await assert.rejects(
    h.call(ModifyDBInstance, { ...off, ManageMasterUserPassword: undefined, MasterUserPassword }),
    {
      code: 'InvalidParameterCombination',
      message: /while RDS manages/,
    },
  );
  const { DBInstance } = await h.call(ModifyDBInstance, { ...off, MasterUserPassword });
  assert.deepEqual(
    [DBInstance!.DBInstanceStatus, DBInstance!.PendingModifiedValues, DBInstance!.MasterUserSecret],
    ['resetting-master-credentials', { MasterUserPassword: '****' }, undefined],
  );
  await h.tick();
  assert.equal(inForce(h), MasterUserPassword);
  assert.equal((await h.describe('orders')).DBInstanceStatus, 'available');
  await assert.rejects(h.call(DescribeSecret, { SecretId: h.secret }), {
    code: 'ResourceNotFoundException',
  });
  h.clock.advance(9 * DAY);
  await h.tick();
  assert.equal(inForce(h), MasterUserPassword);
});

test('a rotation that was under way when people took over does not lock them out', async () => {
  const h = await managed();
  h.server.diesAfterSetting = true;
  await h.call(RotateSecret, { SecretId: h.secret });
  await h.tick();
  h.server.diesAfterSetting = false;
  await h.call(ModifyDBInstance, {
    DBInstanceIdentifier: 'orders',
    ManageMasterUserPassword: false,
    MasterUserPassword: 'chosen-by-hand',
  });
  await h.tick();
  assert.equal(inForce(h), 'chosen-by-hand');
});

test('a new password is kept first and set then, however often it takes', async () => {
  const h = await rdsHouse();
  await h.register('orders');
  const change = (MasterUserPassword: string) =>
    h.call(ModifyDBInstance, { DBInstanceIdentifier: 'orders', MasterUserPassword });
  for (const [password, why] of [
    ['short', 'shorter than 8'],
    ['x'.repeat(129), 'longer than 128'],
    ['with/slash', 'Only printable'],
    ['with space', 'Only printable'],
  ] as const)
    await assert.rejects(change(password), {
      code: 'InvalidParameterValue',
      message: new RegExp(why),
    });
  await change('the-second-one');
  h.server.fault = 'timeout';
  await h.tick();
  assert.equal(inForce(h), MASTER.MasterUserPassword);
  assert.equal((await h.describe('orders')).DBInstanceStatus, 'resetting-master-credentials');
  delete h.server.fault;
  h.clock.advance(HOUR);
  await h.tick();
  assert.equal(inForce(h), 'the-second-one');
  const told = (await h.events()).filter(
    ({ eventName }) => eventName === 'ResetMasterUserPassword',
  );
  assert.deepEqual(
    told.map(({ errorCode }) => errorCode),
    ['timeout', undefined],
  );
  assert.ok(!JSON.stringify(await h.events()).includes('the-second-one'));

  // The server has set it, and nobody has lived to tell.
  h.server.diesAfterSetting = true;
  await change('the-latest-one');
  await h.tick();
  assert.equal((await h.describe('orders')).DBInstanceStatus, 'resetting-master-credentials');
  h.server.diesAfterSetting = false;
  h.clock.advance(HOUR);
  await h.tick();
  assert.equal((await h.describe('orders')).DBInstanceStatus, 'available');
  assert.equal(inForce(h), 'the-latest-one');

  // Somebody has set another by hand, and says so.
  h.server.users.set('master', 'set-behind-our-back');
  await assert.rejects(change('the-third-one'), { message: /cannot be looked after/ });
  await change('set-behind-our-back');
  await h.tick();
  await change('the-third-one');
  await h.tick();
  assert.equal(inForce(h), 'the-third-one');
});

test('contradictions are refused', async () => {
  const h = await rdsHouse();
  const both = { ManageMasterUserPassword: true };
  const combination = { code: 'InvalidParameterCombination' };
  await assert.rejects(h.register('orders', both), combination);
  await assert.rejects(h.register('orders', { MasterUserSecretKmsKeyId: 'x' }), combination);
  await h.register('orders');
  for (const wrong of [
    { ManageMasterUserPassword: true, MasterUserPassword: 'another-one' },
    { MasterUserSecretKmsKeyId: 'x' },
    { RotateMasterUserPassword: true, ApplyImmediately: true },
  ])
    await assert.rejects(
      h.call(ModifyDBInstance, { DBInstanceIdentifier: 'orders', ...wrong }),
      combination,
      JSON.stringify(wrong),
    );
});

test('with the registration its secret goes, at once; the server keeps the password that it has', async () => {
  const h = await managed();
  const before = inForce(h);
  await h.call(DeleteDBInstance, { DBInstanceIdentifier: 'orders', SkipFinalSnapshot: true });
  await assert.rejects(h.call(DescribeSecret, { SecretId: h.secret }), {
    code: 'ResourceNotFoundException',
  });
  h.clock.advance(30 * DAY);
  await h.tick();
  assert.equal(inForce(h), before);
  assert.equal(
    (await h.register('orders', { MasterUserPassword: before })).DBInstanceStatus,
    'available',
  );
});

test('the master user of a cluster is looked after at its writer', async () => {
  const h = await rdsHouse();
  await h.registerCluster('shop');
  const asked = { DBClusterIdentifier: 'shop', ManageMasterUserPassword: true };
  const { DBCluster } = await h.call(ModifyDBCluster, asked);
  const { SecretArn } = DBCluster!.MasterUserSecret!;
  await h.tick();
  const { Name, Description, Tags } = await h.call(DescribeSecret, { SecretId: SecretArn! });
  const arn = `arn:aws:rds:us-east-1:${ACCOUNT}:cluster:shop`;
  assert.match(Name!, /^rds!cluster-/);
  assert.equal(Description, `Secret associated with primary RDS DB cluster: ${arn}`);
  assert.deepEqual(Tags![0], { Key: 'aws:rds:primaryDBClusterArn', Value: arn });
  assert.equal((await login(h, SecretArn!)).password, inForce(h));
  const described = await h.call(DescribeDBClusters, { DBClusterIdentifier: 'shop' });
  assert.equal(described.DBClusters![0]!.MasterUserSecret!.SecretStatus, 'active');
  await h.call(ModifyDBCluster, {
    DBClusterIdentifier: 'shop',
    RotateMasterUserPassword: true,
    ApplyImmediately: true,
  });
  await h.tick();
  assert.equal((await login(h, SecretArn!)).password, inForce(h));
  await h.call(DeleteDBCluster, { DBClusterIdentifier: 'shop', SkipFinalSnapshot: true });
  await assert.rejects(h.call(DescribeSecret, { SecretId: SecretArn! }), {
    code: 'ResourceNotFoundException',
  });
  await assert.rejects(
    h.call(CreateDBCluster, {
      DBClusterIdentifier: 'shop',
      Engine: 'mariadb',
      Tags: [endpoint(AT)],
    }),
    { code: 'InvalidParameterValue' },
  );
});
