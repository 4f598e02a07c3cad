import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ACCOUNT } from '../../../../test/house.ts';
import { failing, rotationHouse } from '../../../../test/rotation-house.ts';
import { MINUTE } from '../../../base/clock.ts';
import { UndoRotation } from '../../../generated/lockstead.ts';
import { CancelRotateSecret, PutSecretValue } from '../../../generated/secretsmanager.ts';

/** A secret that was rotated once: `old` and `fresh` are its versions. */
async function rotated(options?: Parameters<typeof rotationHouse>[0]) {
  const h = await rotationHouse(options);
  const { VersionId: old } = await h.secret('db');
  const fresh = await h.rotate('db', {
    RotationLambdaARN: h.rotator,
    RotationRules: { AutomaticallyAfterDays: 30 },
  });
  await h.tick();
  const undo = (versionId = old, secretId = 'db', as = h.me) =>
    h.ask(as, UndoRotation, { secretId, versionId });
  return { ...h, old, fresh, undo };
}

for (const leavesPending of [true, false]) {
  const which = leavesPending ? 'that leaves AWSPENDING behind' : 'that takes AWSPENDING off';
  test(`a rotation is taken back by the same four steps, by a function ${which}`, async () => {
    const h = await rotated({ leavesPending });
    const before = h.steps.length;
    const made = await h.value('db');
    const told = await h.undo();
    assert.deepEqual([told.name, told.versionId], ['db', h.old]);
    await h.tick();
    assert.equal(await h.value('db'), 'first');
    assert.equal(await h.value('db', 'AWSPREVIOUS'), made);
    assert.deepEqual(await h.labels('db'), {
      [h.old]: ['AWSCURRENT'],
      [h.fresh]: ['AWSPREVIOUS'],
    });
    assert.deepEqual(
      h.steps.slice(before).map(({ Step, ClientRequestToken }) => [Step, ClientRequestToken]),
      ['createSecret', 'setSecret', 'testSecret', 'finishSecret'].map((step) => [step, h.old]),
    );
    assert.deepEqual(
      (await h.told()).slice(-2).map(({ eventName }) => eventName),
      ['RotationStarted', 'RotationSucceeded'],
    );
    // And forth again, and on with a rotation.
    await h.undo(h.fresh);
    await h.tick();
    assert.equal(await h.value('db'), made);
    await h.rotate('db');
    await h.tick();
    assert.notEqual(await h.value('db'), made);
  });
}

test('who asks twice has it taken back once', async () => {
  const h = await rotated();
  await h.undo();
  await h.undo();
  await h.tick();
  await h.undo();
  assert.equal(await h.tick(), 0);
  assert.equal(await h.value('db'), 'first');
});

test('a step that fails is tried again, and the version that works stays current meanwhile', async () => {
  const h = await rotated();
  const made = await h.value('db');
  h.meddle(({ Step }) => (Step === 'setSecret' ? failing() : undefined));
  await h.undo();
  await h.tick();
  assert.equal(await h.value('db'), made);
  h.meddle(() => {});
  h.clock.advance(MINUTE);
  await h.tick();
  assert.equal(await h.value('db'), 'first');
});

test('there must be something to go back to, and nothing under way', async () => {
  const h = await rotated();
  const refused = (message: RegExp) => ({ code: 'InvalidRequestException', message });
  // Somebody has put a value meanwhile: what was seen as the previous version is that no more.
  const { VersionId: third } = await h.sm(PutSecretValue, { SecretId: 'db', SecretString: '3' });
  await assert.rejects(h.undo(), refused(/does not have the label AWSPREVIOUS/));
  await h.rotate('db');
  await assert.rejects(h.undo(h.fresh), refused(/^A rotation of this secret is under way/));
  await h.tick();
  await h.sm(CancelRotateSecret, { SecretId: 'db' });
  await assert.rejects(h.undo(third), refused(/^Rotation of this secret is off/));
  await h.secret('never');
  await assert.rejects(h.undo(h.old, 'never'), refused(/^Rotation of this secret is off/));
});

test('it takes the right to rotate that secret, and who has none learns nothing', async () => {
  const h = await rotated();
  const reader = await h.user('reader', ['secretsmanager:GetSecretValue', 'lockstead:*']);
  const denied = { code: 'AccessDeniedException' };
  await assert.rejects(h.undo(h.old, 'db', reader), denied);
  await assert.rejects(h.undo(h.old, 'nowhere', reader), denied);
  await assert.rejects(h.undo(h.old, 'nowhere'), { code: 'ResourceNotFoundException' });
  const Resource = `arn:aws:secretsmanager:us-east-1:${ACCOUNT}:secret:db-*`;
  const rotates = await h.user('rotates', {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: 'secretsmanager:RotateSecret', Resource }],
  });
  await h.undo(h.old, 'db', rotates);
});
