import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ACCOUNT, OTHER_ACCOUNT } from '../../../test/house.ts';
import { functionArn, lambdaHouse } from '../../../test/lambda-house.ts';
import { CreateRole, DeleteRole } from '../../generated/iam.ts';
import {
  AddPermission,
  CreateAlias,
  DeleteAlias,
  GetPolicy,
  Invoke,
  PublishVersion,
  RemovePermission,
} from '../../generated/lambda.ts';
import { serviceCaller } from '../../operation/caller.ts';

const SECRETS = 'secretsmanager.amazonaws.com';
const SECRET = `arn:aws:secretsmanager:us-east-1:${ACCOUNT}:secret:s-AbCdEf`;
const DENIED = { code: 'AccessDeniedException', status: 403 };

test('a service invokes a function whose policy names it, for the sources that the policy names', async () => {
  const { create, invoke, allow } = await lambdaHouse();
  const rotates = await create('rotates');
  const asking = (arn = SECRET, account = ACCOUNT) => serviceCaller(SECRETS, { arn, account });
  await assert.rejects(invoke(rotates, {}, asking()), DENIED);
  await allow('rotates', SECRETS, { SourceAccount: ACCOUNT, SourceArn: `${SECRET.slice(0, -2)}*` });
  assert.equal((await invoke(rotates, {}, asking())).StatusCode, 200);
  await assert.rejects(invoke(rotates, {}, asking(SECRET, OTHER_ACCOUNT)), DENIED);
  await assert.rejects(invoke(rotates, {}, asking(`${SECRET}x`.replace('s-', 't-'))), DENIED);
  await assert.rejects(
    invoke(rotates, {}, serviceCaller('s3.amazonaws.com', { arn: SECRET, account: ACCOUNT })),
    DENIED,
  );
});

test('a policy is of the qualifier it was added to', async () => {
  const { call, create, invoke, allow, admin } = await lambdaHouse();
  await create('f1');
  await call(PublishVersion, { FunctionName: 'f1' });
  await call(CreateAlias, { FunctionName: 'f1', Name: 'live', FunctionVersion: '1' });
  const stranger = await admin(OTHER_ACCOUNT, 'stranger');
  await allow('f1', OTHER_ACCOUNT, { Qualifier: 'live' });
  const arn = functionArn('f1');
  assert.equal((await invoke(`${arn}:live`, {}, stranger)).ExecutedVersion, '1');
  for (const other of ['', ':1', ':$LATEST'])
    await assert.rejects(invoke(arn + other, {}, stranger), DENIED, other);
  await allow('f1', OTHER_ACCOUNT);
  await invoke(arn, {}, stranger);
  await assert.rejects(invoke(`${arn}:1`, {}, stranger), DENIED);
  await assert.rejects(allow('f1', OTHER_ACCOUNT, { Qualifier: '$LATEST' }), {
    message: 'We currently do not support adding policies for $LATEST.',
  });
  // It goes with the alias.
  await call(DeleteAlias, { FunctionName: 'f1', Name: 'live' });
  await call(CreateAlias, { FunctionName: 'f1', Name: 'live', FunctionVersion: '1' });
  await assert.rejects(invoke(`${arn}:live`, {}, stranger), DENIED);
});

test('statements are written as AWS writes them, added once and removed', async () => {
  const { call, create } = await lambdaHouse();
  const Resource = await create('f1');
  const FunctionName = 'f1';
  const { Statement } = await call(AddPermission, {
    FunctionName,
    StatementId: 'one',
    Action: 'lambda:InvokeFunction',
    Principal: SECRETS,
    SourceAccount: ACCOUNT,
    SourceArn: SECRET,
  });
  const one = {
    Sid: 'one',
    Effect: 'Allow',
    Principal: { Service: SECRETS },
    Action: 'lambda:InvokeFunction',
    Resource,
    Condition: {
      StringEquals: { 'AWS:SourceAccount': ACCOUNT },
      ArnLike: { 'AWS:SourceArn': SECRET },
    },
  };
  assert.equal(Statement, JSON.stringify(one));
  const add = (StatementId: string, Principal: string, more = {}) =>
    call(AddPermission, {
      FunctionName,
      StatementId,
      Principal,
      Action: 'lambda:InvokeFunction',
      ...more,
    });
  await assert.rejects(add('one', ACCOUNT), {
    code: 'ResourceConflictException',
    message:
      'The statement id (sid) provided already exists. Please provide a new statement id, or remove the existing statement.',
    status: 409,
  });
  await add('two', OTHER_ACCOUNT);
  await add('three', '*', { PrincipalOrgID: 'o-abcdefghij' });
  const { Policy, RevisionId } = await call(GetPolicy, { FunctionName });
  assert.deepEqual(JSON.parse(Policy!), {
    Version: '2012-10-17',
    Id: 'default',
    Statement: [
      one,
      {
        Sid: 'two',
        Effect: 'Allow',
        Principal: { AWS: `arn:aws:iam::${OTHER_ACCOUNT}:root` },
        Action: 'lambda:InvokeFunction',
        Resource,
      },
      {
        Sid: 'three',
        Effect: 'Allow',
        Principal: '*',
        Action: 'lambda:InvokeFunction',
        Resource,
        Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-abcdefghij' } },
      },
    ],
  });
  for (const principal of ['arn:aws:iam::111111111111:role/none', '999999999999', 'nobody'])
    await assert.rejects(add('bad', principal), {
      code: 'InvalidParameterValueException',
      message: 'The provided principal was invalid. Please check the principal and try again.',
    });
  await assert.rejects(add('late', ACCOUNT, { RevisionId: 'old' }), {
    code: 'PreconditionFailedException',
  });
  await assert.rejects(call(RemovePermission, { FunctionName, StatementId: 'none' }), {
    code: 'ResourceNotFoundException',
    message: 'Statement none is not found in resource policy.',
  });
  await call(RemovePermission, { FunctionName, StatementId: 'two', RevisionId });
  await call(RemovePermission, { FunctionName, StatementId: 'three' });
  await call(RemovePermission, { FunctionName, StatementId: 'one' });
  await assert.rejects(call(GetPolicy, { FunctionName }), {
    code: 'ResourceNotFoundException',
    message: 'The resource you requested does not exist.',
  });
});

test('a role in a policy is who it was then: one of the same name is somebody else', async () => {
  const { call, create, allow, assume, admin, ask } = await lambdaHouse();
  await create('f1');
  const theirs = await admin(OTHER_ACCOUNT, 'their-admin');
  const makeRole = () =>
    ask(theirs, CreateRole, {
      RoleName: 'caller',
      AssumeRolePolicyDocument: JSON.stringify({
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Principal: { AWS: `arn:aws:iam::${OTHER_ACCOUNT}:root` },
            Action: 'sts:AssumeRole',
          },
        ],
      }),
    });
  const { Role } = await makeRole();
  await allow('f1', Role.Arn);
  const shown = async () =>
    JSON.parse((await call(GetPolicy, { FunctionName: 'f1' })).Policy!).Statement[0].Principal.AWS;
  assert.equal(await shown(), Role.Arn);
  await ask(theirs, DeleteRole, { RoleName: 'caller' });
  assert.match(await shown(), /^AROA/);
  await makeRole();
  const second = await assume(theirs, Role.Arn);
  await assert.rejects(call(Invoke, { FunctionName: functionArn('f1') }, second), DENIED);
});
