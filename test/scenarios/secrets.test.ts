/** Secrets Manager as people type it: what versions, lists, replicas, keys and owners do, by the AWS CLI. */
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { CreateSecretCommand, DescribeSecretCommand } from '@aws-sdk/client-secrets-manager';
import { aws, clients } from '../clients.ts';
import { type KeptServer, keptServer } from '../kept-server.ts';
import { missing } from '../process.ts';

interface Shell {
  readonly server: KeptServer;
  /** Types a line after `aws`, words apart by one space, and gives what it printed. */
  readonly told: (line: string) => any;
  /** The same, for a line that is refused. */
  readonly refused: (line: string, sentence: string | RegExp) => void;
}

async function shell(t: TestContext): Promise<Shell> {
  const server = await keptServer(t);
  const cli = (line: string) => aws(server.url, server.administrator, ...line.split(' '));
  return {
    server,
    told: (line) => {
      const { status, stdout, stderr } = cli(line);
      assert.equal(status, 0, `aws ${line}\n${stderr}`);
      return stdout === '' ? undefined : JSON.parse(stdout);
    },
    refused: (line, sentence) => {
      const { status, stdout, stderr } = cli(line);
      const said = stderr.trim().replace(/^An error occurred /, '');
      assert.equal(stdout, '', `aws ${line}`);
      if (typeof sentence === 'string') assert.equal(said, sentence);
      else assert.match(said, sentence);
      assert.notEqual(status, 0);
    },
  };
}

const SM = 'secretsmanager';

test('versions: what is put becomes current, a label moves back, and a token means one value', {
  skip: missing('aws'),
}, async (t) => {
  const { server, told, refused } = await shell(t);
  const token = (digit: number) => `00000000-0000-4000-8000-00000000000${digit}`;
  const put = (digit: number, value: string) =>
    `${SM} put-secret-value --secret-id db --secret-string ${value} --client-request-token ${token(digit)}`;
  const { ARN } = told(
    `${SM} create-secret --name db --secret-string one --client-request-token ${token(1)}`,
  );
  told(put(2, 'two'));
  assert.deepEqual(told(put(2, 'two')).VersionStages, ['AWSCURRENT']);
  refused(
    put(2, 'another'),
    `(ResourceExistsException) when calling the PutSecretValue operation: You can't use ClientRequestToken ${token(2)} because that value is already in use for a version of secret ${ARN}.`,
  );
  told(put(3, 'three'));
  const move = `${SM} update-secret-version-stage --secret-id db --version-stage AWSCURRENT --move-to-version-id ${token(1)}`;
  refused(
    move,
    `(InvalidParameterException) when calling the UpdateSecretVersionStage operation: The parameter RemoveFromVersionId can't be empty. Staging label AWSCURRENT is currently attached to version ${token(3)}, so you must explicitly reference that version in RemoveFromVersionId.`,
  );
  told(`${move} --remove-from-version-id ${token(3)}`);
  const versions = `${SM} list-secret-version-ids --secret-id db`;
  assert.deepEqual(
    told(versions).Versions.map((v: any) => [v.VersionId, v.VersionStages]),
    [
      [token(1), ['AWSCURRENT']],
      [token(3), ['AWSPREVIOUS']],
    ],
  );
  assert.equal(told(`${versions} --include-deprecated`).Versions.length, 3);

  await server.kill();
  await server.start();
  assert.equal(told(`${SM} get-secret-value --secret-id ${ARN.slice(0, -7)}`).SecretString, 'one');
  told(`${SM} delete-secret --secret-id db`);
  refused(
    `${SM} create-secret --name db --secret-string new`,
    "(InvalidRequestException) when calling the CreateSecret operation: You can't create this secret because a secret with this name is already scheduled for deletion.",
  );
  told(`${SM} restore-secret --secret-id db`);
  assert.equal(told(`${SM} get-secret-value --secret-id db`).SecretString, 'one');
});

test('finding: filters, orders, and pages that go on after a restart', {
  skip: missing('aws'),
}, async (t) => {
  const { server, told, refused } = await shell(t);
  for (const [name, team] of [
    ['prod/db', 'blue'],
    ['prod/web', 'red'],
    ['dev/db', 'blue'],
  ]) {
    told(
      `${SM} create-secret --name ${name} --secret-string of-${name} --description Password --tags Key=team,Value=${team}`,
    );
  }
  const list = (more: string) => told(`${SM} list-secrets ${more}`);
  const names = (more: string) => list(more).SecretList.map(({ Name }: any) => Name);
  assert.deepEqual(names('--filters Key=name,Values=prod/'), ['prod/db', 'prod/web']);
  assert.deepEqual(names('--filters Key=name,Values=!prod/'), ['dev/db']);
  assert.deepEqual(names('--filters Key=tag-value,Values=blue Key=name,Values=prod'), ['prod/db']);
  assert.deepEqual(names('--filters Key=all,Values=passw'), ['prod/db', 'prod/web', 'dev/db']);
  assert.deepEqual(names('--sort-order desc'), ['dev/db', 'prod/web', 'prod/db']);

  const { NextToken } = list('--page-size 2 --max-items 2');
  await server.kill();
  await server.start();
  assert.deepEqual(names(`--page-size 2 --starting-token ${NextToken}`), ['dev/db']);
  refused(
    `${SM} list-secrets --next-token made-up --no-paginate`,
    '(InvalidNextTokenException) when calling the ListSecrets operation: The NextToken value is invalid.',
  );
  const batch = told(`${SM} batch-get-secret-value --secret-id-list dev/db nowhere`);
  assert.equal(batch.SecretValues[0].SecretString, 'of-dev/db');
  assert.deepEqual(batch.Errors, [
    {
      SecretId: 'nowhere',
      ErrorCode: 'ResourceNotFoundException',
      Message: "Secrets Manager can't find the specified secret.",
    },
  ]);
});

test('replication: copied, followed, read only, promoted', {
  skip: missing('aws'),
}, async (t) => {
  const { server, told, refused } = await shell(t);
  const west = '--region eu-west-1';
  const made = told(
    `${SM} create-secret --name db --secret-string one --add-replica-regions Region=eu-west-1`,
  );
  assert.equal(made.ReplicationStatus[0].Status, 'InProgress');
  const get = `${SM} get-secret-value --secret-id db ${west}`;
  assert.equal(told(get).SecretString, 'one');
  told(`${SM} put-secret-value --secret-id db --secret-string two`);
  await server.kill();
  await server.start();
  assert.equal(told(get).SecretString, 'two');
  assert.equal(told(get).ARN, made.ARN.replace('us-east-1', 'eu-west-1'));
  const READ_ONLY =
    "Operation not permitted on a replica secret. Call must be made in primary secret's region.";
  refused(
    `${SM} put-secret-value --secret-id db --secret-string three ${west}`,
    `(InvalidParameterException) when calling the PutSecretValue operation: ${READ_ONLY}`,
  );
  refused(
    `${SM} delete-secret --secret-id db`,
    `(InvalidParameterException) when calling the DeleteSecret operation: You can't delete secret ${made.ARN} that still has replica regions [eu-west-1].`,
  );
  const asked = `${SM} replicate-secret-to-regions --secret-id db --add-replica-regions`;
  told(`${asked} Region=eu-north-1,KmsKeyId=alias/nowhere`);
  const { PrimaryRegion, ReplicationStatus } = told(`${SM} describe-secret --secret-id db`);
  assert.equal(PrimaryRegion, 'us-east-1');
  assert.deepEqual(
    ReplicationStatus.map(({ Region, Status }: any) => [Region, Status]),
    [
      ['eu-north-1', 'Failed'],
      ['eu-west-1', 'InSync'],
    ],
  );
  assert.equal(ReplicationStatus[1].StatusMessage, 'Replication succeeded');
  told(`${SM} remove-regions-from-replication --secret-id db --remove-replica-regions eu-north-1`);
  told(`${SM} stop-replication-to-replica --secret-id db ${west}`);
  told(`${SM} put-secret-value --secret-id db --secret-string three ${west}`);
  assert.equal(told(get).SecretString, 'three');
  told(`${SM} delete-secret --secret-id db`);
});

test('encryption: a new key takes over what is in use, and a key that is disabled shuts it', {
  skip: missing('aws'),
}, async (t) => {
  const { server, told, refused } = await shell(t);
  const { Arn } = told('kms create-key').KeyMetadata;
  told(`${SM} create-secret --name db --secret-string one`);
  told(`${SM} put-secret-value --secret-id db --secret-string two`);
  told(`${SM} update-secret --secret-id db --kms-key-id ${Arn}`);
  const { Versions } = told(`${SM} list-secret-version-ids --secret-id db`);
  assert.deepEqual(
    Versions.map(({ KmsKeyIds }: any) => KmsKeyIds),
    [[Arn], [Arn]],
  );
  const account = Arn.split(':')[4];
  const tried = (await server.events(account))
    .filter(({ eventName }) => eventName === 'GenerateDataKey')
    .map(({ requestParameters }) => requestParameters.encryptionContext.SecretVersionId);
  assert.ok(tried.includes('RequestToValidateKeyAccess'));

  const get = `${SM} get-secret-value --secret-id db`;
  told(`kms disable-key --key-id ${Arn}`);
  refused(
    get,
    /^\(DecryptionFailure\) when calling the GetSecretValue operation: Secrets Manager can't decrypt the secret value: \S+ is disabled\. \(Service: AWSKMS; Status Code: 400; Error Code: DisabledException; Request ID: [-\w]+; Proxy: null\)$/,
  );
  refused(
    `${SM} put-secret-value --secret-id db --secret-string three`,
    /^\(EncryptionFailure\) when calling the PutSecretValue operation: Secrets Manager can't encrypt the secret value: \S+ is disabled\. \(Service: AWSKMS;/,
  );
  told(`kms enable-key --key-id ${Arn}`);
  assert.equal(told(get).SecretString, 'two');
});

test('owners and types: a name with a `!` is a service’s, a type is a partner’s', {
  skip: missing('aws'),
}, async (t) => {
  const { server, told, refused } = await shell(t);
  refused(
    `${SM} create-secret --name rds!db-1 --secret-string x`,
    '(ValidationException) when calling the CreateSecret operation: Invalid name. Must be a valid name containing alphanumeric characters, or any of the following: -/_+=.@!',
  );
  refused(
    `${SM} create-secret --name db --tags Key=aws:secretsmanager:owningService,Value=rds`,
    '(InvalidParameterException) when calling the CreateSecret operation: Tag keys that begin with aws: are reserved for AWS use.',
  );
  // Releases of the CLI from before November 2025 know no types.
  const { secrets } = clients(server.administrator, { endpoint: server.url });
  await secrets.send(new CreateSecretCommand({ Name: 'crm', Type: 'SalesforceClientSecret' }));
  const described = await secrets.send(new DescribeSecretCommand({ SecretId: 'crm' }));
  assert.equal(described.Type, 'SalesforceClientSecret');
  assert.equal(described.OwningService, undefined);
  assert.deepEqual(
    told(`${SM} list-secrets --filters Key=owning-service,Values=rds`).SecretList,
    [],
  );
});
