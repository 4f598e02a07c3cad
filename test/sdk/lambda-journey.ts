import assert from 'node:assert/strict';
import { zipOf } from '../functions.ts';
import { type Client, refused, type Told } from './client.ts';
import { ACCOUNT } from './world.ts';

type Ask = (operation: string, input?: object) => Promise<Told>;

const FunctionName = 'journey';
const ARN = `arn:aws:lambda:us-east-1:${ACCOUNT}:function:${FunctionName}`;
// The world's role that trusts Lambda.
const Role = `arn:aws:iam::${ACCOUNT}:role/locked`;

const code = (answer: string): Buffer =>
  Buffer.from(
    zipOf({
      'index.mjs': `
import { STSClient, GetCallerIdentityCommand } from '@aws-sdk/client-sts';
export const handler = async (event) => {
  console.log('asked', event.said);
  if (event.said === 'fail') throw new TypeError('as it was told');
  const { Arn } = await new STSClient({}).send(new GetCallerIdentityCommand({}));
  return { answer: ${answer}, Arn, tone: process.env.TONE };
};`,
    }),
  );

/** Every operation of Lambda that is served, with a function that runs. */
export async function lambdaJourney(client: Client): Promise<void> {
  const lambda: Ask = (operation, input = {}) => client.ask('lambda', operation, input);
  await makes(client, lambda);
  await invokes(lambda);
  await changes(client, lambda);
  await versions(client, lambda);
  await permissions(lambda);
  await limits(client, lambda);
  await layers(client, lambda);
  await lambda('DeleteFunction', { FunctionName });
  await refused(
    lambda('GetFunction', { FunctionName }),
    'ResourceNotFoundException',
    `Function not found: ${ARN}`,
    404,
  );
}

async function makes({ wait, pages }: Client, lambda: Ask): Promise<void> {
  const asked = {
    FunctionName,
    Runtime: 'nodejs22.x',
    Handler: 'index.handler',
    Role,
    Timeout: 30,
    Code: { ZipFile: code("'one'") },
    Environment: { Variables: { TONE: 'calm' } },
    Tags: { team: 'a' },
  };
  const made = await lambda('CreateFunction', asked);
  assert.deepEqual([made.FunctionArn, made.State], [ARN, 'Pending']);
  await wait('lambda', 'FunctionActiveV2', { FunctionName });
  await refused(
    lambda('CreateFunction', asked),
    'ResourceConflictException',
    `Function already exist: ${FunctionName}`,
    409,
  );
  const { Configuration, Tags, Code } = await lambda('GetFunction', { FunctionName });
  assert.deepEqual([Configuration.CodeSha256, Tags], [made.CodeSha256, { team: 'a' }]);
  // As a browser or a deployment tool reads it: the link alone is enough.
  const zip = Buffer.from(await (await fetch(Code.Location)).arrayBuffer());
  assert.deepEqual(zip, asked.Code.ZipFile);
  const listed = await pages('lambda', 'ListFunctions');
  assert.deepEqual(
    listed.flatMap((page) => page.Functions.map((one: Told) => one.FunctionName)),
    [FunctionName],
  );
  const { AccountUsage } = await lambda('GetAccountSettings');
  assert.equal(AccountUsage.FunctionCount, 1);
  const { CodeSigningConfigArn } = await lambda('GetFunctionCodeSigningConfig', { FunctionName });
  assert.equal(CodeSigningConfigArn, '');

  await lambda('TagResource', { Resource: ARN, Tags: { stage: 'test' } });
  await lambda('UntagResource', { Resource: ARN, TagKeys: ['team'] });
  assert.deepEqual((await lambda('ListTags', { Resource: ARN })).Tags, { stage: 'test' });
}

async function invokes(lambda: Ask): Promise<void> {
  const invoke = (said: string, more: object = {}) =>
    lambda('Invoke', { FunctionName, Payload: Buffer.from(JSON.stringify({ said })), ...more });
  const good = await invoke('hello', { LogType: 'Tail' });
  assert.deepEqual([good.StatusCode, good.ExecutedVersion], [200, '$LATEST']);
  assert.deepEqual(JSON.parse(good.Payload.toString()), {
    answer: 'one',
    Arn: `arn:aws:sts::${ACCOUNT}:assumed-role/locked/${FunctionName}`,
    tone: 'calm',
  });
  assert.match(Buffer.from(good.LogResult, 'base64').toString(), /INFO\tasked hello\nEND /);
  const bad = await invoke('fail');
  assert.equal(bad.FunctionError, 'Unhandled');
  const { errorType, errorMessage } = JSON.parse(bad.Payload.toString());
  assert.deepEqual([errorType, errorMessage], ['TypeError', 'as it was told']);
  assert.equal((await invoke('nothing', { InvocationType: 'DryRun' })).StatusCode, 204);
  assert.equal((await invoke('later', { InvocationType: 'Event' })).StatusCode, 202);
  await refused(
    lambda('Invoke', { FunctionName: 'nowhere' }),
    'ResourceNotFoundException',
    `Function not found: ${ARN.replace(FunctionName, 'nowhere')}`,
    404,
  );
  await refused(
    lambda('Invoke', { FunctionName, Payload: Buffer.from('{"said":') }),
    'InvalidRequestContentException',
    /^Could not parse request body into json/,
  );
}

async function changes({ wait }: Client, lambda: Ask): Promise<void> {
  const first = await lambda('PublishVersion', { FunctionName, Description: 'the first' });
  assert.equal(first.Version, '1');
  await lambda('UpdateFunctionCode', { FunctionName, ZipFile: code("'two'") });
  await wait('lambda', 'FunctionUpdatedV2', { FunctionName });
  const Environment = { Variables: { TONE: 'loud' } };
  const { RevisionId } = await lambda('UpdateFunctionConfiguration', {
    FunctionName,
    Environment,
    MemorySize: 256,
  });
  const now = await lambda('GetFunctionConfiguration', { FunctionName });
  assert.deepEqual([now.MemorySize, now.Environment], [256, Environment]);
  await refused(
    lambda('PublishVersion', { FunctionName, RevisionId: first.RevisionId }),
    'PreconditionFailedException',
    /^The Revision Id provided does not match the latest Revision Id/,
    412,
  );
  const second = await lambda('PublishVersion', { FunctionName, RevisionId });
  assert.equal(second.Version, '2');
  const answered = async (Qualifier: string) => {
    const { Payload } = await lambda('Invoke', { FunctionName, Qualifier });
    const { answer, tone } = JSON.parse(Payload.toString());
    return [answer, tone];
  };
  assert.deepEqual(await answered('1'), ['one', 'calm']);
  assert.deepEqual(await answered('2'), ['two', 'loud']);
}

async function versions({ pages }: Client, lambda: Ask): Promise<void> {
  const Name = 'live';
  const { AliasArn } = await lambda('CreateAlias', { FunctionName, Name, FunctionVersion: '1' });
  assert.equal(AliasArn, `${ARN}:live`);
  const RoutingConfig = { AdditionalVersionWeights: { 1: 0.5 } };
  await lambda('UpdateAlias', { FunctionName, Name, FunctionVersion: '2', RoutingConfig });
  const alias = await lambda('GetAlias', { FunctionName, Name });
  assert.deepEqual([alias.FunctionVersion, alias.RoutingConfig], ['2', RoutingConfig]);
  const aliases = await pages('lambda', 'ListAliases', { FunctionName });
  assert.equal(aliases[0].Aliases.length, 1);
  const listed = await pages('lambda', 'ListVersionsByFunction', { FunctionName });
  assert.deepEqual(
    listed.flatMap((page) => page.Versions.map((one: Told) => one.Version)),
    ['$LATEST', '1', '2'],
  );
  await refused(
    lambda('DeleteFunction', { FunctionName, Qualifier: '1' }),
    'ResourceConflictException',
    'Unable to delete version because the following aliases reference it: [live]',
    409,
  );
  await lambda('DeleteAlias', { FunctionName, Name });
  await lambda('DeleteFunction', { FunctionName, Qualifier: '1' });
}

async function permissions(lambda: Ask): Promise<void> {
  const StatementId = 'rotation';
  await refused(
    lambda('GetPolicy', { FunctionName }),
    'ResourceNotFoundException',
    'The resource you requested does not exist.',
    404,
  );
  const added = await lambda('AddPermission', {
    FunctionName,
    StatementId,
    Action: 'lambda:InvokeFunction',
    Principal: 'secretsmanager.amazonaws.com',
    SourceAccount: ACCOUNT,
  });
  const { Policy } = await lambda('GetPolicy', { FunctionName });
  assert.deepEqual(JSON.parse(Policy).Statement, [JSON.parse(added.Statement)]);
  await lambda('RemovePermission', { FunctionName, StatementId });
}

async function limits({ pages }: Client, lambda: Ask): Promise<void> {
  await lambda('PutFunctionConcurrency', { FunctionName, ReservedConcurrentExecutions: 0 });
  const { ReservedConcurrentExecutions } = await lambda('GetFunctionConcurrency', { FunctionName });
  assert.equal(ReservedConcurrentExecutions, 0);
  await refused(
    lambda('Invoke', { FunctionName }),
    'TooManyRequestsException',
    'Rate Exceeded.',
    429,
  );
  await lambda('DeleteFunctionConcurrency', { FunctionName });

  await lambda('PutFunctionEventInvokeConfig', { FunctionName, MaximumRetryAttempts: 1 });
  await lambda('UpdateFunctionEventInvokeConfig', {
    FunctionName,
    MaximumEventAgeInSeconds: 120,
  });
  const config = await lambda('GetFunctionEventInvokeConfig', { FunctionName });
  assert.deepEqual([config.MaximumRetryAttempts, config.MaximumEventAgeInSeconds], [1, 120]);
  assert.match(config.LastModified, /^20\d\d-/);
  const configs = await pages('lambda', 'ListFunctionEventInvokeConfigs', { FunctionName });
  assert.equal(configs[0].FunctionEventInvokeConfigs.length, 1);
  await lambda('DeleteFunctionEventInvokeConfig', { FunctionName });
}

async function layers({ pages }: Client, lambda: Ask): Promise<void> {
  const LayerName = 'tools';
  const ZipFile = Buffer.from(zipOf({ 'nodejs/node_modules/tool/index.js': 'exports.n = 7' }));
  const published = await lambda('PublishLayerVersion', { LayerName, Content: { ZipFile } });
  const of = { LayerName, VersionNumber: 1 };
  const Arn = published.LayerVersionArn;
  assert.equal((await lambda('GetLayerVersion', of)).LayerVersionArn, Arn);
  assert.equal((await lambda('GetLayerVersionByArn', { Arn })).Version, 1);
  const listed = await pages('lambda', 'ListLayers');
  assert.equal(listed[0].Layers[0].LatestMatchingVersion.LayerVersionArn, Arn);
  const numbers = await pages('lambda', 'ListLayerVersions', { LayerName });
  assert.deepEqual(
    numbers[0].LayerVersions.map((one: Told) => one.Version),
    [1],
  );
  const StatementId = 'all';
  await lambda('AddLayerVersionPermission', {
    ...of,
    StatementId,
    Action: 'lambda:GetLayerVersion',
    Principal: ACCOUNT,
  });
  const { Policy } = await lambda('GetLayerVersionPolicy', of);
  assert.equal(JSON.parse(Policy).Statement[0].Sid, StatementId);
  await lambda('RemoveLayerVersionPermission', { ...of, StatementId });
  await lambda('DeleteLayerVersion', of);
  await refused(
    lambda('GetLayerVersion', of),
    'ResourceNotFoundException',
    'The resource you requested does not exist.',
    404,
  );
}
