import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DAY } from '../../../base/clock.ts';
import {
  DeleteSecret,
  DescribeSecret,
  ListSecrets,
  ListSecretVersionIds,
  RestoreSecret,
  TagResource,
} from '../../../generated/secretsmanager.ts';
import { START } from '../../../../test/house.ts';
import { statement } from '../../../store/statement.ts';
import { secretsHouse, type SecretsHouse } from '../../../../test/secrets-house.ts';

const countVersions = statement<{}, { versions: number }>(
  'select count(*) as versions from secret_version',
);
const versionsLeft = async (h: SecretsHouse) => (await h.store.one(countVersions, {}))!.versions;

const MARKED = {
  code: 'InvalidRequestException',
  message: "You can't perform this operation on the secret because it was marked for deletion.",
};

test('a deleted secret waits thirty days, unless told, and then is gone with all its versions', async () => {
  const h = await secretsHouse();
  const { ARN } = await h.create('x');
  await h.put('x', 'second');
  const answer = await h.call(DeleteSecret, { SecretId: 'x' });
  assert.deepEqual(answer, { ARN, Name: 'x', DeletionDate: START + 30 * DAY });
  assert.equal((await h.call(DescribeSecret, { SecretId: 'x' })).DeletedDate, START + 30 * DAY);
  h.clock.advance(30 * DAY - 1);
  await h.tick();
  assert.equal((await h.call(DescribeSecret, { SecretId: 'x' })).Name, 'x');
  h.clock.advance(1);
  await h.tick();
  await assert.rejects(h.call(DescribeSecret, { SecretId: 'x' }), {
    code: 'ResourceNotFoundException',
  });
  assert.equal(await versionsLeft(h), 0);
  const events = (await h.events()).filter(({ eventType }) => eventType === 'AwsServiceEvent');
  const told = events.filter(({ eventName }) => eventName.endsWith('SecretVersionDelete'));
  assert.deepEqual(told.map(({ eventName }) => eventName).sort(), [
    'EndSecretVersionDelete',
    'EndSecretVersionDelete',
    'StartSecretVersionDelete',
    'StartSecretVersionDelete',
  ]);
  assert.equal(told[0].userIdentity.invokedBy, 'secretsmanager.amazonaws.com');
  await h.close();
});

test('while it waits nothing can be done with it, and its name is taken', async () => {
  const h = await secretsHouse();
  await h.create('x');
  await h.call(DeleteSecret, { SecretId: 'x', RecoveryWindowInDays: 7 });
  await assert.rejects(h.put('x', 'v'), MARKED);
  await assert.rejects(h.call(DeleteSecret, { SecretId: 'x' }), MARKED);
  await assert.rejects(h.call(TagResource, { SecretId: 'x', Tags: [] }), MARKED);
  await assert.rejects(h.create('x'), {
    code: 'InvalidRequestException',
    message:
      "You can't create this secret because a secret with this name is already scheduled for deletion.",
  });
  assert.equal((await h.call(ListSecretVersionIds, { SecretId: 'x' })).Versions!.length, 1);
  await h.close();
});

test('a restored secret is as it was, and its end is called off', async () => {
  const h = await secretsHouse();
  const { ARN } = await h.create('x');
  await h.call(DeleteSecret, { SecretId: 'x', RecoveryWindowInDays: 7 });
  assert.deepEqual(await h.call(RestoreSecret, { SecretId: 'x' }), { ARN, Name: 'x' });
  assert.equal((await h.call(DescribeSecret, { SecretId: 'x' })).DeletedDate, undefined);
  h.clock.advance(40 * DAY);
  await h.tick();
  assert.equal(await h.read('x'), 'first');
  assert.deepEqual(await h.call(RestoreSecret, { SecretId: 'x' }), { ARN, Name: 'x' });
  await h.close();
});

test('a secret deleted without recovery leaves its name at once, and its values with the next job', async () => {
  const h = await secretsHouse();
  const { ARN } = await h.create('x');
  const answer = await h.call(DeleteSecret, { SecretId: 'x', ForceDeleteWithoutRecovery: true });
  assert.deepEqual(answer, { ARN, Name: 'x', DeletionDate: START });
  await assert.rejects(h.read('x'), { code: 'ResourceNotFoundException' });
  const next = await h.create('x', { SecretString: 'new' });
  assert.notEqual(next.ARN, ARN);
  assert.equal(await versionsLeft(h), 2);
  await h.tick();
  assert.equal(await versionsLeft(h), 1);
  assert.equal(await h.read('x'), 'new');
  await h.close();
});

test('a secret that waits can still be deleted without recovery', async () => {
  const h = await secretsHouse();
  await h.create('x');
  await h.call(DeleteSecret, { SecretId: 'x' });
  await h.call(DeleteSecret, { SecretId: 'x', ForceDeleteWithoutRecovery: true });
  await h.create('x');
  await h.tick();
  h.clock.advance(31 * DAY);
  await h.tick();
  assert.equal(await h.read('x'), 'first');
  await h.close();
});

test('deleting by force what is not there succeeds, for those who may', async () => {
  const h = await secretsHouse();
  const force = { SecretId: 'nothing', ForceDeleteWithoutRecovery: true };
  const answer = await h.call(DeleteSecret, force);
  assert.match(answer.ARN!, /:secret:nothing-\w{6}$/);
  assert.deepEqual([answer.Name, answer.DeletionDate], ['nothing', START]);
  await assert.rejects(h.call(DeleteSecret, { SecretId: 'nothing' }), {
    code: 'ResourceNotFoundException',
  });
  const stranger = await h.user('stranger', []);
  await assert.rejects(h.call(DeleteSecret, force, stranger), { code: 'AccessDeniedException' });
  await h.close();
});

test('windows are from seven to thirty days, and exclude force', async () => {
  const h = await secretsHouse();
  await h.create('x');
  for (const RecoveryWindowInDays of [6, 31]) {
    await assert.rejects(h.call(DeleteSecret, { SecretId: 'x', RecoveryWindowInDays }), {
      code: 'InvalidParameterException',
      message: 'The RecoveryWindowInDays value must be between 7 and 30 days (inclusive).',
    });
  }
  const both = { SecretId: 'x', RecoveryWindowInDays: 7, ForceDeleteWithoutRecovery: true };
  await assert.rejects(h.call(DeleteSecret, both), {
    code: 'InvalidParameterException',
    message: "You can't use ForceDeleteWithoutRecovery in conjunction with RecoveryWindowInDays.",
  });
  await h.call(DeleteSecret, { ...both, ForceDeleteWithoutRecovery: false });
  await h.close();
});

test('lists leave out what waits for its end, unless told', async () => {
  const h = await secretsHouse();
  await h.create('x');
  await h.create('y');
  await h.call(DeleteSecret, { SecretId: 'x' });
  const names = async (input: object) =>
    (await h.call(ListSecrets, input)).SecretList!.map(({ Name }) => Name);
  assert.deepEqual(await names({}), ['y']);
  assert.deepEqual((await names({ IncludePlannedDeletion: true })).sort(), ['x', 'y']);
  await h.close();
});

test('policies can ask for a window and refuse force', async () => {
  const h = await secretsHouse();
  await h.create('x');
  const careful = await h.user('careful', {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Action: 'secretsmanager:DeleteSecret',
        Resource: '*',
        Condition: { NumericGreaterThanEquals: { 'secretsmanager:RecoveryWindowInDays': '14' } },
      },
    ],
  });
  const remove = (input: object) => h.call(DeleteSecret, { SecretId: 'x', ...input }, careful);
  await assert.rejects(remove({ ForceDeleteWithoutRecovery: true }), {
    code: 'AccessDeniedException',
  });
  await assert.rejects(remove({ RecoveryWindowInDays: 7 }), { code: 'AccessDeniedException' });
  await remove({ RecoveryWindowInDays: 14 });
  await h.close();
});
