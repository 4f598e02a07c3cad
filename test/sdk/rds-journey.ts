import assert from 'node:assert/strict';
import type { DatabaseServer } from '../database/postgres-server.ts';
import { type Client, refused, type Told } from './client.ts';

/** Every operation of RDS that is served, with a real PostgreSQL registered twice: as an instance, and as a cluster. */
export async function rdsJourney(
  { ask, pages, wait }: Client,
  server: DatabaseServer,
  tick: () => Promise<void>,
): Promise<void> {
  const rds = (operation: string, input: object = {}): Promise<Told> =>
    ask('rds', operation, input);
  const password = 'the-first-one';
  for (const role of ['owner', 'boss'])
    await server.sql(
      `drop role if exists ${role}; create role ${role} login password '${password}'`,
    );
  const Tags = [{ Key: 'lockstead:endpoint', Value: `localhost:${server.port}` }];
  const DBInstanceIdentifier = 'Orders';
  const register = {
    DBInstanceIdentifier,
    DBInstanceClass: 'db.t4g.micro',
    Engine: 'postgres',
    EngineVersion: '17.2',
    MasterUsername: 'owner',
    MasterUserPassword: password,
  };
  await refused(
    rds('CreateDBInstance', register),
    'InvalidParameterValue',
    /^Lockstead provisions no database: .* the tag lockstead:endpoint/,
  );
  const { DBInstance } = await rds('CreateDBInstance', { ...register, Tags });
  assert.deepEqual(
    [DBInstance.DBInstanceIdentifier, DBInstance.DBInstanceStatus, DBInstance.Endpoint],
    ['orders', 'available', { Address: 'localhost', Port: server.port }],
  );
  await refused(
    rds('CreateDBInstance', { ...register, Tags }),
    'DBInstanceAlreadyExists',
    'DB instance already exists',
  );
  await wait('rds', 'DBInstanceAvailable', { DBInstanceIdentifier });

  const ResourceName = DBInstance.DBInstanceArn;
  await rds('AddTagsToResource', { ResourceName, Tags: [{ Key: 'team', Value: 'blue' }] });
  await rds('RemoveTagsFromResource', { ResourceName, TagKeys: ['team', 'none'] });
  const { TagList } = await rds('ListTagsForResource', { ResourceName });
  assert.deepEqual(TagList, Tags);

  const managing = { DBInstanceIdentifier, ManageMasterUserPassword: true, ApplyImmediately: true };
  const managed = await rds('ModifyDBInstance', managing);
  const SecretId = managed.DBInstance.MasterUserSecret.SecretArn;
  const login = async () =>
    JSON.parse((await ask('secretsmanager', 'GetSecretValue', { SecretId })).SecretString);
  const instance = async () => {
    const found = await pages('rds', 'DescribeDBInstances', { DBInstanceIdentifier });
    return found.flatMap((page) => page.DBInstances)[0];
  };
  for (let i = 0; (await instance()).MasterUserSecret.SecretStatus !== 'active'; i++) {
    assert.ok(i < 100, 'the secret is never active');
    await tick();
  }
  const current = await login();
  assert.notEqual(current.password, password);
  assert.equal(await server.whoIs(current.username, current.password), 'owner');
  await assert.rejects(server.whoIs('owner', password));

  const DBClusterIdentifier = 'shop';
  const { DBCluster } = await rds('CreateDBCluster', {
    DBClusterIdentifier,
    Engine: 'aurora-postgresql',
    MasterUsername: 'boss',
    MasterUserPassword: password,
    Tags: [...Tags, { Key: 'lockstead:reader-endpoint', Value: `127.0.0.1:${server.port}` }],
  });
  assert.deepEqual(
    [DBCluster.Endpoint, DBCluster.ReaderEndpoint, DBCluster.Port],
    ['localhost', '127.0.0.1', server.port],
  );
  await wait('rds', 'DBClusterAvailable', { DBClusterIdentifier });
  const { DBInstanceIdentifier: member } = (
    await rds('CreateDBInstance', {
      DBInstanceIdentifier: 'shop-1',
      DBInstanceClass: 'db.r7g.large',
      Engine: 'aurora-postgresql',
      DBClusterIdentifier,
      Tags,
    })
  ).DBInstance;
  const clusters = await pages('rds', 'DescribeDBClusters', {
    Filters: [{ Name: 'db-cluster-id', Values: [DBClusterIdentifier] }],
  });
  assert.deepEqual(
    clusters.flatMap((page) => page.DBClusters.flatMap((each: Told) => each.DBClusterMembers)),
    [{ DBInstanceIdentifier: member, IsClusterWriter: true, PromotionTier: 1 }],
  );
  await rds('ModifyDBCluster', { DBClusterIdentifier, DeletionProtection: true });
  const ending = { DBClusterIdentifier, SkipFinalSnapshot: true };
  await refused(rds('DeleteDBCluster', ending), 'InvalidParameterCombination', /protected Cluster/);
  await rds('ModifyDBCluster', { DBClusterIdentifier, DeletionProtection: false });
  assert.deepEqual((await rds('DescribeGlobalClusters')).GlobalClusters ?? [], []);

  await rds('DeleteDBInstance', { DBInstanceIdentifier: member });
  await rds('DeleteDBCluster', ending);
  await rds('DeleteDBInstance', { DBInstanceIdentifier, SkipFinalSnapshot: true });
  await wait('rds', 'DBInstanceDeleted', { DBInstanceIdentifier });
  await refused(login(), 'ResourceNotFoundException', /can't find the specified secret/);
}
