import assert from 'node:assert/strict';
import { test } from 'node:test';
import { failing, rotationHouse } from '../../../../test/rotation-house.ts';
import { DAY } from '../../../base/clock.ts';
import { CancelRotateSecret, UpdateSecretVersionStage } from '../../../generated/secretsmanager.ts';

const DAILY = { RotationRules: { AutomaticallyAfterDays: 1 } };

test('rotation that is called off is not begun any more, and comes back as it was', async () => {
  const h = await rotationHouse();
  const { ARN } = await h.secret('db');
  await h.rotate('db', { RotationLambdaARN: h.rotator, ...DAILY });
  await h.tick();
  const answer = await h.sm(CancelRotateSecret, { SecretId: 'db' });
  assert.deepEqual(answer, { ARN, Name: 'db' });
  const told = await h.describe('db');
  assert.equal(told.RotationEnabled, false);
  assert.equal(told.RotationLambdaARN, h.rotator);
  assert.deepEqual(told.RotationRules, { AutomaticallyAfterDays: 1 });
  assert.equal(told.LastRotatedDate, undefined);
  assert.equal(told.NextRotationDate, undefined);
  h.clock.advance(10 * DAY);
  await h.tick();
  assert.equal(h.steps.length, 4);
  await h.rotate('db');
  await h.tick();
  assert.equal(h.steps.length, 8);
  assert.equal((await h.describe('db')).RotationEnabled, true);
  h.clock.advance(2 * DAY);
  await h.tick();
  assert.equal(h.steps.length, 12);
});

test('a rotation under way ends where it is: its version is named, and stays pending', async () => {
  const h = await rotationHouse();
  const { VersionId: first } = await h.secret('db');
  h.meddle(({ Step }) => (Step === 'setSecret' ? failing() : undefined));
  const second = await h.rotate('db', { RotationLambdaARN: h.rotator, ...DAILY });
  await h.tick();
  const { VersionId } = await h.sm(CancelRotateSecret, { SecretId: 'db' });
  assert.equal(VersionId, second);
  assert.deepEqual(await h.labels('db'), { [first]: ['AWSCURRENT'], [second]: ['AWSPENDING'] });
  h.clock.advance(DAY);
  await h.tick();
  assert.equal(h.steps.length, 2);
  await assert.rejects(h.rotate('db'), /A previous rotation isn't complete/);
  const take = { SecretId: 'db', VersionStage: 'AWSPENDING', RemoveFromVersionId: second };
  await h.sm(UpdateSecretVersionStage, take);
  h.meddle(() => {});
  const third = await h.rotate('db');
  await h.tick();
  assert.equal(await h.value('db'), `made by ${third}`);
});

test('what is called off while the function works is not gone on with', async () => {
  const h = await rotationHouse();
  await h.secret('db');
  h.meddle(async ({ Step }) => {
    if (Step === 'setSecret') await h.sm(CancelRotateSecret, { SecretId: 'db' });
  });
  await h.rotate('db', { RotationLambdaARN: h.rotator, ...DAILY });
  await h.tick();
  assert.deepEqual(
    h.steps.map(({ Step }) => Step),
    ['createSecret', 'setSecret'],
  );
  assert.equal(await h.value('db'), 'first');
});

test('to call off what was never asked for changes nothing', async () => {
  const h = await rotationHouse();
  const { ARN } = await h.secret('db');
  const before = await h.describe('db');
  const answer = await h.sm(CancelRotateSecret, { SecretId: 'db' });
  assert.deepEqual(answer, { ARN, Name: 'db' });
  assert.deepEqual(await h.describe('db'), before);
  const nobody = await h.user('nobody', []);
  await assert.rejects(h.sm(CancelRotateSecret, { SecretId: 'db' }, nobody), {
    code: 'AccessDeniedException',
  });
  await assert.rejects(h.sm(CancelRotateSecret, { SecretId: 'none' }), {
    code: 'ResourceNotFoundException',
  });
});
