import assert from 'node:assert/strict';
import { type Client, refused, type Told } from './client.ts';

/** Every operation of Secrets Manager that is served. */
export async function secretsJourney({ ask, pages, knows }: Client): Promise<void> {
  const sm = (operation: string, input: object = {}): Promise<Told> =>
    ask('secretsmanager', operation, input);
  const SecretId = 'app/db';
  const first = await sm('CreateSecret', {
    Name: SecretId,
    Description: 'of the application',
    SecretString: 'one',
    Tags: [{ Key: 'team', Value: 'a' }],
  });
  assert.match(first.ARN, /:secret:app\/db-\w{6}$/);
  await refused(
    sm('CreateSecret', { Name: SecretId, SecretString: 'x' }),
    'ResourceExistsException',
    'The operation failed because the secret app/db already exists.',
  );
  const second = await sm('PutSecretValue', { SecretId, SecretString: 'two' });
  assert.deepEqual(second.VersionStages, ['AWSCURRENT']);
  const now = await sm('GetSecretValue', { SecretId });
  assert.deepEqual([now.SecretString, now.VersionId], ['two', second.VersionId]);
  assert.match(now.CreatedDate, /^20\d\d-\d\d-\d\dT/);
  const before = await sm('GetSecretValue', { SecretId, VersionStage: 'AWSPREVIOUS' });
  assert.equal(before.SecretString, 'one');
  await refused(
    sm('GetSecretValue', { SecretId: 'nowhere' }),
    'ResourceNotFoundException',
    "Secrets Manager can't find the specified secret.",
  );
  await refused(
    sm('GetSecretValue', { SecretId, VersionStage: 'MINE' }),
    'ResourceNotFoundException',
    "Secrets Manager can't find the specified secret value for staging label: MINE",
  );

  const third = await sm('UpdateSecret', {
    SecretId,
    Description: 'in bytes',
    SecretBinary: Buffer.from([0, 1, 254, 255]),
  });
  assert.deepEqual((await sm('GetSecretValue', { SecretId })).SecretBinary, BYTES);
  await sm('UpdateSecretVersionStage', {
    SecretId,
    VersionStage: 'AWSCURRENT',
    MoveToVersionId: second.VersionId,
    RemoveFromVersionId: third.VersionId,
  });
  const described = await sm('DescribeSecret', { SecretId });
  assert.equal(described.Description, 'in bytes');
  assert.deepEqual(described.VersionIdsToStages, {
    [second.VersionId]: ['AWSCURRENT'],
    [third.VersionId]: ['AWSPREVIOUS'],
  });
  const listed = await sm('ListSecretVersionIds', { SecretId, IncludeDeprecated: true });
  assert.equal(listed.Versions.length, 3);

  await sm('TagResource', { SecretId, Tags: [{ Key: 'stage', Value: 'test' }] });
  await sm('UntagResource', { SecretId, TagKeys: ['team'] });
  assert.deepEqual((await sm('DescribeSecret', { SecretId })).Tags, [
    { Key: 'stage', Value: 'test' },
  ]);
  await policies(sm, SecretId);
  await copies(sm, SecretId);
  await rotation(sm, SecretId);
  await listing({ ask, pages, knows } as Client, sm);

  const random = await sm('GetRandomPassword', { PasswordLength: 20, ExcludePunctuation: true });
  assert.match(random.RandomPassword, /^\w{20}$/);
  const deleted = await sm('DeleteSecret', { SecretId, RecoveryWindowInDays: 7 });
  assert.match(deleted.DeletionDate, /^20\d\d/);
  await refused(
    sm('GetSecretValue', { SecretId }),
    'InvalidRequestException',
    /because it was marked for deletion/,
  );
  await sm('RestoreSecret', { SecretId });
  assert.equal((await sm('GetSecretValue', { SecretId })).SecretString, 'two');
}

const BYTES = Buffer.from([0, 1, 254, 255]);

type Ask = (operation: string, input?: object) => Promise<Told>;

async function policies(sm: Ask, SecretId: string): Promise<void> {
  const ResourcePolicy = JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { AWS: 'arn:aws:iam::123456789012:root' },
        Action: 'secretsmanager:GetSecretValue',
        Resource: '*',
      },
    ],
  });
  await sm('PutResourcePolicy', { SecretId, ResourcePolicy, BlockPublicPolicy: true });
  const { ResourcePolicy: kept } = await sm('GetResourcePolicy', { SecretId });
  assert.deepEqual(JSON.parse(kept), JSON.parse(ResourcePolicy));
  const judged = await sm('ValidateResourcePolicy', { SecretId, ResourcePolicy });
  assert.equal(judged.PolicyValidationPassed, true);
  const Public = ResourcePolicy.replace('arn:aws:iam::123456789012:root', '*');
  await refused(
    sm('PutResourcePolicy', { SecretId, ResourcePolicy: Public, BlockPublicPolicy: true }),
    'PublicPolicyException',
    "You can't attach a resource-based policy that allows broad access to the secret.",
  );
  await refused(
    sm('PutResourcePolicy', { SecretId, ResourcePolicy: '{"Statement":' }),
    'MalformedPolicyDocumentException',
    'This resource policy contains a syntax error.',
  );
  await sm('DeleteResourcePolicy', { SecretId });
  assert.equal((await sm('GetResourcePolicy', { SecretId })).ResourcePolicy, undefined);
}

async function rotation(sm: Ask, SecretId: string): Promise<void> {
  const RotationRules = { ScheduleExpression: 'cron(0 8 1 * ? *)', Duration: '2h' };
  await refused(
    sm('RotateSecret', { SecretId, RotationRules }),
    'InvalidRequestException',
    'No Lambda rotation function ARN is associated with this secret.',
  );
  const RotationLambdaARN = 'arn:aws:lambda:us-east-1:123456789012:function:nowhere';
  await refused(
    sm('RotateSecret', { SecretId, RotationRules, RotationLambdaARN }),
    'AccessDeniedException',
    /^Secrets Manager cannot invoke the specified Lambda function\. Ensure that the function policy grants access to the principal secretsmanager\.amazonaws\.com/,
  );
  const { ARN, VersionId } = await sm('CancelRotateSecret', { SecretId });
  assert.match(ARN, /:secret:app\/db-\w{6}$/);
  assert.equal(VersionId, undefined);
}

async function copies(sm: Ask, SecretId: string): Promise<void> {
  const Region = 'eu-west-1';
  const KmsKeyId = 'alias/aws/secretsmanager';
  const answer = await sm('ReplicateSecretToRegions', {
    SecretId,
    AddReplicaRegions: [{ Region, KmsKeyId }],
  });
  assert.deepEqual(answer.ReplicationStatus, [{ Region, KmsKeyId, Status: 'InProgress' }]);
  const { PrimaryRegion, ReplicationStatus } = await sm('DescribeSecret', { SecretId });
  assert.equal(PrimaryRegion, 'us-east-1');
  assert.deepEqual(ReplicationStatus, [
    { Region, KmsKeyId, Status: 'InSync', StatusMessage: 'Replication succeeded' },
  ]);
  await refused(
    sm('DeleteSecret', { SecretId }),
    'InvalidParameterException',
    /that still has replica regions \[eu-west-1\]\.$/,
  );
  await refused(
    sm('StopReplicationToReplica', { SecretId }),
    'InvalidParameterException',
    /^Operation not permitted on a primary secret/,
  );
  const removed = await sm('RemoveRegionsFromReplication', {
    SecretId,
    RemoveReplicaRegions: [Region],
  });
  assert.deepEqual(removed.ReplicationStatus, []);
}

async function listing({ pages, knows }: Client, sm: Ask): Promise<void> {
  for (const Name of ['list/1', 'list/2', 'list/3'])
    await sm('CreateSecret', { Name, SecretString: Name });
  const Filters = [{ Key: 'name', Values: ['list/'] }];
  const found = await pages('secretsmanager', 'ListSecrets', { Filters, MaxResults: 2 });
  assert.deepEqual(
    found.map((page) => page.SecretList.map((secret: Told) => secret.Name)),
    [['list/1', 'list/2'], ['list/3']],
  );
  const backwards = await sm('ListSecrets', { Filters, SortOrder: 'desc' });
  assert.equal(backwards.SecretList[0].Name, 'list/3');
  await refused(
    sm('ListSecrets', { NextToken: 'made-up' }),
    'InvalidNextTokenException',
    'The NextToken value is invalid.',
  );
  if (!(await knows('secretsmanager', 'BatchGetSecretValue'))) return;
  const batch = await sm('BatchGetSecretValue', { SecretIdList: ['list/2', 'nowhere'] });
  assert.deepEqual(
    batch.SecretValues.map((each: Told) => each.SecretString),
    ['list/2'],
  );
  assert.deepEqual(
    batch.Errors.map((each: Told) => [each.SecretId, each.ErrorCode]),
    [['nowhere', 'ResourceNotFoundException']],
  );
}
