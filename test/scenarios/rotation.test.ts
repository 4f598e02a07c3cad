import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { CreateRoleCommand, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import {
  CreateSecretCommand,
  DescribeSecretCommand,
  GetSecretValueCommand,
  RotateSecretCommand,
} from '@aws-sdk/client-secrets-manager';
import { systemClock } from '../../src/base/clock.ts';
import { seededRandom, systemRandom, uuid } from '../../src/base/random.ts';
import { aws, clients } from '../clients.ts';
import { zipOf } from '../functions.ts';
import { type Credentials, keptServer } from '../kept-server.ts';
import { freePort, lockstead, missing, scratch } from '../process.ts';
import { ROTATES } from '../rotation-function.ts';

/** `npm run prove` kills far more often. */
const KILLS = process.env['LOCKSTEAD_PROVE'] ? 40 : 4;

interface Place {
  readonly url: string;
  readonly credentials: Credentials;
  readonly folder: string;
}

/** A secret whose password is that of a database, and the function that rotates it. */
async function rotating({ url, credentials, folder }: Place) {
  const { secrets, iam } = clients(credentials, { endpoint: url });
  const cli = (...args: readonly string[]): any => {
    const { status, stdout, stderr } = aws(url, credentials, ...args);
    assert.equal(status, 0, stderr);
    return stdout === '' ? undefined : JSON.parse(stdout);
  };
  const document = (statement: object) =>
    JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', ...statement }] });
  const read = async (SecretId: string, VersionStage = 'AWSCURRENT') =>
    (await secrets.send(new GetSecretValueCommand({ SecretId, VersionStage }))).SecretString!;
  const password = async (stage?: string): Promise<string> =>
    JSON.parse(await read('app/db', stage)).password;
  const create = (Name: string, SecretString: string) =>
    secrets.send(new CreateSecretCommand({ Name, SecretString }));
  await create('the-database', 'first');
  const { ARN } = await create('app/db', JSON.stringify({ username: 'app', password: 'first' }));

  const trust = { Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' };
  const RoleName = 'rotates';
  const AssumeRolePolicyDocument = document(trust);
  const made = await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument }));
  const actions = [
    'DescribeSecret',
    'GetSecretValue',
    'PutSecretValue',
    'UpdateSecretVersionStage',
    'GetRandomPassword',
  ];
  const Action = actions.map((action) => `secretsmanager:${action}`);
  const PolicyDocument = document({ Action, Resource: '*' });
  await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: 'own', PolicyDocument }));
  const zip = join(folder, 'rotates.zip');
  writeFileSync(zip, zipOf({ 'main.py': ROTATES }));
  const lambda = (line: string, ...more: readonly string[]) =>
    cli('lambda', ...line.split(' '), '--function-name', 'rotates', ...more);
  const { FunctionArn } = lambda(
    'create-function --runtime python3.12 --handler main.handler --timeout 60',
    '--role',
    made.Role!.Arn!,
    '--zip-file',
    `fileb://${zip}`,
    '--environment',
    'Variables={DATABASE=the-database}',
  );
  const allow = () =>
    lambda(
      'add-permission --statement-id rotation --action lambda:InvokeFunction',
      '--principal',
      'secretsmanager.amazonaws.com',
      '--source-arn',
      ARN!,
    );
  const describe = () => secrets.send(new DescribeSecretCommand({ SecretId: 'app/db' }));
  const stagesOf = async (version: string): Promise<readonly string[]> =>
    (await describe()).VersionIdsToStages![version] ?? [];
  /** Asks until it is so; whoever waits for more than two minutes waits in vain. */
  const until = async (isSo: () => Promise<boolean>): Promise<void> => {
    for (const end = systemClock.now() + 120_000; !(await isSo()); )
      assert.ok(systemClock.now() < end, JSON.stringify(await describe()));
  };
  /** Of all versions that have one: what is pending may have none yet. */
  const passwords = () =>
    Promise.all(
      ['AWSCURRENT', 'AWSPENDING', 'AWSPREVIOUS'].map((stage) => password(stage).catch(() => '')),
    );
  const database = () => read('the-database');
  return { secrets, password, passwords, database, allow, describe, stagesOf, until, FunctionArn };
}

test('a rotation function in Python changes a password, now and whenever the schedule says so', {
  skip: missing('aws', 'boto3'),
}, async (t) => {
  const port = await freePort();
  const server = await lockstead(['dev', '--port', String(port)], { port });
  t.after(() => server.end('SIGKILL'));
  const { path: folder, remove } = scratch();
  t.after(remove);
  const credentials = {
    accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
    secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
  };
  const r = await rotating({ url: server.url, credentials, folder });
  const set = [
    '--rotation-lambda-arn',
    r.FunctionArn,
    '--rotation-rules',
    'AutomaticallyAfterDays=30',
  ];
  const rotate = (...more: readonly string[]) => {
    const line = ['secretsmanager', 'rotate-secret', '--secret-id', 'app/db', ...more];
    return aws(server.url, credentials, ...line);
  };
  const refused = rotate(...set);
  assert.notEqual(refused.status, 0);
  assert.match(
    refused.stderr,
    /\(AccessDeniedException\) when calling the RotateSecret operation: Secrets Manager cannot invoke the specified Lambda function\./,
  );
  r.allow();
  const { VersionId } = JSON.parse(rotate(...set).stdout);
  await r.until(async () => (await r.stagesOf(VersionId)).join() === 'AWSCURRENT');
  const second = await r.password();
  assert.equal(second.length, 32);
  assert.equal(await r.database(), second);
  assert.equal(await r.password('AWSPREVIOUS'), 'first');

  let before = second;
  for (let month = 0; month < 2; month++) {
    const body = JSON.stringify({ advance: 'P31D' });
    const moved = await fetch(`${server.url}/_lockstead/clock`, { method: 'POST', body });
    assert.equal(moved.status, 200);
    await r.until(async () => (await r.password()) !== before);
    await r.until(
      async () =>
        !Object.values((await r.describe()).VersionIdsToStages!)
          .flat()
          .includes('AWSPENDING'),
    );
    assert.equal(await r.password('AWSPREVIOUS'), before);
    before = await r.password();
    assert.equal(await r.database(), before);
  }
});

test('kill -9 at any moment of a rotation leaves a password that works, and the rotation is finished', {
  skip: missing('aws', 'boto3'),
}, async (t: TestContext) => {
  const server = await keptServer(t);
  const r = await rotating({
    url: server.url,
    credentials: server.administrator,
    folder: server.folder,
  });
  r.allow();
  const seed = uuid(systemRandom);
  t.diagnostic(`seed ${seed}, ${KILLS} kills`);
  const random = seededRandom(seed);
  const more = { RotationLambdaARN: r.FunctionArn, RotationRules: { AutomaticallyAfterDays: 30 } };
  for (let kill = 0; kill < KILLS; kill++) {
    const asked = { SecretId: 'app/db', ...(kill === 0 ? more : {}) };
    const { VersionId } = await r.secrets.send(new RotateSecretCommand(asked));
    // Somewhere in the rotation, or soon after it.
    const looks = random.bytes(2).reduce((sum, byte) => sum * 256 + byte, 0) % 600;
    for (let look = 0; look < looks; look++) await r.describe();
    await server.kill();
    await server.start();
    const what = `seed ${seed}, kill ${kill}`;
    assert.ok((await r.passwords()).includes(await r.database()), what);
    await r.until(async () => (await r.stagesOf(VersionId!)).join() === 'AWSCURRENT');
    assert.equal(await r.database(), await r.password(), what);
  }
});
