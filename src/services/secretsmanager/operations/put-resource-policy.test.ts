import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  DeleteResourcePolicy,
  GetResourcePolicy,
  PutResourcePolicy,
  ValidateResourcePolicy,
} from '../../../generated/secretsmanager.ts';
import { ACCOUNT } from '../../../../test/house.ts';
import { secretsHouse } from '../../../../test/secrets-house.ts';

const policy = (...Statement: object[]) => JSON.stringify({ Version: '2012-10-17', Statement });
const READ = { Effect: 'Allow', Action: 'secretsmanager:GetSecretValue', Resource: '*' };
const OPEN = policy({ ...READ, Principal: '*' });

test('a policy alone opens the secret within its account, until it is taken away', async () => {
  const h = await secretsHouse();
  const { ARN } = await h.create('x');
  const reader = await h.user('reader', []);
  await assert.rejects(h.read('x', reader), { code: 'AccessDeniedException' });
  const ResourcePolicy = policy({ ...READ, Principal: { AWS: reader.arn } });
  const answer = await h.call(PutResourcePolicy, { SecretId: 'x', ResourcePolicy });
  assert.deepEqual(answer, { ARN, Name: 'x' });
  assert.equal(await h.read('x', reader), 'first');
  assert.deepEqual(await h.call(GetResourcePolicy, { SecretId: 'x' }), {
    ARN,
    Name: 'x',
    ResourcePolicy,
  });
  assert.deepEqual(await h.call(DeleteResourcePolicy, { SecretId: 'x' }), { ARN, Name: 'x' });
  await assert.rejects(h.read('x', reader), { code: 'AccessDeniedException' });
  assert.deepEqual(await h.call(GetResourcePolicy, { SecretId: 'x' }), { ARN, Name: 'x' });
  await h.close();
});

test('what is no policy is refused, and so is a principal that is nobody', async () => {
  const h = await secretsHouse();
  await h.create('x');
  const put = (ResourcePolicy: string) =>
    h.call(PutResourcePolicy, { SecretId: 'x', ResourcePolicy });
  for (const wrong of ['x', '{}', policy({ ...READ })]) {
    await assert.rejects(put(wrong), { code: 'MalformedPolicyDocumentException' });
  }
  for (const AWS of [
    `arn:aws:iam::${ACCOUNT}:user/nobody`,
    '333333333333',
    'AIDAAAAAAAAAAAAAAAAAA',
  ]) {
    await assert.rejects(put(policy({ ...READ, Principal: { AWS } })), {
      code: 'MalformedPolicyDocumentException',
      message: 'This resource policy contains an unsupported principal.',
    });
  }
  await assert.rejects(put(policy({ ...READ, Principal: { Service: 'service.example' } })), {
    code: 'MalformedPolicyDocumentException',
    message: 'This resource policy contains an unsupported service principal.',
  });
  await put(policy({ ...READ, Principal: { AWS: [ACCOUNT, `arn:aws:iam::${ACCOUNT}:root`] } }));
  await put(policy({ ...READ, Principal: { Service: 'lambda.amazonaws.com' } }));
  await h.close();
});

test('a public policy is refused when it is asked for', async () => {
  const h = await secretsHouse();
  await h.create('x');
  const put = { SecretId: 'x', ResourcePolicy: OPEN };
  await assert.rejects(h.call(PutResourcePolicy, { ...put, BlockPublicPolicy: true }), {
    code: 'PublicPolicyException',
    message: "You can't attach a resource-based policy that allows broad access to the secret.",
  });
  await h.call(PutResourcePolicy, { ...put, BlockPublicPolicy: false });
  await h.close();
});

test('nobody locks himself out', async () => {
  const h = await secretsHouse();
  await h.create('x');
  const ResourcePolicy = policy({
    Effect: 'Deny',
    Principal: '*',
    Action: 'secretsmanager:*',
    Resource: '*',
  });
  const ErrorMessage =
    'Your requested changes will not allow you to manage this secret in the future.';
  await assert.rejects(h.call(PutResourcePolicy, { SecretId: 'x', ResourcePolicy }), {
    code: 'InvalidRequestException',
    message: ErrorMessage,
  });
  for (const named of [{}, { SecretId: 'x' }]) {
    assert.deepEqual(await h.call(ValidateResourcePolicy, { ...named, ResourcePolicy }), {
      PolicyValidationPassed: false,
      ValidationErrors: [{ CheckName: 'LOCKOUT', ErrorMessage }],
    });
  }
  // Others may be shut out, and so may he from reading.
  const others = { Effect: 'Deny', NotPrincipal: { AWS: [h.me.arn, ACCOUNT] } };
  const reading = { ...READ, Effect: 'Deny', Principal: '*' };
  for (const statement of [{ ...others, Action: '*', Resource: '*' }, reading]) {
    await h.call(PutResourcePolicy, { SecretId: 'x', ResourcePolicy: policy(statement) });
  }
  await assert.rejects(h.read('x'), { code: 'AccessDeniedException' });
  await h.call(DeleteResourcePolicy, { SecretId: 'x' });
  assert.equal(await h.read('x'), 'first');
  await h.close();
});

test('who lives by the policy alone may not take himself out of it', async () => {
  const h = await secretsHouse();
  await h.create('x');
  const keeper = await h.user('keeper', []);
  const keeps = (AWS: string, Condition?: object) =>
    policy({
      ...READ,
      Action: 'secretsmanager:*',
      Principal: { AWS },
      ...(Condition && { Condition }),
    });
  const put = (ResourcePolicy: string, more: object = {}) =>
    h.call(PutResourcePolicy, { SecretId: 'x', ResourcePolicy, ...more }, keeper);
  await h.call(PutResourcePolicy, { SecretId: 'x', ResourcePolicy: keeps(keeper.arn) });
  await assert.rejects(put(keeps(h.me.arn)), { code: 'InvalidRequestException' });
  // He could do it again only as he does it now.
  await put(keeps(keeper.arn, { Bool: { 'secretsmanager:BlockPublicPolicy': 'true' } }), {
    BlockPublicPolicy: true,
  });
  await assert.rejects(put(keeps(keeper.arn)), { code: 'AccessDeniedException' });
  await h.close();
});

test('validating asks for the right to put', async () => {
  const h = await secretsHouse();
  await h.create('x');
  const half = await h.user('half', ['secretsmanager:ValidateResourcePolicy']);
  const asked = { ResourcePolicy: policy({ ...READ, Principal: { AWS: ACCOUNT } }) };
  for (const named of [{}, { SecretId: 'x' }]) {
    await assert.rejects(h.call(ValidateResourcePolicy, { ...named, ...asked }, half), {
      code: 'AccessDeniedException',
      message: /secretsmanager:PutResourcePolicy/,
    });
  }
  await h.close();
});

test('a policy is validated with and without a secret', async () => {
  const h = await secretsHouse();
  await h.create('x');
  const good = policy({ ...READ, Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` } });
  for (const named of [{}, { SecretId: 'x' }]) {
    assert.deepEqual(await h.call(ValidateResourcePolicy, { ...named, ResourcePolicy: good }), {
      PolicyValidationPassed: true,
      ValidationErrors: [],
    });
    const open = await h.call(ValidateResourcePolicy, { ...named, ResourcePolicy: OPEN });
    assert.equal(open.PolicyValidationPassed, false);
    assert.deepEqual(
      open.ValidationErrors!.map(({ CheckName }) => CheckName),
      ['PUBLIC_POLICY'],
    );
  }
  await assert.rejects(h.call(ValidateResourcePolicy, { ResourcePolicy: 'x' }), {
    code: 'MalformedPolicyDocumentException',
  });
  await assert.rejects(
    h.call(ValidateResourcePolicy, { SecretId: 'Inv Name', ResourcePolicy: good }),
    { code: 'ValidationException' },
  );
  await h.close();
});
