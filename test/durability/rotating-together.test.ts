import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { CreateRoleCommand, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { AddPermissionCommand, CreateFunctionCommand } from '@aws-sdk/client-lambda';
import {
  CreateSecretCommand,
  DescribeSecretCommand,
  RotateSecretCommand,
} from '@aws-sdk/client-secrets-manager';
import { systemClock } from '../../src/base/clock.ts';
import { clients } from '../clients.ts';
import { zipOf } from '../functions.ts';
import { keptServer } from '../kept-server.ts';
import { missing } from '../process.ts';
import { postgresStore } from './postgres.ts';

const SECRETS = 8;

/** As short as a rotation function can be. */
const ROTATES = `
import * as sm from '@aws-sdk/client-secrets-manager';
const client = new sm.SecretsManagerClient({});
export const handler = async ({ Step, SecretId, ClientRequestToken, RotationToken }) => {
  const asked = { SecretId, ClientRequestToken, RotationToken };
  if (Step === 'createSecret')
    await client.send(new sm.PutSecretValueCommand({ ...asked, SecretString: ClientRequestToken, VersionStages: ['AWSPENDING'] }));
  if (Step !== 'finishSecret') return;
  const { VersionIdsToStages } = await client.send(new sm.DescribeSecretCommand({ SecretId }));
  const [RemoveFromVersionId] = Object.entries(VersionIdsToStages).find(([, on]) => on.includes('AWSCURRENT'));
  await client.send(new sm.UpdateSecretVersionStageCommand({ SecretId, VersionStage: 'AWSCURRENT', MoveToVersionId: ClientRequestToken, RemoveFromVersionId }));
};`;

const document = (statement: object): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', ...statement }] });

test('two servers on one store: who asks first of either begins the rotation, and each step is done once', {
  skip: missing('postgresql'),
}, async (t) => {
  const store = await postgresStore('rotating');
  const one = await keptServer(t, { store });
  const { administrator } = one;
  const key = `file:${join(one.folder, 'lockstead-root.key')}`;
  const other = await keptServer(t, { store, flags: ['--root-key', key], administrator });
  const [here, there] = [one, other].map(({ url }) => clients(administrator, { endpoint: url }));

  const RoleName = 'rotates';
  const trust = { Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' };
  const { Role } = await here!.iam.send(
    new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: document(trust) }),
  );
  const PolicyDocument = document({ Action: ['secretsmanager:*', 'kms:*'], Resource: '*' });
  await here!.iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: 'own', PolicyDocument }));
  const FunctionName = 'rotates';
  const { FunctionArn: RotationLambdaARN } = await here!.lambda.send(
    new CreateFunctionCommand({
      FunctionName,
      Role: Role!.Arn!,
      Runtime: 'nodejs24.x',
      Handler: 'index.handler',
      Timeout: 60,
      Code: { ZipFile: zipOf({ 'index.mjs': ROTATES }) },
    }),
  );
  await here!.lambda.send(
    new AddPermissionCommand({
      FunctionName,
      StatementId: 'rotation',
      Action: 'lambda:InvokeFunction',
      Principal: 'secretsmanager.amazonaws.com',
    }),
  );

  const names = Array.from({ length: SECRETS }, (_, i) => `s${i}`);
  const RotationRules = { AutomaticallyAfterDays: 30 };
  const won: string[] = [];
  for (const Name of names) {
    await here!.secrets.send(new CreateSecretCommand({ Name, SecretString: 'first' }));
    const asked = await Promise.allSettled(
      [here!, there!].map(({ secrets }) =>
        secrets.send(new RotateSecretCommand({ SecretId: Name, RotationLambdaARN, RotationRules })),
      ),
    );
    const winners = asked.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    assert.equal(winners.length, 1, Name);
    won.push(winners[0]!.VersionId!);
    const [loser] = asked.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
    assert.equal(
      loser.message,
      "A previous rotation isn't complete. That rotation will be reattempted.",
    );
  }
  const describe = (SecretId: string) =>
    there!.secrets.send(new DescribeSecretCommand({ SecretId }));
  const isDone = async (name: string, i: number) => {
    const { VersionIdsToStages } = await describe(name);
    return VersionIdsToStages![won[i]!]?.join() === 'AWSCURRENT';
  };
  for (const end = systemClock.now() + 120_000; ; ) {
    const done = await Promise.all(names.map(isDone));
    if (done.every(Boolean)) break;
    assert.ok(systemClock.now() < end, `${done}`);
  }

  const account = Role!.Arn!.split(':')[4]!;
  const events = await one.events(account);
  const count = (name: string) => events.filter(({ eventName }) => eventName === name).length;
  assert.equal(count('RotationStarted'), SECRETS);
  assert.equal(count('RotationSucceeded'), SECRETS);
  assert.equal(count('RotationFailed'), 0);
  const steps = events.filter(
    ({ eventName, userIdentity, requestParameters }) =>
      eventName.startsWith('Invoke') &&
      userIdentity.invokedBy === 'secretsmanager.amazonaws.com' &&
      requestParameters.invocationType !== 'DryRun',
  );
  assert.equal(steps.length, 4 * SECRETS);
  const counted = await Promise.all(
    [one, other].map(async ({ url }) => {
      const text = await (await fetch(`${url}/metrics`)).text();
      const line = /^lockstead_rotations_total\{kind="rotation",outcome="succeeded"\} (\d+)$/m;
      return Number(line.exec(text)![1]);
    }),
  );
  assert.equal(counted[0]! + counted[1]!, SECRETS);
  t.diagnostic(`${counted.join(' and ')} rotations`);
});
