import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CreateKey, DisableKey, EnableKey } from '../../generated/kms.ts';
import {
  CreateSecret,
  DeleteResourcePolicy,
  DeleteSecret,
  DescribeSecret,
  GetSecretValue,
  ListSecrets,
  ListSecretVersionIds,
  PutSecretValue,
  RemoveRegionsFromReplication,
  ReplicateSecretToRegions,
  RestoreSecret,
  StopReplicationToReplica,
  TagResource,
  UntagResource,
  UpdateSecret,
  UpdateSecretVersionStage,
} from '../../generated/secretsmanager.ts';
import { REGION } from '../../../test/house.ts';
import { type SecretsHouse, secretsHouse } from '../../../test/secrets-house.ts';

const WEST = 'eu-west-1';
const NORTH = 'eu-north-1';
const SYNCED = { Status: 'InSync', StatusMessage: 'Replication succeeded' };
const ON_A_REPLICA = {
  code: 'InvalidParameterException',
  message:
    "Operation not permitted on a replica secret. Call must be made in primary secret's region.",
};

const to = (...regions: string[]) => regions.map((Region) => ({ Region }));
const describe = (h: SecretsHouse, name: string, region?: string) =>
  h.call(DescribeSecret, { SecretId: name }, h.me, region);
const statusOf = async (h: SecretsHouse, name: string) =>
  (await describe(h, name)).ReplicationStatus;
const readIn = async (h: SecretsHouse, region: string, more: object = {}) =>
  (await h.call(GetSecretValue, { SecretId: 'x', ...more }, h.me, region)).SecretString;

test('a secret is copied to other Regions, under the same ARN but for the Region', async () => {
  const h = await secretsHouse();
  const Tags = [{ Key: 'team', Value: 'blue' }];
  const { ARN, VersionId } = await h.create('x', { Description: 'of x', Tags });
  const answer = await h.call(ReplicateSecretToRegions, {
    SecretId: 'x',
    AddReplicaRegions: to(WEST, NORTH),
  });
  const KmsKeyId = 'alias/aws/secretsmanager';
  assert.deepEqual(answer, {
    ARN,
    ReplicationStatus: [NORTH, WEST].map((Region) => ({ Region, KmsKeyId, Status: 'InProgress' })),
  });
  const primary = await describe(h, 'x');
  assert.deepEqual(
    primary.ReplicationStatus,
    [NORTH, WEST].map((Region) => ({ Region, KmsKeyId, ...SYNCED })),
  );
  assert.equal(primary.PrimaryRegion, REGION);

  const copy = await describe(h, 'x', WEST);
  assert.equal(copy.ARN, ARN.replace(REGION, WEST));
  assert.deepEqual(
    [copy.Description, copy.Tags, copy.PrimaryRegion, copy.ReplicationStatus],
    ['of x', Tags, REGION, undefined],
  );
  assert.deepEqual(copy.VersionIdsToStages, { [VersionId]: ['AWSCURRENT'] });
  assert.equal(await readIn(h, WEST), 'first');
  assert.equal(await readIn(h, WEST, { SecretId: copy.ARN }), 'first');
  const read = (await statusOf(h, 'x'))!.map(({ LastAccessedDate }) => LastAccessedDate);
  assert.deepEqual(read, [undefined, h.clock.now() - 12 * 3_600_000]);
  const { SecretList } = await h.call(ListSecrets, {}, h.me, NORTH);
  assert.deepEqual(
    SecretList!.map(({ Name, PrimaryRegion }) => [Name, PrimaryRegion]),
    [['x', REGION]],
  );
  await h.close();
});

test('whatever changes the secret changes its copies in the same breath', async () => {
  const h = await secretsHouse();
  const { VersionId: first } = await h.create('x', { AddReplicaRegions: to(WEST) });
  const second = await h.put('x', 'second');
  const pending = await h.put('x', 'third', ['AWSPENDING']);
  assert.equal(await readIn(h, WEST), 'second');
  assert.equal(await readIn(h, WEST, { VersionStage: 'AWSPREVIOUS' }), 'first');
  assert.equal(await readIn(h, WEST, { VersionStage: 'AWSPENDING' }), 'third');
  await h.call(UpdateSecretVersionStage, {
    SecretId: 'x',
    VersionStage: 'AWSCURRENT',
    MoveToVersionId: pending,
    RemoveFromVersionId: second,
  });
  const { VersionIdsToStages } = await describe(h, 'x', WEST);
  assert.deepEqual(VersionIdsToStages, (await describe(h, 'x')).VersionIdsToStages);
  const { Versions } = await h.call(ListSecretVersionIds, { SecretId: 'x' }, h.me, WEST);
  assert.ok(!Versions!.some(({ VersionId }) => VersionId === first));

  await h.call(UpdateSecret, { SecretId: 'x', Description: 'new', SecretString: 'fourth' });
  await h.call(TagResource, { SecretId: 'x', Tags: [{ Key: 'a', Value: 'b' }] });
  const copy = await describe(h, 'x', WEST);
  assert.deepEqual([copy.Description, copy.Tags], ['new', [{ Key: 'a', Value: 'b' }]]);
  assert.equal(await readIn(h, WEST), 'fourth');
  await h.call(UntagResource, { SecretId: 'x', TagKeys: ['a'] });
  assert.deepEqual((await describe(h, 'x', WEST)).Tags, []);
  await h.close();
});

test('a label that moves to a version without one takes its value along', async () => {
  const h = await secretsHouse();
  const { VersionId: first } = await h.create('x');
  await h.put('x', 'second');
  const third = await h.put('x', 'third');
  await h.call(ReplicateSecretToRegions, { SecretId: 'x', AddReplicaRegions: to(WEST) });
  await assert.rejects(readIn(h, WEST, { VersionId: first }), {
    code: 'ResourceNotFoundException',
  });
  await h.call(UpdateSecretVersionStage, {
    SecretId: 'x',
    VersionStage: 'AWSCURRENT',
    MoveToVersionId: first,
    RemoveFromVersionId: third,
  });
  assert.equal(await readIn(h, WEST), 'first');
  await h.close();
});

test('a replica is read and not written, but for its key', async () => {
  const h = await secretsHouse();
  const { VersionId } = await h.create('x', { AddReplicaRegions: to(WEST) });
  const SecretId = 'x';
  const inWest: typeof h.call = (model, input) => h.call(model, input, h.me, WEST);
  for (const refused of [
    () => inWest(PutSecretValue, { SecretId, SecretString: 'other' }),
    () => inWest(UpdateSecret, { SecretId, Description: 'other' }),
    () => inWest(UpdateSecret, { SecretId, SecretString: 'other' }),
    () => inWest(TagResource, { SecretId, Tags: [{ Key: 'a', Value: 'b' }] }),
    () => inWest(UntagResource, { SecretId, TagKeys: ['a'] }),
    () => inWest(DeleteResourcePolicy, { SecretId }),
    () => inWest(DeleteSecret, { SecretId }),
    () => inWest(DeleteSecret, { SecretId, ForceDeleteWithoutRecovery: true }),
    () => inWest(RestoreSecret, { SecretId }),
    () => inWest(ReplicateSecretToRegions, { SecretId, AddReplicaRegions: to(NORTH) }),
    () => inWest(RemoveRegionsFromReplication, { SecretId, RemoveReplicaRegions: [WEST] }),
    () =>
      inWest(UpdateSecretVersionStage, {
        SecretId,
        VersionStage: 'mine',
        MoveToVersionId: VersionId,
      }),
  ]) {
    await assert.rejects(refused(), ON_A_REPLICA, refused.toString());
  }
  const { KeyMetadata } = await inWest(CreateKey, {});
  await inWest(UpdateSecret, { SecretId, KmsKeyId: KeyMetadata!.Arn! });
  const { Versions } = await inWest(ListSecretVersionIds, { SecretId });
  assert.deepEqual(Versions![0]!.KmsKeyIds, [KeyMetadata!.Arn]);
  assert.equal((await statusOf(h, 'x'))![0]!.KmsKeyId, KeyMetadata!.Arn);
  await h.put('x', 'second');
  assert.equal(await readIn(h, WEST), 'second');
  await h.close();
});

test('a copy is sealed under the key of its own Region, by the caller’s rights there', async () => {
  const h = await secretsHouse();
  const { KeyMetadata } = await h.call(CreateKey, {}, h.me, WEST);
  const KmsKeyId = KeyMetadata!.KeyId!;
  await h.create('x', { AddReplicaRegions: [{ Region: WEST, KmsKeyId }] });
  assert.equal((await statusOf(h, 'x'))![0]!.KmsKeyId, KmsKeyId);
  assert.equal((await describe(h, 'x', WEST)).KmsKeyId, KmsKeyId);
  const made = (await h.events()).filter(
    (event) => event.eventName === 'GenerateDataKey' && event.awsRegion === WEST,
  );
  const context = { SecretARN: (await describe(h, 'x', WEST)).ARN };
  assert.deepEqual(
    made.map((event) => event.requestParameters.encryptionContext.SecretARN),
    [context.SecretARN],
  );
  assert.equal(made[0].userIdentity.arn, h.me.arn);
  await h.close();
});

test('a key that fails in one Region fails that Region alone, until a later change finds it well', async () => {
  const h = await secretsHouse();
  const { KeyMetadata } = await h.call(CreateKey, {}, h.me, WEST);
  const KeyId = KeyMetadata!.KeyId!;
  await h.create('x', {
    AddReplicaRegions: [{ Region: WEST, KmsKeyId: KeyId }, { Region: NORTH }],
  });
  await h.call(DisableKey, { KeyId }, h.me, WEST);
  await h.put('x', 'second');
  const [north, west] = (await statusOf(h, 'x'))!;
  assert.equal(north!.Status, 'InSync');
  assert.equal(west!.Status, 'Failed');
  assert.match(
    west!.StatusMessage!,
    /^Secrets Manager can't encrypt the secret value: \S+ is disabled\. \(Service: AWSKMS;/,
  );
  assert.equal(await readIn(h, NORTH), 'second');
  // Who may not see values does not mend it; the description waits with the value.
  await h.call(EnableKey, { KeyId }, h.me, WEST);
  assert.equal(await readIn(h, WEST), 'first');
  await h.call(TagResource, { SecretId: 'x', Tags: [{ Key: 'a', Value: 'b' }] });
  assert.equal((await statusOf(h, 'x'))![1]!.Status, 'Failed');
  await h.put('x', 'third');
  assert.equal((await statusOf(h, 'x'))![1]!.Status, 'InSync');
  assert.equal(await readIn(h, WEST), 'third');
  assert.equal(await readIn(h, WEST, { VersionStage: 'AWSPREVIOUS' }), 'second');
  assert.equal((await describe(h, 'x', WEST)).Tags!.length, 1);
  await h.close();
});

test('a key that is not there fails the copy and not the secret; asking again mends it', async () => {
  const h = await secretsHouse();
  const { KeyMetadata } = await h.call(CreateKey, {});
  await h.create('x', { AddReplicaRegions: [{ Region: WEST, KmsKeyId: KeyMetadata!.Arn! }] });
  assert.equal(await h.read('x'), 'first');
  assert.equal((await statusOf(h, 'x'))![0]!.Status, 'Failed');
  await assert.rejects(readIn(h, WEST), { code: 'ResourceNotFoundException' });
  await h.call(ReplicateSecretToRegions, { SecretId: 'x', AddReplicaRegions: to(WEST) });
  assert.deepEqual(await statusOf(h, 'x'), [
    { Region: WEST, KmsKeyId: 'alias/aws/secretsmanager', ...SYNCED },
  ]);
  assert.equal(await readIn(h, WEST), 'first');
  await h.close();
});

test('a name that is taken fails the copy, unless it may be overwritten', async () => {
  const h = await secretsHouse();
  await h.call(CreateSecret, { Name: 'x', SecretString: 'of the west' }, h.me, WEST);
  await h.create('x', { AddReplicaRegions: to(WEST) });
  const [west] = (await statusOf(h, 'x'))!;
  assert.deepEqual(
    [west!.Status, west!.StatusMessage],
    ['Failed', 'Secret with this name already exists in this region'],
  );
  assert.equal(await readIn(h, WEST), 'of the west');
  await h.call(ReplicateSecretToRegions, {
    SecretId: 'x',
    AddReplicaRegions: to(WEST),
    ForceOverwriteReplicaSecret: true,
  });
  assert.equal((await statusOf(h, 'x'))![0]!.Status, 'InSync');
  assert.equal(await readIn(h, WEST), 'first');
  await h.close();
});

test('what is part of another replication is not overwritten', async () => {
  const h = await secretsHouse();
  await h.create('x', { AddReplicaRegions: to(WEST) });
  await h.call(CreateSecret, { Name: 'x', SecretString: 'of the north' }, h.me, NORTH);
  const ask = { SecretId: 'x', AddReplicaRegions: to(WEST), ForceOverwriteReplicaSecret: true };
  await h.call(ReplicateSecretToRegions, ask, h.me, NORTH);
  const [status] = (await describe(h, 'x', NORTH)).ReplicationStatus!;
  assert.deepEqual(
    [status!.Status, status!.StatusMessage],
    ['Failed', `Secret is currently replicated to ${REGION} with a different arn`],
  );
  assert.equal(await readIn(h, WEST), 'first');
  await h.close();
});

test('a secret with replicas is not deleted; one that lost them all is', async () => {
  const h = await secretsHouse();
  const { ARN } = await h.create('x', { AddReplicaRegions: to(WEST, NORTH) });
  for (const ForceDeleteWithoutRecovery of [undefined, true]) {
    await assert.rejects(h.call(DeleteSecret, { SecretId: 'x', ForceDeleteWithoutRecovery }), {
      code: 'InvalidParameterException',
      message: `You can't delete secret ${ARN} that still has replica regions [${NORTH}, ${WEST}].`,
    });
  }
  const answer = await h.call(RemoveRegionsFromReplication, {
    SecretId: 'x',
    RemoveReplicaRegions: [WEST],
  });
  assert.deepEqual(
    answer.ReplicationStatus!.map(({ Region }) => Region),
    [NORTH],
  );
  await assert.rejects(readIn(h, WEST), { code: 'ResourceNotFoundException' });
  await assert.rejects(
    h.call(RemoveRegionsFromReplication, { SecretId: 'x', RemoveReplicaRegions: [WEST] }),
    { code: 'InvalidParameterException' },
  );
  // The same Region again: nothing of the first copy is in the way.
  await h.call(ReplicateSecretToRegions, { SecretId: 'x', AddReplicaRegions: to(WEST) });
  assert.equal(await readIn(h, WEST), 'first');
  await h.call(RemoveRegionsFromReplication, {
    SecretId: 'x',
    RemoveReplicaRegions: [WEST, NORTH],
  });
  const alone = await describe(h, 'x');
  assert.deepEqual([alone.PrimaryRegion, alone.ReplicationStatus], [undefined, undefined]);
  await h.call(DeleteSecret, { SecretId: 'x' });
  await h.close();
});

test('a replica that is promoted stands alone, and its former primary no longer counts it', async () => {
  const h = await secretsHouse();
  await h.create('x', { AddReplicaRegions: to(WEST) });
  const { ARN } = await h.call(StopReplicationToReplica, { SecretId: 'x' }, h.me, WEST);
  assert.match(ARN!, /^arn:aws:secretsmanager:eu-west-1:/);
  assert.equal((await describe(h, 'x')).ReplicationStatus, undefined);
  await h.put('x', 'second');
  assert.equal(await readIn(h, WEST), 'first');
  await h.call(PutSecretValue, { SecretId: 'x', SecretString: 'west' }, h.me, WEST);
  assert.equal(await readIn(h, WEST), 'west');
  await assert.rejects(h.call(StopReplicationToReplica, { SecretId: 'x' }, h.me, WEST), {
    code: 'InvalidParameterException',
  });
  // It has the very ARN that a new copy would have.
  const AddReplicaRegions = to(WEST);
  await h.call(ReplicateSecretToRegions, { SecretId: 'x', AddReplicaRegions });
  assert.equal((await statusOf(h, 'x'))![0]!.Status, 'Failed');
  await h.call(ReplicateSecretToRegions, {
    SecretId: 'x',
    AddReplicaRegions,
    ForceOverwriteReplicaSecret: true,
  });
  assert.equal(await readIn(h, WEST), 'second');
  await h.close();
});

test('only Regions that are served can have replicas, each once, and not the secret’s own', async () => {
  const h = await secretsHouse();
  await h.create('x', { AddReplicaRegions: to(WEST) });
  for (const regions of [[REGION], ['mars-west-1'], [NORTH, NORTH], [WEST]]) {
    await assert.rejects(
      h.call(ReplicateSecretToRegions, { SecretId: 'x', AddReplicaRegions: to(...regions) }),
      { code: 'InvalidParameterException' },
      regions.join(),
    );
  }
  await h.close();
});

test('policies may speak of the Regions, of overwriting, and of where the primary lies', async () => {
  const h = await secretsHouse();
  await h.create('x');
  const allow = (Action: string, Condition: object) => ({
    Effect: 'Allow',
    Action: `secretsmanager:${Action}`,
    Resource: '*',
    Condition,
  });
  const copier = await h.user('copier', {
    Version: '2012-10-17',
    Statement: [
      allow('ReplicateSecretToRegions', {
        'ForAllValues:StringEquals': { 'secretsmanager:AddReplicaRegions': [WEST, NORTH] },
        BoolIfExists: { 'secretsmanager:ForceOverwriteReplicaSecret': 'false' },
      }),
      allow('GetSecretValue', {
        StringEquals: { 'secretsmanager:SecretPrimaryRegion': REGION },
      }),
    ],
  });
  const ask = (more: object, ...regions: string[]) =>
    h.call(
      ReplicateSecretToRegions,
      { SecretId: 'x', AddReplicaRegions: to(...regions), ...more },
      copier,
    );
  await assert.rejects(ask({}, WEST, 'us-west-2'), { code: 'AccessDeniedException' });
  await assert.rejects(ask({ ForceOverwriteReplicaSecret: true }, WEST), {
    code: 'AccessDeniedException',
  });
  await ask({}, WEST);
  assert.equal(
    (await h.call(GetSecretValue, { SecretId: 'x' }, copier, WEST)).SecretString,
    'first',
  );
  await h.call(StopReplicationToReplica, { SecretId: 'x' }, h.me, WEST);
  await assert.rejects(h.call(GetSecretValue, { SecretId: 'x' }, copier, WEST), {
    code: 'AccessDeniedException',
  });
  await h.close();
});
