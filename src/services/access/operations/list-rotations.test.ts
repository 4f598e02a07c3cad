import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ACCOUNT, START } from '../../../../test/house.ts';
import { failing, rotationHouse } from '../../../../test/rotation-house.ts';
import { DAY, HOUR, MINUTE } from '../../../base/clock.ts';
import { ListRotations } from '../../../generated/lockstead.ts';
import { CancelRotateSecret, DeleteSecret } from '../../../generated/secretsmanager.ts';

async function withRotations() {
  const h = await rotationHouse();
  const rotate = (name: string, days?: number) =>
    h.rotate(name, {
      RotationLambdaARN: h.rotator,
      ...(days && { RotationRules: { AutomaticallyAfterDays: days } }),
    });
  const list = async (input = {}, as = h.me) => {
    const told = await h.ask(as, ListRotations, input);
    return { ...told, names: told.rotations.map(({ name }) => name) };
  };
  const one = async (prefix: string, as = h.me) => (await list({ prefix }, as)).rotations[0]!;
  return { ...h, rotate, list, one, by: rotate };
}

test('the table has every secret that rotates, with its dates and its state', async () => {
  const h = await withRotations();
  for (const name of ['b', 'a', 'c', 'plain', 'gone']) await h.secret(name);
  await h.by('a', 1);
  await h.by('b');
  await h.by('c', 30);
  await h.by('gone', 30);
  await h.tick();
  await h.sm(CancelRotateSecret, { SecretId: 'c' });
  await h.sm(DeleteSecret, { SecretId: 'gone' });
  const { rotations } = await h.list();
  assert.deepEqual(
    rotations.map(({ name, state, overdue }) => [name, state, overdue]),
    [
      ['a', 'SCHEDULED', false],
      ['b', 'ON_REQUEST', false],
      ['c', 'OFF', false],
    ],
  );
  const [a, b] = rotations;
  assert.equal(a!.lastRotated, START);
  assert.equal(a!.nextRotation, (await h.describe('a')).NextRotationDate);
  assert.equal(a!.rotationFunction, h.rotator);
  assert.equal(b!.nextRotation, undefined);
});

test('pages follow each other in the order of names, and a prefix is taken letter by letter', async () => {
  const h = await withRotations();
  for (const name of ['x/1', 'x/2', 'x/3', 'x_4', 'xa4']) {
    await h.secret(name);
    await h.by(name);
  }
  const first = await h.list({ prefix: 'x/', maxResults: 2 });
  assert.deepEqual([first.names, first.nextToken], [['x/1', 'x/2'], 'x/2']);
  const { names, nextToken } = await h.list({ prefix: 'x/', nextToken: first.nextToken });
  assert.deepEqual([names, nextToken], [['x/3'], undefined]);
  assert.deepEqual((await h.list({ prefix: 'x_' })).names, ['x_4']);
});

test('what is under way shows its step, and a failure its type and when it is tried again, but not what the function said', async () => {
  const h = await withRotations();
  await h.secret('db');
  h.meddle(({ Step }) =>
    Step === 'setSecret' ? failing('LoginError', 'password hunter2 was refused') : undefined,
  );
  await h.by('db', 1);
  assert.equal((await h.one('db')).state, 'ROTATING');
  await h.tick();
  const told = await h.one('db');
  assert.deepEqual(
    [told.state, told.step, told.attempts, told.retryAt],
    ['RETRYING', 'createSecret', 1, START + MINUTE],
  );
  assert.equal(
    told.lastError,
    'setSecret: LoginError; what else it said is in the log /aws/lambda/rotator',
  );
  assert.ok(!JSON.stringify(told).includes('hunter2'));
  h.clock.advance(2 * DAY + HOUR);
  assert.equal((await h.one('db')).overdue, true);
  h.meddle(() => {});
  await h.tick();
  const after = await h.one('db');
  assert.deepEqual([after.state, after.overdue, after.lastError], ['SCHEDULED', false, undefined]);
});

test('a refusal by a service of the house is told in its words', async () => {
  const h = await withRotations();
  await h.secret('db');
  await h.by('db', 1);
  h.meddle(() => ({ payload: Buffer.from('null') }));
  await h.tick();
  assert.equal(
    (await h.one('db')).lastError,
    'finishSecret: The function has ended finishSecret without moving AWSCURRENT to the new version.',
  );
});

test('who may list secrets sees the dates, and how far a rotation is of those that he may describe', async () => {
  const h = await withRotations();
  for (const name of ['mine', 'yours']) {
    await h.secret(name);
    await h.by(name, 1);
  }
  h.meddle(() => failing());
  await h.tick();
  const some = await h.user('some', {
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Action: 'secretsmanager:ListSecrets', Resource: '*' },
      {
        Effect: 'Allow',
        Action: 'secretsmanager:DescribeSecret',
        Resource: `arn:aws:secretsmanager:us-east-1:${ACCOUNT}:secret:mine-*`,
      },
    ],
  });
  const { rotations } = await h.list({}, some);
  assert.deepEqual(
    rotations.map(({ name, state, lastError }) => [name, state, lastError !== undefined]),
    [
      ['mine', 'RETRYING', true],
      ['yours', 'SCHEDULED', false],
    ],
  );
  const none = await h.user('none', ['secretsmanager:DescribeSecret', 'lockstead:*']);
  await assert.rejects(h.list({}, none), { code: 'AccessDeniedException' });
});
