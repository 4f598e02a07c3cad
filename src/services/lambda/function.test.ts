import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ACCOUNT, OTHER_ACCOUNT } from '../../../test/house.ts';
import { functionArn, lambdaHouse, ZIP } from '../../../test/lambda-house.ts';
import { base64, utf8 } from '../../base/bytes.ts';
import { sha256 } from '../../crypto/hash.ts';
import { CreateRole } from '../../generated/iam.ts';
import {
  CreateFunction,
  DeleteFunction,
  GetAccountSettings,
  GetFunction,
  GetFunctionCodeSigningConfig,
  GetFunctionConfiguration,
  ListFunctions,
  ListTags,
  ListVersionsByFunction,
  PublishVersion,
  TagResource,
  UntagResource,
  UpdateFunctionCode,
  UpdateFunctionConfiguration,
} from '../../generated/lambda.ts';
import type { CreateFunctionRequest } from '../../generated/lambda.types.ts';
import { statement } from '../../store/statement.ts';

const NOT_FOUND = (name: string) => ({
  code: 'ResourceNotFoundException',
  message: `Function not found: ${functionArn(name)}`,
  status: 404,
});
const partCount = statement<{ zero: number }, { count: number }>(
  'select count(*) as count from lambda_code_part where number >= :zero',
);

test('a function is made pending, and is active when it is asked for', async () => {
  const { call, role } = await lambdaHouse();
  const Role = await role('its-role');
  const made = await call(CreateFunction, {
    FunctionName: 'greets',
    Runtime: 'nodejs22.x',
    Handler: 'index.handler',
    Role,
    Code: { ZipFile: ZIP },
    Description: 'It greets.',
    Environment: { Variables: { TONE: 'warm' } },
    Tags: { team: 'a' },
  });
  const whole = {
    FunctionName: 'greets',
    FunctionArn: functionArn('greets'),
    Runtime: 'nodejs22.x',
    Role,
    Handler: 'index.handler',
    CodeSize: ZIP.length,
    Description: 'It greets.',
    Timeout: 3,
    MemorySize: 128,
    LastModified: '2026-01-05T12:00:00.000+0000',
    CodeSha256: base64(sha256(ZIP)),
    Version: '$LATEST',
    TracingConfig: { Mode: 'PassThrough' },
    RevisionId: made.RevisionId,
    PackageType: 'Zip',
    Architectures: ['x86_64'],
    EphemeralStorage: { Size: 512 },
    SnapStart: { ApplyOn: 'None', OptimizationStatus: 'Off' },
    LoggingConfig: { LogFormat: 'Text', LogGroup: '/aws/lambda/greets' },
    Environment: { Variables: { TONE: 'warm' } },
  };
  assert.deepEqual(made, {
    ...whole,
    State: 'Pending',
    StateReason: 'The function is being created.',
    StateReasonCode: 'Creating',
    LastUpdateStatus: 'Successful',
  });
  const active = { ...whole, State: 'Active', LastUpdateStatus: 'Successful' };
  const FunctionName = 'greets';
  assert.deepEqual(await call(GetFunctionConfiguration, { FunctionName }), active);
  const got = await call(GetFunction, { FunctionName });
  assert.deepEqual(got.Configuration, active);
  assert.deepEqual(got.Tags, { team: 'a' });
  assert.match(got.Code!.Location!, /^https:\/\/house\.example\/lockstead\/function-code\/./);
  assert.deepEqual((await call(ListFunctions, {})).Functions, [whole]);
  const { CodeSigningConfigArn } = await call(GetFunctionCodeSigningConfig, { FunctionName });
  assert.equal(CodeSigningConfigArn, '');
});

test('a function is named by its name, by parts of its ARN, and with a qualifier', async () => {
  const { call, create } = await lambdaHouse();
  const arn = await create('f');
  const get = async (FunctionName: string, Qualifier?: string) =>
    (await call(GetFunctionConfiguration, { FunctionName, Qualifier })).FunctionArn;
  for (const name of ['f', `${ACCOUNT}:function:f`, arn]) assert.equal(await get(name), arn, name);
  const latest = `${arn}:$LATEST`;
  assert.equal(await get('f:$LATEST'), latest);
  assert.equal(await get('f', '$LATEST'), latest);
  assert.equal(await get(latest, '$LATEST'), latest);
  await assert.rejects(get('f:$LATEST', '1'), {
    code: 'InvalidParameterValueException',
    message: 'The derived qualifier from the function name does not match the specified qualifier.',
  });
  await assert.rejects(get('g'), NOT_FOUND('g'));
  await assert.rejects(get('f', '1'), NOT_FOUND('f:1'));
  await assert.rejects(get(arn.replace('us-east-1', 'eu-west-1')), {
    code: 'ResourceNotFoundException',
    message: "Functions from 'eu-west-1' are not reachable in this region ('us-east-1')",
  });
});

test('what cannot be a function is refused with its reason', async () => {
  const { call, create, role } = await lambdaHouse();
  await create('there');
  const Role = await role('any');
  await call(CreateRole, {
    RoleName: 'trusts-nobody',
    AssumeRolePolicyDocument: JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Deny', Principal: '*', Action: 'sts:AssumeRole' }],
    }),
  });
  const makes = (more: Partial<CreateFunctionRequest>) =>
    call(CreateFunction, {
      FunctionName: 'new',
      Runtime: 'python3.12',
      Handler: 'a.b',
      Role,
      Code: { ZipFile: ZIP },
      ...more,
    });
  const cases: readonly (readonly [Partial<CreateFunctionRequest>, RegExp | string, string?])[] = [
    [{ FunctionName: 'there' }, 'Function already exist: there', 'ResourceConflictException'],
    [
      { Handler: undefined },
      'Runtime and Handler are mandatory parameters for functions created with deployment packages.',
    ],
    [{ Code: {} }, 'Please provide a source for function code.'],
    [{ Code: { S3Bucket: 'bucket', S3Key: 'k' } }, /no S3/],
    [
      { Code: { ZipFile: utf8('no zip') } },
      'Could not unzip uploaded file. Please check your file, then try to upload again.',
    ],
    [{ Code: { ZipFile: utf8('escape') } }, /^Could not unzip uploaded file/],
    [{ Code: { ZipFile: utf8('bomb') } }, 'Unzipped size must be smaller than 262144000 bytes'],
    [
      { Role: Role.replace('any', 'none') },
      'The role defined for the function cannot be assumed by Lambda.',
    ],
    [
      { Role: Role.replace('any', 'trusts-nobody') },
      'The role defined for the function cannot be assumed by Lambda.',
    ],
    [
      { Role: Role.replace(ACCOUNT, OTHER_ACCOUNT) },
      'Cross-account pass role is not allowed.',
      'AccessDeniedException',
    ],
    [
      { Environment: { Variables: { AWS_REGION: 'x', OKAY: 'y' } } },
      'Lambda was unable to configure your environment variables because the environment variables you have provided contains reserved keys that are currently not supported for modification. Reserved keys used in this request: AWS_REGION',
    ],
    [{ Environment: { Variables: { BIG: 'x'.repeat(5000) } } }, /exceeded the 4KB limit/],
    [{ Runtime: 'java21' }, /cannot be run on this machine/],
    [{ Timeout: 901 }, /'Timeout' value failed to satisfy constraint.*less than or equal to 900/],
    [{ MemorySize: 10_241 }, /'MemorySize' value failed to satisfy constraint/],
    [{ PackageType: 'Image' }, /container images/],
    [{ VpcConfig: { SubnetIds: ['subnet-1'] } }, /VPCs/],
    [{ DeadLetterConfig: { TargetArn: 'arn:aws:sqs:us-east-1:1:q' } }, /dead letters/],
    [{ SnapStart: { ApplyOn: 'PublishedVersions' } }, /SnapStart/],
    [{ TenancyConfig: { TenantIsolationMode: 'PER_TENANT' } }, /tenant isolation/],
    [{ Tags: { 'aws:x': 'y' } }, /reserved/],
    [{ FunctionName: 'new:1' }, /no qualifier/],
    [{ FunctionName: 'n'.repeat(65) }, /less than or equal to 64/, 'ValidationException'],
  ];
  for (const [more, message, code = 'InvalidParameterValueException'] of cases)
    await assert.rejects(makes(more), { code, message }, JSON.stringify(more));
  assert.equal((await call(ListFunctions, {})).Functions!.length, 1);
});

test('a role is handed to Lambda only by those who may pass it', async () => {
  const { call, user, role } = await lambdaHouse();
  const Role = await role('strong');
  const maker = await user('maker', {
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Action: 'lambda:*', Resource: '*' },
      {
        Effect: 'Allow',
        Action: 'iam:PassRole',
        Resource: Role.replace('strong', 'weak'),
        Condition: { StringEquals: { 'iam:PassedToService': 'lambda.amazonaws.com' } },
      },
    ],
  });
  const makes = (name: string, arn: string) =>
    call(
      CreateFunction,
      {
        FunctionName: name,
        Runtime: 'python3.12',
        Handler: 'a.b',
        Role: arn,
        Code: { ZipFile: ZIP },
      },
      maker,
    );
  await assert.rejects(makes('f', Role), {
    code: 'AccessDeniedException',
    message: `User: ${maker.arn} is not authorized to perform: iam:PassRole on resource: ${Role} because no identity-based policy allows the iam:PassRole action`,
  });
  const weak = await role('weak');
  await makes('f', weak);
  await assert.rejects(
    call(UpdateFunctionConfiguration, { FunctionName: 'f', Role }, maker),
    /iam:PassRole/,
  );
  await call(UpdateFunctionConfiguration, { FunctionName: 'f', Timeout: 9 }, maker);
});

test('new code is a new revision, and the old code is gone', async () => {
  const h = await lambdaHouse();
  const { call, create, clock, store, forgotten } = h;
  const arn = await create('f');
  const before = await call(GetFunctionConfiguration, { FunctionName: 'f' });
  clock.advance(1000);
  const next = utf8('PK another');
  const updated = await call(UpdateFunctionCode, { FunctionName: 'f', ZipFile: next });
  assert.equal(updated.CodeSha256, base64(sha256(next)));
  assert.equal(updated.LastUpdateStatus, 'InProgress');
  assert.equal(updated.LastModified, '2026-01-05T12:00:01.000+0000');
  assert.notEqual(updated.RevisionId, before.RevisionId);
  assert.deepEqual(forgotten, [arn]);
  assert.equal((await store.one(partCount, { zero: 0 }))!.count, 1);
  await assert.rejects(
    call(UpdateFunctionCode, { FunctionName: 'f', ZipFile: ZIP, RevisionId: before.RevisionId }),
    {
      code: 'PreconditionFailedException',
      message:
        'The Revision Id provided does not match the latest Revision Id. Call the GetFunction/GetAlias API to retrieve the latest Revision Id',
      status: 412,
    },
  );
  await call(UpdateFunctionCode, { FunctionName: 'f', ZipFile: ZIP, DryRun: true });
  const now = await call(GetFunctionConfiguration, { FunctionName: 'f' });
  assert.equal(now.CodeSha256, updated.CodeSha256);
});

test('the configuration changes in what is said of it, and in nothing else', async () => {
  const { call, create, role } = await lambdaHouse();
  await create('f', { Environment: { Variables: { VAR: '1' } }, Description: 'old', Timeout: 5 });
  const Role = await role('second');
  await call(UpdateFunctionConfiguration, {
    FunctionName: 'f',
    Role,
    MemorySize: 256,
    EphemeralStorage: { Size: 1024 },
    LoggingConfig: { LogFormat: 'JSON', LogGroup: '/mine' },
  });
  const now = await call(GetFunctionConfiguration, { FunctionName: 'f' });
  assert.deepEqual(
    [now.Role, now.MemorySize, now.EphemeralStorage, now.Description, now.Timeout, now.Handler],
    [Role, 256, { Size: 1024 }, 'old', 5, 'main.handler'],
  );
  assert.deepEqual(now.Environment, { Variables: { VAR: '1' } });
  assert.deepEqual(now.LoggingConfig, {
    LogFormat: 'JSON',
    ApplicationLogLevel: 'INFO',
    SystemLogLevel: 'INFO',
    LogGroup: '/mine',
  });
  await call(UpdateFunctionConfiguration, { FunctionName: 'f', Environment: { Variables: {} } });
  const bare = await call(GetFunctionConfiguration, { FunctionName: 'f' });
  assert.equal(bare.Environment, undefined);
});

test('a version keeps what was published, and what has not changed is not published again', async () => {
  const { call, create } = await lambdaHouse();
  const arn = await create('f', { Environment: { Variables: { VAR: '1' } } });
  const FunctionName = 'f';
  const first = await call(PublishVersion, { FunctionName, Description: 'one' });
  assert.equal(first.Version, '1');
  assert.equal(first.FunctionArn, `${arn}:1`);
  assert.equal(first.Description, 'one');
  assert.equal((await call(PublishVersion, { FunctionName })).Version, '1');
  await call(UpdateFunctionConfiguration, {
    FunctionName,
    Environment: { Variables: { VAR: '2' } },
  });
  assert.equal((await call(PublishVersion, { FunctionName })).Version, '2');
  const second = await call(UpdateFunctionCode, {
    FunctionName,
    ZipFile: utf8('PK three'),
    Publish: true,
  });
  assert.equal(second.Version, '3');
  const { Versions } = await call(ListVersionsByFunction, { FunctionName });
  assert.deepEqual(
    Versions!.map((version) => [version.FunctionArn, version.Environment?.Variables?.['VAR']]),
    [
      [`${arn}:$LATEST`, '2'],
      [`${arn}:1`, '1'],
      [`${arn}:2`, '2'],
      [`${arn}:3`, '2'],
    ],
  );
  await assert.rejects(call(PublishVersion, { FunctionName, CodeSha256: 'other' }), {
    message: `CodeSHA256 (other) is different from current CodeSHA256 in $LATEST (${second.CodeSha256}). Please try again with the CodeSHA256 in $LATEST.`,
  });
  // A number is not given again.
  await call(DeleteFunction, { FunctionName, Qualifier: '3' });
  await call(UpdateFunctionCode, { FunctionName, ZipFile: ZIP });
  assert.equal((await call(PublishVersion, { FunctionName })).Version, '4');
});

test('a function goes with all that belongs to it', async () => {
  const { call, create, store, events } = await lambdaHouse();
  const arn = await create('f');
  await call(PublishVersion, { FunctionName: 'f' });
  await call(UpdateFunctionCode, { FunctionName: 'f', ZipFile: utf8('PK two') });
  assert.equal((await store.one(partCount, { zero: 0 }))!.count, 2);
  await assert.rejects(call(DeleteFunction, { FunctionName: 'f', Qualifier: '$LATEST' }), {
    message: '$LATEST version cannot be deleted without deleting the function.',
  });
  await assert.rejects(call(DeleteFunction, { FunctionName: 'f:9' }), NOT_FOUND('f:9'));
  await call(DeleteFunction, { FunctionName: 'f' });
  await assert.rejects(call(GetFunction, { FunctionName: 'f' }), NOT_FOUND('f'));
  assert.equal((await store.one(partCount, { zero: 0 }))!.count, 0);
  assert.deepEqual((await call(ListFunctions, { FunctionVersion: 'ALL' })).Functions, []);
  const last = (await events()).filter(({ eventName }) => eventName === 'DeleteFunction').at(-1);
  assert.equal(last.eventSource, 'lambda.amazonaws.com');
  assert.equal(last.resources?.[0]?.ARN ?? last.requestParameters.functionName, arn);
});

test('lists come in pages, whose markers cannot be made up', async () => {
  const { call, create } = await lambdaHouse();
  for (const name of ['a', 'b', 'c']) await create(name);
  const first = await call(ListFunctions, { MaxItems: 2 });
  assert.deepEqual(
    first.Functions!.map(({ FunctionName }) => FunctionName),
    ['a', 'b'],
  );
  const rest = await call(ListFunctions, { MaxItems: 2, Marker: first.NextMarker });
  assert.deepEqual(
    rest.Functions!.map(({ FunctionName }) => FunctionName),
    ['c'],
  );
  assert.equal(rest.NextMarker, undefined);
  await assert.rejects(call(ListFunctions, { Marker: 'bWFkZSB1cA==' }), {
    code: 'InvalidParameterValueException',
  });
  await assert.rejects(call(ListFunctions, { Marker: first.NextMarker, FunctionVersion: 'ALL' }), {
    code: 'InvalidParameterValueException',
  });
  assert.deepEqual((await call(ListFunctions, {}, undefined, 'eu-west-1')).Functions, []);
});

test('tags are set, shown and taken away, and policies see them', async () => {
  const { call, create, user } = await lambdaHouse();
  const Resource = await create('f', { Tags: { team: 'a' } });
  await call(TagResource, { Resource, Tags: { cost: '1' } });
  assert.deepEqual((await call(ListTags, { Resource })).Tags, { team: 'a', cost: '1' });
  const teamA = await user('team-a', {
    Version: '2012-10-17',
    Statement: {
      Effect: 'Allow',
      Action: 'lambda:Get*',
      Resource: '*',
      Condition: { StringEquals: { 'aws:ResourceTag/team': 'a' } },
    },
  });
  await call(GetFunction, { FunctionName: 'f' }, teamA);
  await call(UntagResource, { Resource, TagKeys: ['team'] });
  await assert.rejects(call(GetFunction, { FunctionName: 'f' }, teamA), {
    code: 'AccessDeniedException',
  });
  assert.deepEqual((await call(ListTags, { Resource })).Tags, { cost: '1' });
  await assert.rejects(call(ListTags, { Resource: `${Resource}:1` }), {
    message:
      'Tags on function aliases and versions are not supported. Please specify a function ARN.',
  });
});

test('an account is told what it uses', async () => {
  const { call, create } = await lambdaHouse();
  await create('f');
  const { AccountLimit, AccountUsage } = await call(GetAccountSettings, {});
  assert.deepEqual(AccountUsage, { TotalCodeSize: ZIP.length, FunctionCount: 1 });
  assert.deepEqual(AccountLimit, {
    TotalCodeSize: 80_530_636_800,
    CodeSizeUnzipped: 262_144_000,
    CodeSizeZipped: 52_428_800,
    ConcurrentExecutions: 1000,
    UnreservedConcurrentExecutions: 1000,
  });
});

test('a stranger cannot tell a missing function from a hidden one', async () => {
  const { call, create, user } = await lambdaHouse();
  await create('there');
  const nobody = await user('nobody', []);
  for (const FunctionName of ['there', 'nowhere', 'there:7'])
    await assert.rejects(call(GetFunction, { FunctionName }, nobody), {
      code: 'AccessDeniedException',
      status: 403,
    });
});
