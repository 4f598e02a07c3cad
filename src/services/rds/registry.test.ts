import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  AddTagsToResource,
  CreateDBCluster,
  CreateDBInstance,
  DeleteDBCluster,
  DeleteDBInstance,
  DescribeDBClusters,
  DescribeDBInstances,
  DescribeGlobalClusters,
  ListTagsForResource,
  ModifyDBCluster,
  ModifyDBInstance,
  RemoveTagsFromResource,
} from '../../generated/rds.ts';
import { ACCOUNT, OTHER_ACCOUNT, START } from '../../../test/house.ts';
import { AT, endpoint, MASTER, rdsHouse } from '../../../test/rds-house.ts';

const ARN = `arn:aws:rds:us-east-1:${ACCOUNT}:db:orders`;
const notFound = (id: string) => ({
  code: 'DBInstanceNotFound',
  status: 404,
  message: `DBInstance ${id} not found.`,
});

test('instances are found by id, by ARN and by filters', async () => {
  const h = await rdsHouse();
  await h.registerCluster('shop');
  await h.register('orders');
  await h.register('stock', { Engine: 'mysql', EngineVersion: '8.0.39' });
  const { DbiResourceId } = await h.register('reader', {
    Engine: 'aurora-postgresql',
    DBClusterIdentifier: 'shop',
    MasterUsername: undefined,
    MasterUserPassword: undefined,
  });
  const ids = async (input: object) =>
    (await h.call(DescribeDBInstances, input)).DBInstances!.map((it) => it.DBInstanceIdentifier);
  const filtered = (Name: string, ...Values: string[]) => ids({ Filters: [{ Name, Values }] });
  assert.deepEqual(await ids({}), ['orders', 'reader', 'stock']);
  assert.deepEqual(await ids({ DBInstanceIdentifier: 'Orders' }), ['orders']);
  assert.deepEqual(await ids({ DBInstanceIdentifier: ARN }), ['orders']);
  assert.deepEqual(await filtered('engine', 'mysql', 'postgres'), ['orders', 'stock']);
  assert.deepEqual(await filtered('db-instance-id', ARN, 'STOCK'), ['orders', 'stock']);
  assert.deepEqual(await filtered('dbi-resource-id', DbiResourceId!), ['reader']);
  assert.deepEqual(await filtered('db-cluster-id', 'shop'), ['reader']);
  const cluster = `arn:aws:rds:us-east-1:${ACCOUNT}:cluster:shop`;
  assert.deepEqual(await filtered('db-cluster-id', cluster), ['reader']);
  assert.deepEqual(await filtered('domain', 'd-1'), []);
  const Filters = [{ Name: 'engine', Values: ['mysql'] }];
  assert.deepEqual(await ids({ DBInstanceIdentifier: 'orders', Filters }), []);

  await assert.rejects(ids({ DBInstanceIdentifier: 'none' }), notFound('none'));
  const foreign = ARN.replace('us-east-1', 'eu-west-1');
  await assert.rejects(ids({ DBInstanceIdentifier: foreign }), notFound('orders'));
  const invalid = (message: RegExp) => ({ code: 'InvalidParameterValue', message });
  await assert.rejects(filtered('colour', 'blue'), invalid(/^Unrecognized filter name: colour/));
  await assert.rejects(filtered('engine'), invalid(/one value/));
  const stranger = await h.admin(OTHER_ACCOUNT, 'stranger');
  assert.deepEqual((await h.call(DescribeDBInstances, {}, stranger)).DBInstances, []);
  await assert.rejects(h.call(DescribeDBInstances, { DBInstanceIdentifier: ARN }, stranger), {
    code: 'AccessDenied',
  });
});

test('lists come in pages, whose markers nobody can forge', async () => {
  const h = await rdsHouse();
  for (let i = 0; i < 45; i++) await h.register(`db${String(i).padStart(2, '0')}`);
  const page = (more: object) => h.call(DescribeDBInstances, { MaxRecords: 20, ...more });
  const seen: string[] = [];
  let Marker: string | undefined;
  do {
    const found = await page({ Marker });
    seen.push(...found.DBInstances!.map((each) => each.DBInstanceIdentifier!));
    Marker = found.Marker;
  } while (Marker);
  assert.equal(seen.length, 45);
  assert.equal(new Set(seen).size, 45);
  const { Marker: first } = await page({});
  const invalid = { code: 'InvalidParameterValue' };
  await assert.rejects(page({ Marker: 'db19' }), invalid);
  await assert.rejects(h.call(DescribeDBClusters, { Marker: first! }), invalid);
  const Filters = [{ Name: 'engine', Values: ['postgres'] }];
  await assert.rejects(page({ Marker: first, Filters }), invalid);
  for (const MaxRecords of [19, 101])
    await assert.rejects(page({ MaxRecords }), {
      ...invalid,
      message: `Invalid value ${MaxRecords} for MaxRecords. Must be between 20 and 100`,
    });
});

test('a cluster tells its writer, its readers and its members', async () => {
  const h = await rdsHouse();
  const tags = [endpoint(), { Key: 'lockstead:reader-endpoint', Value: 'ro.example.com:5432' }];
  const made = await h.registerCluster('Shop', { Tags: tags, DatabaseName: 'shop' });
  assert.deepEqual(
    [made.Endpoint, made.ReaderEndpoint, made.Port, made.Status, made.DBClusterArn],
    [
      'db.example.com',
      'ro.example.com',
      5432,
      'available',
      `arn:aws:rds:us-east-1:${ACCOUNT}:cluster:shop`,
    ],
  );
  assert.match(made.DbClusterResourceId!, /^cluster-[A-Z2-7]{26}$/);
  assert.deepEqual(made.DBClusterMembers, []);
  const member = (id: string, at: string, more: object = {}) =>
    h.register(id, {
      Engine: 'aurora-postgresql',
      EngineVersion: undefined,
      DBClusterIdentifier: 'shop',
      MasterUsername: undefined,
      MasterUserPassword: undefined,
      Tags: [endpoint(at)],
      ...more,
    });
  await member('a-reader', 'ro.example.com:5432', { PromotionTier: 3 });
  const writer = await member('writer', AT);
  assert.deepEqual(
    [writer.MasterUsername, writer.DBName, writer.EngineVersion, writer.DBClusterIdentifier],
    ['master', 'shop', '16.4', 'shop'],
  );
  const found = await h.call(DescribeDBClusters, { DBClusterIdentifier: 'shop' });
  assert.deepEqual(found.DBClusters![0]!.DBClusterMembers, [
    {
      DBInstanceIdentifier: 'a-reader',
      IsClusterWriter: false,
      DBClusterParameterGroupStatus: 'in-sync',
      PromotionTier: 3,
    },
    {
      DBInstanceIdentifier: 'writer',
      IsClusterWriter: true,
      DBClusterParameterGroupStatus: 'in-sync',
      PromotionTier: 1,
    },
  ]);
  const combination = { code: 'InvalidParameterCombination' };
  await assert.rejects(member('x', AT, MASTER), { ...combination, message: /member of a cluster/ });
  await assert.rejects(member('x', AT, { Engine: 'aurora-mysql' }), combination);
  const asked = { DBInstanceIdentifier: 'writer', MasterUserPassword: 'another-one' };
  await assert.rejects(h.call(ModifyDBInstance, asked), { message: /member of a cluster/ });

  const end = { DBClusterIdentifier: 'shop', SkipFinalSnapshot: true };
  await assert.rejects(h.call(DeleteDBCluster, end), { code: 'InvalidDBClusterStateFault' });
  for (const DBInstanceIdentifier of ['a-reader', 'writer'])
    await h.call(DeleteDBInstance, { DBInstanceIdentifier });
  const { DBCluster } = await h.call(DeleteDBCluster, end);
  assert.equal(DBCluster!.Status, 'deleting');
  await assert.rejects(h.call(DescribeDBClusters, { DBClusterIdentifier: 'shop' }), {
    code: 'DBClusterNotFoundFault',
    status: 404,
    message: 'DBCluster shop not found.',
  });
});

test('a cluster is refused what nobody can do for servers of others', async () => {
  const h = await rdsHouse();
  const wishes: readonly [object, string, RegExp][] = [
    [{ StorageEncrypted: true }, 'InvalidParameterValue', /encrypt/],
    [{ EngineMode: 'serverless' }, 'InvalidParameterValue', /scale/],
    [{ ServerlessV2ScalingConfiguration: { MinCapacity: 1 } }, 'InvalidParameterValue', /scale/],
    [{ GlobalClusterIdentifier: 'g' }, 'InvalidParameterValue', /global/],
    [{ EnableHttpEndpoint: true }, 'InvalidParameterValue', /Data API/],
    [{ ReplicationSourceIdentifier: 'x' }, 'InvalidParameterValue', /replicate/],
    [{ DBSubnetGroupName: 'x' }, 'DBSubnetGroupNotFoundFault', /'x' does not exist/],
    [{ DBClusterParameterGroupName: 'x' }, 'DBClusterParameterGroupNotFound', /not found: x/],
    [{ Engine: 'mariadb' }, 'InvalidParameterValue', /Invalid DB engine/],
    [{ Port: 1 }, 'InvalidParameterCombination', /port 1 /],
    [{ Tags: [] }, 'InvalidParameterValue', /lockstead:endpoint, as host:port of the writer/],
    [
      { Tags: [endpoint(), { Key: 'lockstead:reader-endpoint', Value: 'ro.example.com:1' }] },
      'InvalidParameterValue',
      /same port/,
    ],
  ];
  for (const [wish, code, message] of wishes)
    await assert.rejects(h.registerCluster('a', wish), { code, message }, JSON.stringify(wish));
  await h.registerCluster('a', {
    EngineMode: 'provisioned',
    DBClusterParameterGroupName: 'default.aurora-postgresql16',
  });
  await assert.rejects(h.registerCluster('a'), {
    code: 'DBClusterAlreadyExistsFault',
    message: 'DB Cluster already exists',
  });
  const modify = (more: object) => h.call(ModifyDBCluster, { DBClusterIdentifier: 'a', ...more });
  for (const wish of [{ NewDBClusterIdentifier: 'b' }, { DBInstanceParameterGroupName: 'x' }])
    await assert.rejects(modify(wish), { code: 'InvalidParameterCombination' });
  const { DBCluster } = await modify({ BackupRetentionPeriod: 5, NewDBClusterIdentifier: 'A' });
  assert.equal(DBCluster!.BackupRetentionPeriod, 5);
  await assert.rejects(
    h.call(CreateDBCluster, { DBClusterIdentifier: 'a b', Engine: 'postgres' }),
    {
      message: /^The parameter DBClusterIdentifier is not a valid identifier/,
    },
  );
});

test('what is said of an instance can be said anew, and nothing else can be done to the server', async () => {
  const h = await rdsHouse();
  const before = await h.register('orders', { AllocatedStorage: 20, DBName: 'orders' });
  const modify = (more: object) =>
    h.call(ModifyDBInstance, { DBInstanceIdentifier: 'orders', ...more });
  const { DBInstance } = await modify({
    AllocatedStorage: 40,
    DBInstanceClass: 'db.m7g.large',
    EngineVersion: '17.2',
  });
  assert.deepEqual(await h.describe('orders'), DBInstance);
  assert.deepEqual(DBInstance, {
    ...before,
    AllocatedStorage: 40,
    DBInstanceClass: 'db.m7g.large',
    EngineVersion: '17.2',
    DBParameterGroups: [
      { DBParameterGroupName: 'default.postgres17', ParameterApplyStatus: 'in-sync' },
    ],
    OptionGroupMemberships: [{ OptionGroupName: 'default:postgres-17', Status: 'in-sync' }],
  });
  const wishes: readonly [object, string][] = [
    [{ NewDBInstanceIdentifier: 'other' }, 'InvalidParameterCombination'],
    [{ Engine: 'mysql' }, 'InvalidParameterCombination'],
    [{ DBPortNumber: 1 }, 'InvalidParameterCombination'],
    [{ DBSubnetGroupName: 'x' }, 'InvalidParameterValue'],
    [{ DBParameterGroupName: 'x' }, 'DBParameterGroupNotFound'],
    [{ OptionGroupName: 'x' }, 'OptionGroupNotFoundFault'],
    [{ CloudwatchLogsExportConfiguration: { EnableLogTypes: ['x'] } }, 'InvalidParameterValue'],
    [{ CACertificateIdentifier: 'rds-ca-rsa2048-g1' }, 'InvalidParameterValue'],
  ];
  for (const [wish, code] of wishes)
    await assert.rejects(modify(wish), { code }, JSON.stringify(wish));
  await assert.rejects(modify({ DBInstanceIdentifier: 'none' }), notFound('none'));
});

test('a registration that is protected is not deleted, and none is with a snapshot', async () => {
  const h = await rdsHouse();
  await h.register('orders', { DeletionProtection: true });
  const end = (more: object = {}) =>
    h.call(DeleteDBInstance, { DBInstanceIdentifier: 'orders', ...more });
  const refused = (message: RegExp) => ({ code: 'InvalidParameterCombination', message });
  await assert.rejects(end(), refused(/^FinalDBSnapshotIdentifier is required unless/));
  await assert.rejects(end({ FinalDBSnapshotIdentifier: 'x' }), refused(/takes no snapshots/));
  const both = { SkipFinalSnapshot: true, FinalDBSnapshotIdentifier: 'x' };
  await assert.rejects(end(both), refused(/can not be specified/));
  const skipping = { SkipFinalSnapshot: true };
  await assert.rejects(end(skipping), refused(/^Cannot delete protected DB Instance/));
  const open = { DBInstanceIdentifier: 'orders', DeletionProtection: false };
  await h.call(ModifyDBInstance, open);
  const { DBInstance } = await end(skipping);
  assert.equal(DBInstance!.DBInstanceStatus, 'deleting');
  await assert.rejects(end(skipping), notFound('orders'));
  assert.equal((await h.register('orders')).InstanceCreateTime, START);
});

test('tags are set, told and taken away; the one that says where the server is stays', async () => {
  const h = await rdsHouse();
  await h.register('orders');
  const ResourceName = ARN;
  const tags = async () => (await h.call(ListTagsForResource, { ResourceName })).TagList;
  await h.call(AddTagsToResource, {
    ResourceName,
    Tags: [{ Key: 'team', Value: 'blue' }, { Key: 'bare' }],
  });
  await h.call(AddTagsToResource, { ResourceName, Tags: [{ Key: 'team', Value: 'red' }] });
  assert.deepEqual(await tags(), [
    { Key: 'lockstead:endpoint', Value: AT },
    { Key: 'team', Value: 'red' },
    { Key: 'bare', Value: '' },
  ]);
  await h.call(RemoveTagsFromResource, { ResourceName, TagKeys: ['bare', 'none'] });
  await h.call(RemoveTagsFromResource, { ResourceName, TagKeys: ['none'] });
  const remove = { ResourceName, TagKeys: ['lockstead:endpoint'] };
  const invalid = { code: 'InvalidParameterValue' };
  await assert.rejects(h.call(RemoveTagsFromResource, remove), invalid);
  const bad = { ResourceName, Tags: [endpoint('nowhere')] };
  await assert.rejects(h.call(AddTagsToResource, bad), invalid);
  await h.call(AddTagsToResource, { ResourceName, Tags: [endpoint('moved.example.com:6432')] });
  const { Endpoint } = await h.describe('orders');
  assert.deepEqual(Endpoint, { Address: 'moved.example.com', Port: 6432 });
  const many = Array.from({ length: 49 }, (_, i) => ({ Key: `k${i}`, Value: '' }));
  await assert.rejects(h.call(AddTagsToResource, { ResourceName, Tags: many }), invalid);
  for (const name of [
    `arn:aws:rds:us-east-1:${ACCOUNT}:snapshot:x`,
    'orders',
    ARN.replace('us-east-1', 'eu-west-1'),
  ])
    await assert.rejects(h.call(ListTagsForResource, { ResourceName: name }), {
      ...invalid,
      message: 'The specified resource name does not match an RDS resource in this region.',
    });
  const gone = ARN.replace('orders', 'none');
  await assert.rejects(h.call(ListTagsForResource, { ResourceName: gone }), notFound('none'));
  const Filters = [{ Name: 'x', Values: ['y'] }];
  await assert.rejects(h.call(ListTagsForResource, { ResourceName, Filters }), invalid);
});

test('tags of a database, and those of a request, decide who may', async () => {
  const h = await rdsHouse();
  await h.register('orders', { Tags: [endpoint(), { Key: 'team', Value: 'blue' }] });
  const may = (name: string, Action: string, Condition: object) =>
    h.user(name, {
      Version: '2012-10-17',
      Statement: { Effect: 'Allow', Action, Resource: ARN, Condition },
    });
  const describe = { DBInstanceIdentifier: 'orders' };
  for (const [key, value, isAllowed] of [
    ['aws:ResourceTag/team', 'blue', true],
    ['rds:db-tag/team', 'blue', true],
    ['rds:db-tag/team', 'red', false],
    ['rds:cluster-tag/team', 'blue', false],
    ['rds:DatabaseEngine', 'postgres', true],
    ['rds:DatabaseClass', 'db.t4g.micro', true],
    ['rds:StorageEncrypted', 'false', true],
  ] as const) {
    const name = `u-${key.replaceAll(/\W/g, '-')}-${value.replaceAll('.', '-')}`;
    const user = await may(name, 'rds:Describe*', { StringEquals: { [key]: value } });
    const asked = h.call(DescribeDBInstances, describe, user);
    if (isAllowed) await asked;
    else await assert.rejects(asked, { code: 'AccessDenied' }, key);
  }
  const only = {
    'ForAllValues:StringEquals': { 'aws:TagKeys': ['team'] },
    StringEquals: { 'rds:req-tag/team': 'red' },
  };
  const tagger = await may('tagger', 'rds:AddTagsToResource', only);
  const tag = (Value: string) =>
    h.call(AddTagsToResource, { ResourceName: ARN, Tags: [{ Key: 'team', Value }] }, tagger);
  await assert.rejects(tag('green'), { code: 'AccessDenied' });
  await tag('red');
});

test('who may only tag cannot lead the master user’s password elsewhere', async () => {
  const h = await rdsHouse();
  await h.register('orders', { Tags: [endpoint(), { Key: 'lockstead:tls', Value: 'required' }] });
  const tagger = await h.user('tagger', ['rds:AddTagsToResource', 'rds:RemoveTagsFromResource']);
  const tag = (Key: string, Value: string) =>
    h.call(AddTagsToResource, { ResourceName: ARN, Tags: [{ Key, Value }] }, tagger);
  await tag('team', 'blue');
  const denied = { code: 'AccessDenied', message: /rds:ModifyDBInstance/ };
  await assert.rejects(tag('lockstead:endpoint', 'evil.example.com:5432'), denied);
  await assert.rejects(tag('lockstead:tls', 'off'), denied);
  const remove = { ResourceName: ARN, TagKeys: ['lockstead:tls'] };
  await assert.rejects(h.call(RemoveTagsFromResource, remove, tagger), denied);
  await h.call(RemoveTagsFromResource, remove);
});

test('there are no global clusters', async () => {
  const h = await rdsHouse();
  const Filters = [{ Name: 'db-cluster-id', Values: ['x'] }];
  assert.deepEqual(await h.call(DescribeGlobalClusters, { Filters }), { GlobalClusters: [] });
  await assert.rejects(h.call(DescribeGlobalClusters, { GlobalClusterIdentifier: 'g' }), {
    code: 'GlobalClusterNotFoundFault',
  });
  await assert.rejects(h.call(DescribeGlobalClusters, { Filters: [{ Name: 'x', Values: [] }] }), {
    code: 'InvalidParameterValue',
  });
});

test('of two who register the same name at once, one is told that it is taken', async () => {
  const h = await rdsHouse();
  const both = await Promise.allSettled([h.register('orders'), h.register('orders')]);
  assert.deepEqual(both.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
  await assert.rejects(
    h.call(CreateDBInstance, {
      DBInstanceIdentifier: 'orders',
      DBInstanceClass: 'x',
      Engine: 'postgres',
      ...MASTER,
      Tags: [endpoint()],
    }),
    { code: 'DBInstanceAlreadyExists' },
  );
});
