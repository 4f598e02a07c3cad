import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CreateDBInstance } from '../../../generated/rds.ts';
import { ACCOUNT, START } from '../../../../test/house.ts';
import { AT, endpoint, MASTER, rdsHouse } from '../../../../test/rds-house.ts';

const ARN = `arn:aws:rds:us-east-1:${ACCOUNT}:db:orders`;

test('an instance registers the server that its tag names, and tells back what was said of it', async () => {
  const h = await rdsHouse();
  const made = await h.register('Orders', {
    AllocatedStorage: 20,
    DBName: 'orders',
    MultiAZ: true,
    BackupRetentionPeriod: 7,
    PreferredMaintenanceWindow: 'Sun:03:00-Sun:04:00',
    PreferredBackupWindow: '01:00-02:00',
    Tags: [endpoint(), { Key: 'team', Value: 'blue' }],
  });
  const { DbiResourceId: resourceId, ...told } = made;
  assert.match(resourceId!, /^db-[A-Z2-7]{26}$/);
  assert.deepEqual(told, {
    AllocatedStorage: 20,
    AutoMinorVersionUpgrade: false,
    BackupRetentionPeriod: 7,
    CopyTagsToSnapshot: false,
    DeletionProtection: false,
    LicenseModel: 'postgresql-license',
    MultiAZ: true,
    NetworkType: 'IPV4',
    PubliclyAccessible: false,
    StorageType: 'gp2',
    Engine: 'postgres',
    EngineVersion: '16.4',
    DBInstanceClass: 'db.t4g.micro',
    DBName: 'orders',
    MasterUsername: 'master',
    PreferredBackupWindow: '01:00-02:00',
    PreferredMaintenanceWindow: 'sun:03:00-sun:04:00',
    DBInstanceIdentifier: 'orders',
    DBInstanceArn: ARN,
    DBInstanceStatus: 'available',
    DbInstancePort: 0,
    Endpoint: { Address: 'db.example.com', Port: 5432 },
    InstanceCreateTime: START,
    DBSecurityGroups: [],
    VpcSecurityGroups: [],
    DBParameterGroups: [
      { DBParameterGroupName: 'default.postgres16', ParameterApplyStatus: 'in-sync' },
    ],
    OptionGroupMemberships: [{ OptionGroupName: 'default:postgres-16', Status: 'in-sync' }],
    PendingModifiedValues: {},
    ReadReplicaDBInstanceIdentifiers: [],
    StatusInfos: [],
    DomainMemberships: [],
    AssociatedRoles: [],
    StorageEncrypted: false,
    MonitoringInterval: 0,
    IAMDatabaseAuthenticationEnabled: false,
    DatabaseInsightsMode: 'standard',
    PerformanceInsightsEnabled: false,
    CustomerOwnedIpEnabled: false,
    BackupTarget: 'region',
    ActivityStreamStatus: 'stopped',
    DedicatedLogVolume: false,
    TagList: [
      { Key: 'lockstead:endpoint', Value: AT },
      { Key: 'team', Value: 'blue' },
    ],
  });
  assert.deepEqual(await h.describe('ORDERS'), made);
  await assert.rejects(h.register('orders'), {
    code: 'DBInstanceAlreadyExists',
    status: 400,
    message: 'DB instance already exists',
  });
  const [event] = (await h.events()).filter(({ eventName }) => eventName === 'CreateDBInstance');
  assert.equal(event.eventSource, 'rds.amazonaws.com');
  assert.ok(!JSON.stringify(event).includes(MASTER.MasterUserPassword));
});

test('without a tag that says where the server is, the refusal names the tag', async () => {
  const h = await rdsHouse();
  const invalid = (message: RegExp) => ({ code: 'InvalidParameterValue', status: 400, message });
  await assert.rejects(h.register('a', { Tags: [] }), invalid(/by the tag lockstead:endpoint, as/));
  for (const value of [
    'db.example.com',
    'db.example.com:0',
    'db.example.com:65536',
    ':5432',
    'a b:1',
    'x/y:1',
    'x:::1',
    '-a:1',
  ])
    await assert.rejects(
      h.register('a', { Tags: [endpoint(value)] }),
      invalid(/must be host:port/),
      value,
    );
  const reader = { Key: 'lockstead:reader-endpoint', Value: AT };
  await assert.rejects(
    h.register('a', { Tags: [endpoint(), reader] }),
    invalid(/is for DB clusters/),
  );
  const tls = { Key: 'lockstead:tls', Value: 'maybe' };
  await assert.rejects(
    h.register('a', { Tags: [endpoint(), tls] }),
    invalid(/required, preferred or off/),
  );
  h.databases.server('2001:db8::1:5432', 'master', MASTER.MasterUserPassword);
  const { Endpoint } = await h.register('six', { Tags: [endpoint('2001:db8::1:5432')] });
  assert.deepEqual(Endpoint, { Address: '2001:db8::1', Port: 5432 });
});

test('the master user must be able to log in, and to look after his password', async () => {
  const h = await rdsHouse();
  const refused = (message: RegExp) => ({ code: 'InvalidParameterValue', message });
  await assert.rejects(
    h.register('a', { MasterUserPassword: 'another-one' }),
    refused(/^The master user master cannot be looked after: .*wrong/),
  );
  await assert.rejects(
    h.register('a', { Tags: [endpoint('gone.example.com:1')] }),
    refused(/Nobody takes/),
  );
  h.server.isReader = true;
  await assert.rejects(h.register('a'), refused(/takes no writes/));
  h.server.isReader = false;
  h.server.whyNotSet = 'He may not.';
  await assert.rejects(h.register('a'), refused(/He may not/));
  for (const name of ['MasterUsername', 'MasterUserPassword'])
    await assert.rejects(h.register('a', { [name]: undefined }), {
      code: 'InvalidParameterValue',
      message: `The parameter ${name} must be provided and must not be blank.`,
    });
  assert.equal(
    (await h.events()).filter(
      ({ errorCode, eventName }) => eventName === 'CreateDBInstance' && !errorCode,
    ).length,
    0,
  );
});

test('what nobody can do for a server of others is refused, and says why', async () => {
  const h = await rdsHouse();
  const wishes: readonly [object, string, RegExp][] = [
    [
      { StorageEncrypted: true },
      'InvalidParameterValue',
      /^StorageEncrypted cannot be given: .*encrypt/,
    ],
    [{ KmsKeyId: 'alias/x' }, 'InvalidParameterValue', /^KmsKeyId cannot/],
    [{ VpcSecurityGroupIds: ['sg-1'] }, 'InvalidParameterValue', /network/],
    [
      { EnableIAMDatabaseAuthentication: true },
      'InvalidParameterValue',
      /IAM database authentication/,
    ],
    [{ MonitoringInterval: 60 }, 'InvalidParameterValue', /monitor/],
    [{ EnableCloudwatchLogsExports: ['postgresql'] }, 'InvalidParameterValue', /logs/],
    [{ Domain: 'd-1' }, 'InvalidParameterValue', /directory/],
    [{ TagSpecifications: [{ ResourceType: 'snapshot' }] }, 'InvalidParameterValue', /tag/],
    [{ Port: 5433 }, 'InvalidParameterCombination', /^The port 5433 is not the one of the tag/],
    [{ Engine: 'oracle-ee' }, 'InvalidParameterValue', /^Invalid DB engine: oracle-ee/],
    [{ Engine: 'aurora-postgresql' }, 'InvalidParameterCombination', /DBClusterIdentifier must be/],
    [
      { DBSubnetGroupName: 'mine' },
      'DBSubnetGroupNotFoundFault',
      /^DB subnet group 'mine' does not/,
    ],
    [
      { DBParameterGroupName: 'mine' },
      'DBParameterGroupNotFound',
      /^DBParameterGroup not found: mine/,
    ],
    [{ DBParameterGroupName: 'default.postgres15' }, 'DBParameterGroupNotFound', /not found/],
    [{ OptionGroupName: 'mine' }, 'OptionGroupNotFoundFault', /mine not found/],
    [{ DBClusterIdentifier: 'none' }, 'DBClusterNotFoundFault', /^DBCluster none not found/],
    [{ MultiAZ: true, AvailabilityZone: 'us-east-1a' }, 'InvalidParameterCombination', /Multi-AZ/],
    [{ BackupRetentionPeriod: 36 }, 'InvalidParameterValue', /between 0 and 35/],
    [{ NetworkType: 'IPV6' }, 'InvalidParameterValue', /IPV4, DUAL/],
    [{ PreferredMaintenanceWindow: 'noon' }, 'InvalidParameterValue', /maintenance window/],
    [{ PreferredBackupWindow: '25:00-26:00' }, 'InvalidParameterValue', /backup window/],
    [{ Tags: [endpoint(), { Key: 'aws:x', Value: '' }] }, 'InvalidParameterValue', /reserved/],
    [{ Tags: [endpoint(), endpoint()] }, 'InvalidParameterValue', /once/],
    [{ DBInstanceIdentifier: '1a' }, 'InvalidParameterValue', /not a valid identifier/],
    [{ DBInstanceIdentifier: 'a--b' }, 'InvalidParameterValue', /not a valid identifier/],
  ];
  for (const [wish, code, message] of wishes)
    await assert.rejects(h.register('a', wish), { code, message }, JSON.stringify(wish));
  const harmless = {
    StorageEncrypted: false,
    VpcSecurityGroupIds: [],
    MonitoringInterval: 0,
    EnableIAMDatabaseAuthentication: false,
    DBParameterGroupName: 'default.postgres16',
    OptionGroupName: 'default:postgres-16',
    Port: 5432,
    BackupTarget: 'region',
  };
  assert.equal((await h.register('a', harmless)).DBInstanceStatus, 'available');
});

test('policies on names, tags and kinds decide who may register', async () => {
  const h = await rdsHouse();
  const allow = (Action: string, Condition?: object, Resource = ARN) => ({
    Version: '2012-10-17',
    Statement: { Effect: 'Allow', Action, Resource, ...(Condition && { Condition }) },
  });
  const engine = { StringEquals: { 'rds:DatabaseEngine': 'postgres' } };
  const postgres = await h.user('postgres', allow('rds:*', engine));
  await assert.rejects(
    h.register('orders', { Engine: 'mysql', EngineVersion: '8.0.39' }, postgres),
    { code: 'AccessDenied' },
  );
  await assert.rejects(h.register('others', {}, postgres), {
    code: 'AccessDenied',
    status: 403,
    message: `User: ${postgres.arn} is not authorized to perform: rds:CreateDBInstance on resource: arn:aws:rds:us-east-1:${ACCOUNT}:db:others because no identity-based policy allows the rds:CreateDBInstance action`,
  });
  const untagged = await h.user('untagged', allow('rds:CreateDBInstance'));
  await assert.rejects(h.register('orders', {}, untagged), {
    code: 'AccessDenied',
    message: /rds:AddTagsToResource/,
  });
  const managed = { Bool: { 'rds:ManageMasterUserPassword': 'true' } };
  const enforcing = await h.user('enforcing', allow('rds:*', managed));
  await assert.rejects(h.register('orders', {}, enforcing), { code: 'AccessDenied' });
  const grouped = { DBParameterGroupName: 'default.postgres16' };
  await assert.rejects(h.register('orders', grouped, postgres), {
    message: /:pg:default.postgres16/,
  });
  await h.register('orders', {}, postgres);
  await h
    .call(
      CreateDBInstance,
      { DBInstanceIdentifier: 'x', DBInstanceClass: 'y', Engine: 'postgres' },
      h.root(),
    )
    .then(
      () => assert.fail('it was made'),
      ({ message }) => assert.match(message, /lockstead:endpoint/),
    );
});
