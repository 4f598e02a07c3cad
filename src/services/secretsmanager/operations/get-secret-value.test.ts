import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DAY } from '../../../base/clock.ts';
import {
  DeleteSecret,
  DescribeSecret,
  GetSecretValue,
  ListSecretVersionIds,
} from '../../../generated/secretsmanager.ts';
import { ACCOUNT, START } from '../../../../test/house.ts';
import { statement } from '../../../store/statement.ts';
import { secretsHouse } from '../../../../test/secrets-house.ts';

test('a value comes back as it was, by name, by ARN and by an ARN without its last characters', async () => {
  const h = await secretsHouse();
  const { ARN, VersionId } = await h.create('app/key', { SecretString: 'line\nline\n\ufeffé\0' });
  for (const SecretId of ['app/key', ARN, ARN.slice(0, -7)]) {
    assert.deepEqual(await h.call(GetSecretValue, { SecretId }), {
      ARN,
      Name: 'app/key',
      VersionId,
      SecretString: 'line\nline\n\ufeffé\0',
      VersionStages: ['AWSCURRENT'],
      CreatedDate: START,
    });
  }
  await h.close();
});

test('a text may begin with a byte order mark', async () => {
  const h = await secretsHouse();
  await h.create('bom', { SecretString: '\ufeffx' });
  assert.equal(await h.read('bom'), '\ufeffx');
  await h.close();
});

test('bytes come back as bytes', async () => {
  const h = await secretsHouse();
  const bytes = Uint8Array.from({ length: 65_536 }, (_, i) => i % 251);
  await h.create('bytes', { SecretBinary: bytes });
  const value = await h.call(GetSecretValue, { SecretId: 'bytes' });
  assert.deepEqual(Buffer.from(value.SecretBinary!), Buffer.from(bytes));
  assert.equal(value.SecretString, undefined);
  await h.close();
});

test('an ARN whose end looks like six random characters is taken for a whole one', async () => {
  const h = await secretsHouse();
  const { ARN } = await h.create('token-abcdef');
  assert.equal(await h.read('token-abcdef'), 'first');
  assert.equal(await h.read(ARN), 'first');
  await assert.rejects(h.read(ARN.slice(0, -7)), { code: 'ResourceNotFoundException' });
  await h.close();
});

test('an ARN of another Region names nothing here', async () => {
  const h = await secretsHouse();
  const { ARN } = await h.create('here');
  await assert.rejects(h.call(GetSecretValue, { SecretId: ARN }, h.me, 'eu-west-1'), {
    code: 'ResourceNotFoundException',
  });
  await h.close();
});

test('what is not there is said in the words of AWS', async () => {
  const h = await secretsHouse();
  const { VersionId } = await h.create('x');
  const get = (input: object) => h.call(GetSecretValue, { SecretId: 'x', ...input });
  await assert.rejects(h.read('nothing'), {
    code: 'ResourceNotFoundException',
    message: "Secrets Manager can't find the specified secret.",
    status: 400,
  });
  const other = '00000000-0000-4000-8000-000000000000';
  await assert.rejects(get({ VersionId: other }), {
    code: 'ResourceNotFoundException',
    message: `Secrets Manager can't find the specified secret value for VersionId: ${other}`,
  });
  await assert.rejects(get({ VersionStage: 'AWSPREVIOUS' }), {
    code: 'ResourceNotFoundException',
    message: "Secrets Manager can't find the specified secret value for staging label: AWSPREVIOUS",
  });
  await assert.rejects(get({ VersionId, VersionStage: 'AWSPREVIOUS' }), {
    code: 'InvalidRequestException',
    message: 'You provided a VersionStage that is not associated to the provided VersionId.',
  });
  await h.close();
});

test('a stranger cannot tell a missing secret from a hidden one, and the refusal repeats what was sent', async () => {
  const h = await secretsHouse();
  await h.create('there');
  const stranger = await h.user('stranger', []);
  const denied = (resource: RegExp) => ({ code: 'AccessDeniedException', message: resource });
  await assert.rejects(
    h.read('there', stranger),
    denied(/on resource: arn:aws:secretsmanager:.*:secret:there-\w{6} because/),
  );
  await assert.rejects(h.read('nowhere', stranger), denied(/on resource: nowhere because/));
  await h.close();
});

test('a policy is matched with the whole ARN, whatever name was asked for', async () => {
  const h = await secretsHouse();
  await h.create('mine');
  await h.create('mine2');
  const may = (Resource: string) => ({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Action: 'secretsmanager:GetSecretValue',
        Resource: `arn:aws:secretsmanager:us-east-1:${ACCOUNT}:secret:${Resource}`,
      },
      { Effect: 'Allow', Action: 'kms:Decrypt', Resource: '*' },
    ],
  });
  const six = await h.user('six', may('mine-??????'));
  assert.equal(await h.read('mine', six), 'first');
  await assert.rejects(h.read('mine2', six), { code: 'AccessDeniedException' });
  await assert.rejects(h.read('mine', await h.user('bare', may('mine'))), {
    code: 'AccessDeniedException',
  });
  await h.close();
});

test('the condition key for the stage is there only when the stage was sent', async () => {
  const h = await secretsHouse();
  await h.create('x');
  const reader = await h.user('reader', {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Action: 'secretsmanager:GetSecretValue',
        Resource: '*',
        Condition: { StringEquals: { 'secretsmanager:VersionStage': 'AWSCURRENT' } },
      },
    ],
  });
  await h.call(GetSecretValue, { SecretId: 'x', VersionStage: 'AWSCURRENT' }, reader);
  await assert.rejects(h.read('x', reader), { code: 'AccessDeniedException' });
  await h.close();
});

test('a tag on the secret opens it, by both names of the condition key', async () => {
  const h = await secretsHouse();
  await h.create('blue', { Tags: [{ Key: 'team', Value: 'blue' }] });
  await h.create('red', { Tags: [{ Key: 'team', Value: 'red' }] });
  for (const key of ['aws:ResourceTag/team', 'secretsmanager:ResourceTag/team']) {
    const name = key.replace(/\W/g, '-');
    const reader = await h.user(name, {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Action: 'secretsmanager:*',
          Resource: '*',
          Condition: { StringEquals: { [key]: 'blue' } },
        },
      ],
    });
    assert.equal(await h.read('blue', reader), 'first');
    await assert.rejects(h.read('red', reader), { code: 'AccessDeniedException' });
  }
  await h.close();
});

test('the day of the last read is kept, and further reads of the day write nothing but the trail', async () => {
  const h = await secretsHouse();
  const { ARN } = await h.create('x');
  const dates = async () => {
    const secret = await h.call(DescribeSecret, { SecretId: 'x' });
    const { Versions } = await h.call(ListSecretVersionIds, { SecretId: 'x' });
    return [secret.LastAccessedDate, Versions![0]!.LastAccessedDate];
  };
  assert.deepEqual(await dates(), [undefined, undefined]);
  await h.read('x');
  const today = START - (START % DAY);
  assert.deepEqual(await dates(), [today, today]);
  const revision = async () =>
    (await h.store.one(
      statement<{ arn: string }, { revision: number }>(
        'select revision from secret where arn = :arn',
      ),
      { arn: ARN },
    ))!.revision;
  assert.equal(await revision(), 1);
  h.clock.advance(DAY);
  await h.read('x');
  assert.deepEqual(await dates(), [today + DAY, today + DAY]);
  assert.equal(await revision(), 1);
  await h.close();
});

test('a secret that waits for its end is not read', async () => {
  const h = await secretsHouse();
  await h.create('x');
  await h.call(DeleteSecret, { SecretId: 'x' });
  await assert.rejects(h.read('x'), {
    code: 'InvalidRequestException',
    message: "You can't perform this operation on the secret because it was marked for deletion.",
  });
  await h.close();
});
