import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { aws } from '../clients.ts';
import { zipOf } from '../functions.ts';
import { keptServer } from '../kept-server.ts';
import { missing } from '../process.ts';

const READS_SECRETS = `
import boto3, os
def handler(event, context):
    print("asked for", event["secret"], "in a", os.environ["TONE"], "tone")
    value = boto3.client("secretsmanager").get_secret_value(SecretId=event["secret"])
    return {"length": len(value["SecretString"]), "version": context.function_version}
`;
const TELLS_WHO = `
import { STSClient, GetCallerIdentityCommand } from '@aws-sdk/client-sts';
export const handler = async ({ note = 'none' }) => {
  console.log('note', note);
  return (await new STSClient({}).send(new GetCallerIdentityCommand({}))).Arn;
};
`;
const CANARY = 'canary-in-the-environment';

test('functions are made from zips with the AWS CLI, act as their roles, write logs, and outlive the server', {
  skip: missing('aws', 'boto3'),
}, async (t) => {
  const server = await keptServer(t);
  const file = (name: string, content: string | Uint8Array) => {
    const path = join(server.folder, name);
    writeFileSync(path, content);
    return `fileb://${path}`;
  };
  const cli = (...args: readonly string[]) => aws(server.url, server.administrator, ...args);
  const told = (...args: readonly string[]): any => {
    const { status, stdout, stderr } = cli(...args);
    assert.equal(status, 0, stderr);
    return stdout === '' ? undefined : JSON.parse(stdout);
  };
  const answer = join(server.folder, 'answer.json');
  const invoke = (name: string, event: object, ...more: readonly string[]) => {
    const payload = file('event.json', JSON.stringify(event));
    const line = ['lambda', 'invoke', '--function-name', name, '--payload', payload, ...more];
    const outcome = told(...line, answer);
    return { ...outcome, answer: JSON.parse(readFileSync(answer, 'utf8') || 'null') };
  };
  const role = (name: string, policy: object) => {
    const trust = {
      Effect: 'Allow',
      Principal: { Service: 'lambda.amazonaws.com' },
      Action: 'sts:AssumeRole',
    };
    const document = (statement: object) =>
      JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
    const made = told(
      'iam',
      'create-role',
      '--role-name',
      name,
      '--assume-role-policy-document',
      document(trust),
    );
    told(
      'iam',
      'attach-role-policy',
      '--role-name',
      name,
      '--policy-arn',
      'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole',
    );
    const inline = ['--policy-name', 'own', '--policy-document', document(policy)];
    assert.equal(cli('iam', 'put-role-policy', '--role-name', name, ...inline).status, 0);
    return made.Role.Arn as string;
  };
  const secret = (name: string) =>
    told('secretsmanager', 'create-secret', '--name', name, '--secret-string', 'opensesame').ARN;

  const mine = secret('mine');
  secret('not-mine');
  const reads = role('reads', {
    Effect: 'Allow',
    Action: 'secretsmanager:GetSecretValue',
    Resource: mine,
  });
  const made = told(
    'lambda',
    'create-function',
    '--function-name',
    'reads',
    '--runtime',
    'python3.12',
    '--handler',
    'main.handler',
    '--role',
    reads,
    '--timeout',
    '20',
    '--zip-file',
    file('reads.zip', zipOf({ 'main.py': READS_SECRETS })),
    '--environment',
    `Variables={TONE=calm,CANARY=${CANARY}}`,
  );
  assert.equal(made.State, 'Pending');
  assert.equal(cli('lambda', 'wait', 'function-active-v2', '--function-name', 'reads').status, 0);

  const good = invoke('reads', { secret: 'mine' }, '--log-type', 'Tail');
  assert.deepEqual(good.answer, { length: 10, version: '$LATEST' });
  const tail = Buffer.from(good.LogResult, 'base64').toString();
  assert.match(tail, /asked for mine in a calm tone\nEND RequestId: /);
  const bad = invoke('reads', { secret: 'not-mine' });
  assert.equal(bad.FunctionError, 'Unhandled');
  assert.match(
    bad.answer.errorMessage,
    /assumed-role\/reads\/reads is not authorized to perform: secretsmanager:GetSecretValue/,
  );
  const { events } = told(
    'logs',
    'filter-log-events',
    '--log-group-name',
    '/aws/lambda/reads',
    '--filter-pattern',
    '"asked for"',
  );
  assert.deepEqual(
    events.map(({ message }: any) => message),
    ['asked for mine in a calm tone', 'asked for not-mine in a calm tone'],
  );

  const who = role('who', { Effect: 'Deny', Action: 's3:*', Resource: '*' });
  told(
    'lambda',
    'create-function',
    '--function-name',
    'who',
    '--runtime',
    'nodejs22.x',
    '--handler',
    'index.handler',
    '--role',
    who,
    '--timeout',
    '20',
    '--publish',
    '--zip-file',
    file('who.zip', zipOf({ 'index.mjs': TELLS_WHO })),
  );
  assert.match(invoke('who:1', {}).answer, /:assumed-role\/who\/who$/);

  // What was taken is kept: the server goes as in a power cut before anybody has looked at the event.
  invoke('who', { note: 'kept' }, '--invocation-type', 'Event');
  await server.kill();
  await server.start();
  assert.deepEqual(invoke('reads', { secret: 'mine' }).answer.length, 10);
  const log = () =>
    cli('logs', 'filter-log-events', '--log-group-name', '/aws/lambda/who').stdout.toString();
  while (!log().includes('note kept'));

  const data = readdirSync(server.data, { recursive: true, withFileTypes: true });
  for (const entry of data.filter((one) => one.isFile())) {
    const bytes = readFileSync(join(entry.parentPath, entry.name)).toString('latin1');
    for (const hidden of [CANARY, 'calm tone', 'note kept'])
      assert.ok(!bytes.includes(hidden), `${hidden} in ${entry.name}`);
  }
});
