import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ACCOUNT } from '../../../test/house.ts';
import { answering, functionArn, lambdaHouse } from '../../../test/lambda-house.ts';
import { text, utf8 } from '../../base/bytes.ts';
import { PutRolePolicy, UpdateAssumeRolePolicy } from '../../generated/iam.ts';
import { CreateKey, ListGrants, RevokeGrant, ScheduleKeyDeletion } from '../../generated/kms.ts';
import {
  CreateAlias,
  DeleteFunction,
  DeleteFunctionConcurrency,
  GetFunction,
  GetFunctionConcurrency,
  GetFunctionConfiguration,
  Invoke,
  PublishVersion,
  PutFunctionConcurrency,
  UpdateAlias,
  UpdateFunctionCode,
  UpdateFunctionConfiguration,
} from '../../generated/lambda.ts';
import { FilterLogEvents } from '../../generated/logs.ts';

test('a function is given the event, and its answer comes back', async () => {
  const { create, invoke, asked, does, callerOf } = await lambdaHouse();
  await create('adds', {
    Environment: { Variables: { TONE: 'warm' } },
    Timeout: 9,
    MemorySize: 256,
  });
  does(({ event }) => ({ payload: answering(event.a + event.b) }));
  const { answer, StatusCode, ExecutedVersion, FunctionError } = await invoke('adds', {
    a: 1,
    b: 2,
  });
  assert.deepEqual([answer, StatusCode, ExecutedVersion], [3, 200, '$LATEST']);
  assert.equal(FunctionError, undefined);
  const [one] = asked;
  assert.deepEqual(
    [one!.functionName, one!.version, one!.invokedArn, one!.timeoutSeconds, one!.memoryMiB],
    ['adds', '$LATEST', functionArn('adds'), 9, 256],
  );
  assert.deepEqual(one!.variables, { TONE: 'warm' });
  assert.match(one!.zips[0]!, /^PK/);
  assert.equal(one!.endpointUrl, 'https://house.example');
  const { accessKeyId, sessionToken } = one!.session;
  const session = await callerOf(accessKeyId, sessionToken);
  assert.equal(session.arn, `arn:aws:sts::${ACCOUNT}:assumed-role/runs/adds`);
});

test('what a function failed of is told beside its answer, and the tail of its log with it', async () => {
  const { call, create, does } = await lambdaHouse();
  await create('fails');
  does(() => ({
    payload: answering({ errorType: 'ValueError', errorMessage: 'no' }),
    functionError: 'Unhandled',
    lines: [
      { at: 0, message: 'x'.repeat(5000) },
      { at: 0, message: 'the end' },
    ],
  }));
  const told = await call(Invoke, { FunctionName: 'fails', LogType: 'Tail' });
  assert.equal(told.StatusCode, 200);
  assert.equal(told.FunctionError, 'Unhandled');
  assert.deepEqual(JSON.parse(text(told.Payload!)), {
    errorType: 'ValueError',
    errorMessage: 'no',
  });
  const tail = Buffer.from(told.LogResult!, 'base64');
  assert.equal(tail.length, 4096);
  assert.match(tail.toString(), /^x+\nthe end\n$/);
});

test('payloads are JSON within limits, and nothing is an empty object', async () => {
  const { call, create, asked } = await lambdaHouse();
  await create('f1');
  const send = (Payload: Uint8Array | undefined, more = {}) =>
    call(Invoke, { FunctionName: 'f1', Payload, ...more });
  await send(undefined);
  assert.deepEqual(asked[0]!.event, {});
  for (const bad of ['{', 'hello', '{"a":1} x', '{"a":"\xff"}'])
    await assert.rejects(send(Buffer.from(bad, 'latin1')), {
      code: 'InvalidRequestContentException',
      message: /^Could not parse request body into json: /,
      status: 400,
    });
  const megabytes = (n: number) => answering('x'.repeat(n * 1024 * 1024));
  await assert.rejects(send(megabytes(6)), {
    code: 'RequestEntityTooLargeException',
    message:
      '6291458 byte payload is too large for the RequestResponse invocation type (limit 6291456 bytes)',
    status: 413,
  });
  await assert.rejects(send(megabytes(1), { InvocationType: 'Event' }), {
    message:
      '1048578 byte payload is too large for the Event invocation type (limit 1048576 bytes)',
  });
  await assert.rejects(send(undefined, { ClientContext: 'bm8ganNvbg==' }), {
    code: 'InvalidRequestContentException',
  });
  await send(undefined, { ClientContext: Buffer.from('{"a":1}').toString('base64') });
  assert.equal(asked.at(-1)!.clientContext, '{"a":1}');
  await assert.rejects(send(undefined, { TenantId: 'one' }), /tenant isolation/);
  await assert.rejects(send(undefined, { DurableExecutionName: 'one' }), /durable executions/);
});

test('a dry run asks for the permission and runs nothing', async () => {
  const { call, create, asked, user } = await lambdaHouse();
  await create('f1');
  const dry = { FunctionName: 'f1', InvocationType: 'DryRun' } as const;
  assert.deepEqual(await call(Invoke, dry), { StatusCode: 204 });
  const nobody = await user('nobody', []);
  await assert.rejects(call(Invoke, dry, nobody), { code: 'AccessDeniedException', status: 403 });
  assert.deepEqual(asked, []);
});

test('a version, an alias and the function itself are invoked each as it is named', async () => {
  const { call, create, invoke, asked } = await lambdaHouse();
  const arn = await create('f1', { Code: { ZipFile: utf8('PK one') } });
  await call(PublishVersion, { FunctionName: 'f1' });
  await call(UpdateFunctionCode, { FunctionName: 'f1', ZipFile: utf8('PK two') });
  await call(PublishVersion, { FunctionName: 'f1' });
  await call(UpdateFunctionCode, { FunctionName: 'f1', ZipFile: utf8('PK three') });
  await call(CreateAlias, { FunctionName: 'f1', Name: 'live', FunctionVersion: '1' });
  for (const [name, version, zip] of [
    ['f1', '$LATEST', 'PK three'],
    ['f1:2', '2', 'PK two'],
    ['f1:live', '1', 'PK one'],
    [`${arn}:live`, '1', 'PK one'],
  ] as const) {
    assert.equal((await invoke(name)).ExecutedVersion, version);
    assert.deepEqual(asked.at(-1)!.zips, [zip]);
    assert.equal(asked.at(-1)!.version, version);
  }
  assert.equal(asked.at(-1)!.invokedArn, `${arn}:live`);
  assert.equal(asked.at(-1)!.functionArn, arn);
  await call(UpdateAlias, { FunctionName: 'f1', Name: 'live', FunctionVersion: '2' });
  assert.equal((await invoke('f1:live')).ExecutedVersion, '2');
  await assert.rejects(invoke('f1:other'), {
    code: 'ResourceNotFoundException',
    message: `Function not found: ${arn}:other`,
  });
});

test('an alias with shares sends to both versions, about as often as it says', async () => {
  const { call, create, invoke } = await lambdaHouse();
  await create('f1');
  await call(PublishVersion, { FunctionName: 'f1' });
  await call(UpdateFunctionCode, { FunctionName: 'f1', ZipFile: utf8('PK two') });
  await call(PublishVersion, { FunctionName: 'f1' });
  await call(CreateAlias, {
    FunctionName: 'f1',
    Name: 'split',
    FunctionVersion: '1',
    RoutingConfig: { AdditionalVersionWeights: { '2': 0.25 } },
  });
  let second = 0;
  for (let i = 0; i < 200; i++) if ((await invoke('f1:split')).ExecutedVersion === '2') second++;
  assert.ok(second > 25 && second < 75, `${second} of 200`);
});

test('a role that Lambda may no longer assume runs nothing', async () => {
  const { call, create, invoke } = await lambdaHouse();
  await create('f1');
  await call(UpdateAssumeRolePolicy, {
    RoleName: 'runs',
    PolicyDocument: JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' },
      ],
    }),
  });
  await assert.rejects(invoke('f1'), {
    code: 'AccessDeniedException',
    message: 'The role defined for the function cannot be assumed by Lambda.',
  });
});

test('what a function writes is in its log group, where its role may write it', async () => {
  const { call, create, invoke, role } = await lambdaHouse();
  await create('writes');
  await invoke('writes');
  await invoke('writes');
  const log = async (name: string) => {
    const told = await call(FilterLogEvents, { logGroupName: `/aws/lambda/${name}` });
    return told.events!.map(({ message }) => message!.split(' ')[0]);
  };
  assert.deepEqual(await log('writes'), ['START', 'REPORT', 'START', 'REPORT']);

  await create('mute', { Role: await role('mute') });
  await invoke('mute');
  await assert.rejects(log('mute'), { code: 'ResourceNotFoundException' });
  await call(PutRolePolicy, {
    RoleName: 'mute',
    PolicyName: 'logs',
    PolicyDocument: JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Action: ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'],
          Resource: `arn:aws:logs:us-east-1:${ACCOUNT}:log-group:/aws/lambda/mute:*`,
        },
      ],
    }),
  });
  await invoke('mute');
  assert.deepEqual(await log('mute'), ['START', 'REPORT']);
});

test('reserved concurrency holds invocations off, and leaves the rest to others', async () => {
  const { call, create, invoke, does } = await lambdaHouse();
  await create('narrow');
  await create('wide');
  const FunctionName = 'narrow';
  const put = (ReservedConcurrentExecutions: number) =>
    call(PutFunctionConcurrency, { FunctionName, ReservedConcurrentExecutions });
  await put(1);
  assert.deepEqual(await call(GetFunctionConcurrency, { FunctionName }), {
    ReservedConcurrentExecutions: 1,
  });
  assert.deepEqual((await call(GetFunction, { FunctionName })).Concurrency, {
    ReservedConcurrentExecutions: 1,
  });
  let end = () => {};
  does(() => new Promise((resolve) => (end = () => resolve({}))));
  const first = invoke('narrow');
  while (end.toString() === '() => {}') await new Promise(setImmediate);
  await assert.rejects(invoke('narrow'), (error: any) => {
    assert.deepEqual(
      [error.code, error.message, error.status, error.members['Reason']],
      [
        'TooManyRequestsException',
        'Rate Exceeded.',
        429,
        'ReservedFunctionConcurrentInvocationLimitExceeded',
      ],
    );
    return true;
  });
  does(() => ({}));
  await invoke('wide');
  end();
  await first;
  await invoke('narrow');
  await put(0);
  await assert.rejects(invoke('narrow'), { code: 'TooManyRequestsException' });
  await call(DeleteFunctionConcurrency, { FunctionName });
  await invoke('narrow');
  await put(900);
  await assert.rejects(
    call(PutFunctionConcurrency, { FunctionName: 'wide', ReservedConcurrentExecutions: 1 }),
    {
      message:
        "Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [100].",
    },
  );
});

test('variables under a KMS key are opened for the role, and shown to those who may use the key', async () => {
  const { call, create, invoke, asked, user, root, ask } = await lambdaHouse();
  const { KeyMetadata } = await ask(root(), CreateKey, {});
  await create('sealed', {
    KMSKeyArn: KeyMetadata!.Arn,
    Environment: { Variables: { SECRET: 'hidden' } },
  });
  const seen = async (as?: Parameters<typeof call>[2]) =>
    (await call(GetFunctionConfiguration, { FunctionName: 'sealed' }, as)).Environment;
  assert.deepEqual(await seen(), { Variables: { SECRET: 'hidden' } });
  const reader = await user('reader', ['lambda:*']);
  const { Error: refused, Variables } = (await seen(reader))!;
  assert.equal(Variables, undefined);
  assert.equal(refused!.ErrorCode, 'AccessDeniedException');
  await invoke('sealed');
  assert.deepEqual(asked[0]!.variables, { SECRET: 'hidden' });
  // The role alone has no permission: the grant is for this function and no other.
  await assert.rejects(
    call(Invoke, { FunctionName: 'sealed' }, await user('other', ['lambda:List*'])),
    { code: 'AccessDeniedException' },
  );
});

test('the grant by which a role opens variables goes with the last version that has it', async () => {
  const { call, create, root, ask, role, invoke, asked } = await lambdaHouse();
  const { KeyMetadata } = await ask(root(), CreateKey, {});
  const KMSKeyArn = KeyMetadata!.Arn!;
  const grants = async () =>
    (await ask(root(), ListGrants, { KeyId: KMSKeyArn })).Grants!.map(
      ({ GranteePrincipal }) => GranteePrincipal!.split('/')[1],
    );
  const FunctionName = 'sealed';
  await create(FunctionName, { KMSKeyArn, Environment: { Variables: { SECRET: 'hidden' } } });
  await call(PublishVersion, { FunctionName });
  assert.deepEqual(await grants(), ['runs']);
  const update = async (name: string) =>
    call(UpdateFunctionConfiguration, { FunctionName, Role: await role(name) });
  await update('second');
  assert.deepEqual((await grants()).sort(), ['runs', 'second']);
  await update('third');
  assert.deepEqual((await grants()).sort(), ['runs', 'third']);
  await call(DeleteFunction, { FunctionName, Qualifier: '1' });
  assert.deepEqual(await grants(), ['third']);
  await invoke(FunctionName);
  assert.deepEqual(asked[0]!.variables, { SECRET: 'hidden' });
  await call(DeleteFunction, { FunctionName });
  assert.deepEqual(await grants(), []);
});

test('a function is deleted though its grant was revoked, or its key is about to go', async () => {
  const { call, create, root, ask } = await lambdaHouse();
  const { KeyMetadata } = await ask(root(), CreateKey, {});
  const KeyId = KeyMetadata!.Arn!;
  const sealed = { KMSKeyArn: KeyId, Environment: { Variables: { SECRET: 'hidden' } } };
  await create('one', sealed);
  const { Grants } = await ask(root(), ListGrants, { KeyId });
  await ask(root(), RevokeGrant, { KeyId, GrantId: Grants![0]!.GrantId! });
  await call(DeleteFunction, { FunctionName: 'one' });
  await create('two', sealed);
  await ask(root(), ScheduleKeyDeletion, { KeyId });
  await call(DeleteFunction, { FunctionName: 'two' });
  await assert.rejects(call(GetFunctionConfiguration, { FunctionName: 'two' }), {
    code: 'ResourceNotFoundException',
  });
});
