import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ACCOUNT } from '../../../../test/house.ts';
import { failing, rotationHouse } from '../../../../test/rotation-house.ts';
import { DAY, HOUR, MINUTE } from '../../../base/clock.ts';
import { RemovePermission, GetPolicy } from '../../../generated/lambda.ts';
import {
  CreateSecret,
  DeleteSecret,
  DescribeSecret,
  GetSecretValue,
  ListSecrets,
  ListSecretVersionIds,
  PutSecretValue,
  ReplicateSecretToRegions,
  RestoreSecret,
  RotateSecret,
  UpdateSecret,
  UpdateSecretVersionStage,
} from '../../../generated/secretsmanager.ts';

const DAILY = { RotationRules: { AutomaticallyAfterDays: 1 } };
const NOT_COMPLETE = {
  code: 'InvalidRequestException',
  message: "A previous rotation isn't complete. That rotation will be reattempted.",
};
const CANNOT_INVOKE = {
  code: 'AccessDeniedException',
  message:
    'Secrets Manager cannot invoke the specified Lambda function. Ensure that the function policy grants access to the principal secretsmanager.amazonaws.com.',
};

test('four steps are asked for in order, each by itself, and then the new value is current', async () => {
  const h = await rotationHouse();
  const { ARN, VersionId: first } = await h.secret('db');
  const second = await h.rotate('db', { RotationLambdaARN: h.rotator, ...DAILY });
  assert.equal(h.steps.length, 0, 'the answer does not wait for the function');
  assert.deepEqual(await h.labels('db'), { [first]: ['AWSCURRENT'], [second]: ['AWSPENDING'] });
  assert.equal(await h.value('db'), 'first');
  await h.tick();
  assert.deepEqual(
    h.steps.map(({ Step, SecretId, ClientRequestToken }) => [Step, SecretId, ClientRequestToken]),
    ['createSecret', 'setSecret', 'testSecret', 'finishSecret'].map((s) => [s, ARN, second]),
  );
  for (const { RotationToken } of h.steps) assert.match(RotationToken, /^[a-zA-Z0-9-]{36,256}$/);
  assert.deepEqual(await h.labels('db'), { [first]: ['AWSPREVIOUS'], [second]: ['AWSCURRENT'] });
  assert.equal(await h.value('db'), `made by ${second}`);
  const told = await h.describe('db');
  assert.equal(told.RotationEnabled, true);
  assert.equal(told.RotationLambdaARN, h.rotator);
  assert.deepEqual(told.RotationRules, { AutomaticallyAfterDays: 1 });
  assert.equal(told.LastRotatedDate, h.clock.now());
  assert.equal(told.NextRotationDate, Date.UTC(2026, 0, 6, 23, 59, 59));
  const { SecretList } = await h.sm(ListSecrets, {});
  const { VersionIdsToStages, ...listed } = told;
  assert.deepEqual(SecretList, [{ ...listed, SecretVersionsToStages: VersionIdsToStages }]);
  assert.deepEqual(
    (await h.told()).map(({ eventName, additionalEventData }) => [eventName, additionalEventData]),
    ['RotationStarted', 'RotationSucceeded'].map((name) => [
      name,
      { SecretId: ARN, SecretVersionId: second },
    ]),
  );
});

test('before createSecret the new version is pending, has no value and cannot become current', async () => {
  const h = await rotationHouse();
  const { VersionId: first } = await h.secret('db');
  const id = await h.rotate('db', { RotationLambdaARN: h.rotator, ...DAILY });
  for (const more of [{ VersionId: id }, { VersionStage: 'AWSPENDING' }])
    await assert.rejects(h.sm(GetSecretValue, { SecretId: 'db', ...more }), {
      code: 'ResourceNotFoundException',
    });
  const { Versions } = await h.sm(ListSecretVersionIds, { SecretId: 'db' });
  assert.deepEqual(Versions!.map(({ VersionId }) => VersionId).sort(), [first, id].sort());
  const move = { SecretId: 'db', VersionStage: 'AWSCURRENT', MoveToVersionId: id };
  await assert.rejects(h.sm(UpdateSecretVersionStage, { ...move, RemoveFromVersionId: first }), {
    code: 'ResourceNotFoundException',
  });
});

test('who asks twice with one token is told the same, and one rotation comes of it', async () => {
  const h = await rotationHouse();
  await h.secret('db');
  const asked = { ClientRequestToken: 'a'.repeat(32), RotationLambdaARN: h.rotator, ...DAILY };
  assert.equal(await h.rotate('db', asked), 'a'.repeat(32));
  assert.equal(await h.rotate('db', asked), 'a'.repeat(32));
  await h.tick();
  assert.equal(await h.rotate('db', asked), 'a'.repeat(32));
  await h.tick();
  assert.equal(h.steps.length, 4);
  const other = await h.rotate('db');
  await h.tick();
  assert.equal(h.steps.length, 8);
  await assert.rejects(h.rotate('db', { ClientRequestToken: 'a'.repeat(32) }), {
    code: 'InvalidParameterException',
    message: /^You can't use ClientRequestToken a{32} because that value is already in use/,
  });
  assert.ok(other);
  await assert.rejects(h.ask(h.me, RotateSecret, { SecretId: 'db' }), {
    message: 'You must provide a ClientRequestToken value. We recommend a UUID-type value.',
  });
});

test('of many who ask at once one begins a rotation, and the others are told that it is not complete', async () => {
  const h = await rotationHouse();
  await h.secret('db');
  const asked = await Promise.allSettled(
    Array.from({ length: 8 }, () => h.rotate('db', { RotationLambdaARN: h.rotator, ...DAILY })),
  );
  assert.equal(asked.filter(({ status }) => status === 'fulfilled').length, 1);
  for (const one of asked) {
    if (one.status === 'rejected') assert.equal(one.reason.message, NOT_COMPLETE.message);
  }
  await h.tick();
  assert.equal(h.steps.length, 4);
  assert.equal(Object.keys(await h.labels('db')).length, 2);
});

test('a function that Secrets Manager may not invoke for this secret is refused, and leaves nothing behind', async () => {
  const h = await rotationHouse();
  const { ARN } = await h.secret('db');
  const other = await h.create('other');
  const before = await h.describe('db');
  const set = (RotationLambdaARN: string) => h.rotate('db', { RotationLambdaARN, ...DAILY });
  await assert.rejects(set(other), CANNOT_INVOKE);
  await assert.rejects(set(`${other}-none`), CANNOT_INVOKE);
  await assert.rejects(set(other.replace('us-east-1', 'eu-west-1')), CANNOT_INVOKE);
  await assert.rejects(set('no function at all'), CANNOT_INVOKE);
  await h.allow('other', 'secretsmanager.amazonaws.com', { SourceArn: `${ARN}x` });
  await assert.rejects(set(other), CANNOT_INVOKE);
  assert.deepEqual(await h.describe('db'), before);
  await h.allow('other', 'secretsmanager.amazonaws.com', {
    SourceArn: ARN,
    SourceAccount: ACCOUNT,
  });
  await set(other);
  await h.tick();
  assert.equal(
    await h.value('db').then((v) => v!.startsWith('made by')),
    false,
    'its role may not',
  );
});

test('who sets a function must be allowed to invoke it; who rotates with the one that is set need not', async () => {
  const h = await rotationHouse();
  await h.secret('db');
  const rotates = await h.user('rotates', ['secretsmanager:RotateSecret']);
  await assert.rejects(
    h.sm(RotateSecret, { SecretId: 'db', RotationLambdaARN: h.rotator, ...DAILY }, rotates),
    {
      code: 'AccessDeniedException',
      message: `User: arn:aws:iam::${ACCOUNT}:user/rotates is not authorized to perform: lambda:InvokeFunction on resource: ${h.rotator} because no identity-based policy allows the lambda:InvokeFunction action`,
    },
  );
  await h.rotate('db', { RotationLambdaARN: h.rotator, ...DAILY });
  await h.tick();
  await h.sm(RotateSecret, { SecretId: 'db' }, rotates);
  await h.tick();
  assert.equal(h.steps.length, 8);
  const nobody = await h.user('nobody', ['lambda:*']);
  await assert.rejects(h.sm(RotateSecret, { SecretId: 'db' }, nobody), {
    code: 'AccessDeniedException',
  });
});

test('rotation needs a function, and rules that say one thing', async () => {
  const h = await rotationHouse();
  await h.secret('db');
  await assert.rejects(h.rotate('db', DAILY), {
    code: 'InvalidRequestException',
    message: 'No Lambda rotation function ARN is associated with this secret.',
  });
  const rules = (RotationRules: object) =>
    h.rotate('db', { RotationLambdaARN: h.rotator, RotationRules });
  await assert.rejects(rules({ AutomaticallyAfterDays: 1, ScheduleExpression: 'rate(4 hours)' }), {
    code: 'InvalidParameterException',
    message: 'You cannot specify both rotation frequency and schedule expression together.',
  });
  for (const bad of [{}, { Duration: '3h' }, { ScheduleExpression: 'rate(3 hours)' }])
    await assert.rejects(rules(bad), { code: 'InvalidParameterException' });
  await assert.rejects(rules({ AutomaticallyAfterDays: 1001 }), { code: 'ValidationException' });
  const external = { ExternalSecretRotationRoleArn: `arn:aws:iam::${ACCOUNT}:role/partner` };
  await assert.rejects(h.rotate('db', { RotationLambdaARN: h.rotator, ...external }), {
    code: 'InvalidParameterException',
  });
});

test('a step that fails is told, and the whole rotation is tried again with the same version', async () => {
  const h = await rotationHouse();
  const { ARN, VersionId: first } = await h.secret('db');
  let broken = true;
  h.meddle(({ Step }) =>
    Step === 'setSecret' && broken ? failing('OperationalError') : undefined,
  );
  const second = await h.rotate('db', { RotationLambdaARN: h.rotator, ...DAILY });
  await h.tick();
  assert.deepEqual(await h.labels('db'), { [first]: ['AWSCURRENT'], [second]: ['AWSPENDING'] });
  await assert.rejects(h.rotate('db'), NOT_COMPLETE);
  const failed = (await h.told()).at(-1);
  assert.equal(failed.eventName, 'RotationFailed');
  assert.equal(
    failed.errorMessage,
    `Error when executing lambda ${h.rotator} during setSecret step`,
  );
  assert.deepEqual(failed.additionalEventData, {
    SecretId: ARN,
    SecretVersionId: second,
    Step: 'setSecret',
    Reason: 'OperationalError',
  });
  h.clock.advance(MINUTE);
  await h.tick();
  h.clock.advance(MINUTE);
  await h.tick();
  assert.equal(h.steps.length, 4, 'the second pause is longer');
  broken = false;
  h.clock.advance(MINUTE);
  await h.tick();
  assert.deepEqual(
    h.steps.map(({ Step }) => Step.replace('Secret', '')),
    ['create', 'set', 'create', 'set', 'create', 'set', 'test', 'finish'],
  );
  assert.equal(new Set(h.steps.map(({ ClientRequestToken }) => ClientRequestToken)).size, 1);
  assert.equal(new Set(h.steps.map(({ RotationToken }) => RotationToken)).size, 1);
  assert.deepEqual(await h.labels('db'), { [first]: ['AWSPREVIOUS'], [second]: ['AWSCURRENT'] });
  const names = (await h.told()).map(({ eventName }) => eventName);
  assert.deepEqual(names, [
    'RotationStarted',
    'RotationFailed',
    'RotationFailed',
    'RotationSucceeded',
  ]);
});

test('what a function says when it fails is not on the trail', async () => {
  const h = await rotationHouse();
  await h.secret('db');
  h.meddle(() => failing('hunter2 is wrong', 'the password hunter2 was refused'));
  await h.rotate('db', { RotationLambdaARN: h.rotator, ...DAILY });
  await h.tick();
  assert.equal((await h.told()).at(-1).eventName, 'RotationFailed');
  assert.doesNotMatch(JSON.stringify(await h.events()), /hunter2/);
});

test('a function that says yes and does not move AWSCURRENT has failed', async () => {
  const h = await rotationHouse();
  const { VersionId: first } = await h.secret('db');
  h.meddle(() => ({}));
  const second = await h.rotate('db', { RotationLambdaARN: h.rotator, ...DAILY });
  await h.tick();
  assert.deepEqual(await h.labels('db'), { [first]: ['AWSCURRENT'], [second]: ['AWSPENDING'] });
  const { eventName, additionalEventData } = (await h.told()).at(-1);
  assert.equal(eventName, 'RotationFailed');
  assert.equal(additionalEventData.Step, 'finishSecret');
});

test('a rotation that goes on failing is tried ever more rarely, and with each day again', async () => {
  const h = await rotationHouse();
  await h.secret('db');
  h.meddle(() => failing());
  await h.rotate('db', { RotationLambdaARN: h.rotator, ...DAILY });
  for (let minutes = 0; minutes <= 24 * 60; minutes += 5) {
    await h.tick();
    h.clock.advance(5 * MINUTE);
  }
  const first = h.steps.length;
  assert.ok(first >= 12 && first <= 24, `${first} attempts in a day`);
  assert.ok((await h.describe('db')).NextRotationDate! < h.clock.now() + DAY);
  h.meddle(() => {});
  h.clock.advance(DAY);
  await h.tick();
  assert.equal((await h.told()).at(-1).eventName, 'RotationSucceeded');
  assert.equal(new Set(h.steps.map(({ ClientRequestToken }) => ClientRequestToken)).size, 1);
});

test('a function that has no room is asked again soon, and that is no failure yet', async () => {
  const h = await rotationHouse();
  await h.secret('db');
  await h.rotate('db', { RotationLambdaARN: h.rotator, ...DAILY });
  const { PutFunctionConcurrency } = await import('../../../generated/lambda.ts');
  const put = (ReservedConcurrentExecutions: number) =>
    h.call(PutFunctionConcurrency, { FunctionName: 'rotator', ReservedConcurrentExecutions });
  await put(0);
  for (let i = 0; i < 10; i++) {
    await h.tick();
    h.clock.advance(30_000);
  }
  assert.deepEqual(
    (await h.told()).map(({ eventName }) => eventName),
    ['RotationStarted'],
  );
  await put(1);
  h.clock.advance(MINUTE);
  await h.tick();
  assert.equal((await h.told()).at(-1).eventName, 'RotationSucceeded');
  await put(0);
  await h.rotate('db');
  for (let i = 0; i < 20; i++) {
    await h.tick();
    h.clock.advance(MINUTE);
  }
  const { eventName, errorCode } = (await h.told()).at(-1);
  assert.deepEqual([eventName, errorCode], ['RotationFailed', 'TooManyRequestsException']);
});

for (const at of ['createSecret', 'setSecret', 'testSecret', 'finishSecret'] as const) {
  for (const when of ['before', 'after'] as const) {
    test(`a function that dies ${when} what it does in ${at} is asked again, and the secret works throughout`, async () => {
      const h = await rotationHouse();
      await h.secret('db');
      let database = 'first';
      let lives = 2;
      h.meddle(async (asked) => {
        const dies = asked.Step === at && lives-- > 0;
        if (dies && when === 'before') throw new Error('killed');
        if (asked.Step === 'setSecret') database = (await h.value('db', 'AWSPENDING'))!;
        await h.follow(asked);
        const known = [await h.value('db'), await h.value('db', 'AWSPENDING').catch(() => '')];
        assert.ok(known.includes(database));
        if (dies) throw new Error('killed');
        return {};
      });
      const id = await h.rotate('db', { RotationLambdaARN: h.rotator, ...DAILY });
      for (let minutes = 0; minutes < 5; minutes++) {
        await h.tick();
        h.clock.advance(MINUTE);
      }
      assert.deepEqual((await h.labels('db'))[id], ['AWSCURRENT']);
      assert.equal(await h.value('db'), database);
      assert.equal(new Set(h.steps.map(({ ClientRequestToken }) => ClientRequestToken)).size, 1);
      const names = (await h.told()).map(({ eventName }) => eventName);
      const failed = ['RotationFailed', 'RotationFailed'];
      assert.deepEqual(names, ['RotationStarted', ...failed, 'RotationSucceeded']);
    });
  }
}

test('a permission that is taken away meanwhile is a failure, with its reason', async () => {
  const h = await rotationHouse();
  await h.secret('db');
  await h.rotate('db', { RotationLambdaARN: h.rotator, ...DAILY });
  const { Policy } = await h.call(GetPolicy, { FunctionName: 'rotator' });
  const StatementId = JSON.parse(Policy!).Statement[0].Sid;
  await h.call(RemovePermission, { FunctionName: 'rotator', StatementId });
  await h.tick();
  assert.equal(h.steps.length, 0);
  const { errorCode, additionalEventData } = (await h.told()).at(-1);
  assert.deepEqual(
    [errorCode, additionalEventData.Step],
    ['AccessDeniedException', 'createSecret'],
  );
  await h.allow('rotator', 'secretsmanager.amazonaws.com');
  h.clock.advance(MINUTE);
  await h.tick();
  assert.equal((await h.told()).at(-1).eventName, 'RotationSucceeded');
});

test('without RotateImmediately the function is tested alone, on a copy that does not stay', async () => {
  const h = await rotationHouse();
  const { VersionId: first } = await h.secret('db');
  const seen: unknown[] = [];
  h.meddle(async ({ Step, SecretId, ClientRequestToken: VersionId, role }) => {
    const asked = { SecretId, VersionId, VersionStage: 'AWSPENDING' };
    seen.push([Step, (await h.ask(role, GetSecretValue, asked)).SecretString]);
  });
  const set = { RotationLambdaARN: h.rotator, RotateImmediately: false };
  const id = await h.rotate('db', { ...set, RotationRules: { AutomaticallyAfterDays: 10 } });
  assert.deepEqual(await h.labels('db'), { [first]: ['AWSCURRENT'], [id]: ['AWSPENDING'] });
  await h.tick();
  assert.deepEqual(seen, [['testSecret', 'first']]);
  assert.deepEqual(await h.labels('db'), { [first]: ['AWSCURRENT'] });
  const { Versions } = await h.sm(ListSecretVersionIds, {
    SecretId: 'db',
    IncludeDeprecated: true,
  });
  assert.equal(Versions!.length, 1);
  const names = async () => (await h.told()).map(({ eventName }) => eventName);
  assert.deepEqual(await names(), ['TestRotationStarted', 'TestRotationSucceeded']);
  const told = await h.describe('db');
  assert.equal(told.RotationEnabled, true);
  assert.equal(told.LastRotatedDate, undefined);
  assert.equal(told.NextRotationDate, Date.UTC(2026, 0, 15, 23, 59, 59));
  h.meddle(() => failing());
  await h.rotate('db', { RotateImmediately: false });
  await h.tick();
  assert.deepEqual((await names()).slice(2), ['TestRotationStarted', 'TestRotationFailed']);
  assert.deepEqual(await h.labels('db'), { [first]: ['AWSCURRENT'] });
  h.meddle(() => {});
  h.clock.advance(10 * DAY);
  await h.tick();
  h.clock.advance(HOUR);
  await h.tick();
  assert.match((await h.value('db'))!, /^made by/);
});

test('who may rotate and not use the key has the function tested on an empty version', async () => {
  const h = await rotationHouse();
  const { CreateKey } = await import('../../../generated/kms.ts');
  const { KeyMetadata } = await h.ask(h.root(), CreateKey, {});
  await h.sm(CreateSecret, { Name: 'db', SecretString: 'first', KmsKeyId: KeyMetadata!.Arn });
  const rotates = await h.user('rotates', ['secretsmanager:RotateSecret', 'lambda:InvokeFunction']);
  const asked = {
    SecretId: 'db',
    RotationLambdaARN: h.rotator,
    RotateImmediately: false,
    ...DAILY,
  };
  await h.sm(RotateSecret, asked, rotates);
  await assert.rejects(h.value('db', 'AWSPENDING'), { code: 'ResourceNotFoundException' });
  await h.tick();
  assert.equal((await h.told()).at(-1).eventName, 'TestRotationSucceeded');
});

test('a value that is put by hand gives the rotation up, and the clock begins anew', async () => {
  const h = await rotationHouse();
  await h.secret('db');
  h.meddle(({ Step }) => (Step === 'testSecret' ? failing() : undefined));
  const second = await h.rotate('db', {
    RotationLambdaARN: h.rotator,
    RotationRules: { AutomaticallyAfterDays: 7 },
  });
  await h.tick();
  h.clock.advance(3 * DAY);
  const put = await h.sm(PutSecretValue, { SecretId: 'db', SecretString: 'by hand' });
  const labels = await h.labels('db');
  assert.deepEqual(labels[put.VersionId!], ['AWSCURRENT']);
  assert.equal(labels[second], undefined);
  assert.equal((await h.told()).at(-1).eventName, 'RotationAbandoned');
  assert.equal((await h.describe('db')).NextRotationDate, Date.UTC(2026, 0, 15, 23, 59, 59));
  const asked = h.steps.length;
  await h.tick();
  h.clock.advance(6 * DAY);
  await h.tick();
  assert.equal(h.steps.length, asked);
  h.meddle(() => {});
  h.clock.advance(DAY);
  await h.tick();
  assert.match((await h.value('db'))!, /^made by/);
  await h.sm(UpdateSecret, { SecretId: 'db', SecretString: 'again by hand' });
  assert.equal((await h.describe('db')).NextRotationDate, Date.UTC(2026, 0, 22, 23, 59, 59));
});

test('a cron schedule keeps to the calendar, whatever is put by hand', async () => {
  const h = await rotationHouse();
  await h.secret('db');
  await h.rotate('db', {
    RotationLambdaARN: h.rotator,
    RotationRules: { ScheduleExpression: 'cron(0 8 ? * 2 *)', Duration: '2h' },
  });
  await h.tick();
  const next = Date.UTC(2026, 0, 12, 9, 59, 59);
  const told = await h.describe('db');
  assert.equal(told.NextRotationDate, next);
  assert.deepEqual(told.RotationRules, {
    AutomaticallyAfterDays: 7,
    Duration: '2h',
    ScheduleExpression: 'cron(0 8 ? * 2 *)',
  });
  h.clock.advance(DAY);
  await h.sm(PutSecretValue, { SecretId: 'db', SecretString: 'by hand' });
  assert.equal((await h.describe('db')).NextRotationDate, next);
});

test('who takes the label away gives the rotation up, and a new one may begin', async () => {
  const h = await rotationHouse();
  await h.secret('db');
  h.meddle(() => failing());
  const second = await h.rotate('db', { RotationLambdaARN: h.rotator });
  await h.tick();
  const take = { SecretId: 'db', VersionStage: 'AWSPENDING', RemoveFromVersionId: second };
  await h.sm(UpdateSecretVersionStage, take);
  h.clock.advance(HOUR);
  await h.tick();
  assert.equal((await h.told()).at(-1).eventName, 'RotationAbandoned');
  h.meddle(() => {});
  const third = await h.rotate('db');
  assert.notEqual(third, second);
  await h.tick();
  assert.equal(await h.value('db'), `made by ${third}`);
});

test('a rotation token is good for its own version, while it is under way', async () => {
  const h = await rotationHouse();
  await h.secret('db');
  await h.secret('other');
  const wrong = { code: 'InvalidParameterException' };
  let token = '';
  h.meddle(async ({ Step, SecretId, ClientRequestToken, RotationToken, role }) => {
    if (Step !== 'createSecret') return;
    token = RotationToken;
    const put = {
      SecretId,
      ClientRequestToken,
      SecretString: `made by ${ClientRequestToken}`,
      VersionStages: ['AWSPENDING'],
    };
    const forged = { ...put, RotationToken: `${RotationToken.slice(1)}0` };
    await assert.rejects(h.ask(role, PutSecretValue, forged), wrong);
    const elsewhere = { ...put, SecretId: 'other', RotationToken };
    await assert.rejects(h.ask(role, PutSecretValue, elsewhere), wrong);
    await h.ask(role, PutSecretValue, { ...put, RotationToken });
  });
  const id = await h.rotate('db', { RotationLambdaARN: h.rotator, ...DAILY });
  await h.tick();
  assert.equal(await h.value('db'), `made by ${id}`);
  const late = { SecretId: 'db', SecretString: 'x', RotationToken: token, ClientRequestToken: id };
  await assert.rejects(h.ask(h.me, PutSecretValue, late), wrong);
  assert.doesNotMatch(JSON.stringify(await h.events()), new RegExp(token));
});

test('a secret that waits for its end is not rotated; restored, it goes on where it was', async () => {
  const h = await rotationHouse();
  await h.secret('db');
  await h.rotate('db', { RotationLambdaARN: h.rotator, ...DAILY });
  await h.sm(DeleteSecret, { SecretId: 'db' });
  await h.tick();
  assert.equal(h.steps.length, 0);
  await assert.rejects(h.rotate('db'), {
    code: 'InvalidRequestException',
    message: /because it was marked for deletion/,
  });
  h.clock.advance(5 * DAY);
  await h.sm(RestoreSecret, { SecretId: 'db' });
  await h.tick();
  assert.equal(h.steps.length, 4);
  await h.sm(DeleteSecret, { SecretId: 'db', ForceDeleteWithoutRecovery: true });
  h.clock.advance(5 * DAY);
  await h.tick();
  assert.equal(h.steps.length, 4);
});

test('copies have what a rotation made, and are not rotated themselves', async () => {
  const h = await rotationHouse();
  await h.secret('db');
  await h.sm(ReplicateSecretToRegions, {
    SecretId: 'db',
    AddReplicaRegions: [{ Region: 'eu-west-1' }],
  });
  const id = await h.rotate('db', { RotationLambdaARN: h.rotator, ...DAILY });
  await h.tick();
  const there = { SecretId: 'db' };
  const copy = await h.ask(h.me, GetSecretValue, there, 'eu-west-1');
  assert.equal(copy.SecretString, `made by ${id}`);
  const { VersionIdsToStages, RotationEnabled } = await h.ask(
    h.me,
    DescribeSecret,
    there,
    'eu-west-1',
  );
  assert.deepEqual(VersionIdsToStages, await h.labels('db'));
  assert.equal(RotationEnabled, undefined);
  const asked = { ...there, ClientRequestToken: 'r'.repeat(32), RotationLambdaARN: h.rotator };
  await assert.rejects(h.ask(h.me, RotateSecret, asked, 'eu-west-1'), {
    code: 'InvalidParameterException',
    message:
      "Operation not permitted on a replica secret. Call must be made in primary secret's region.",
  });
  const { ReplicationStatus } = await h.describe('db');
  assert.equal(ReplicationStatus![0]!.Status, 'InSync');
});

test('a secret without a value is rotated into its first one', async () => {
  const h = await rotationHouse();
  await h.sm(CreateSecret, { Name: 'db' });
  h.meddle(async ({ Step, SecretId, ClientRequestToken, role }) => {
    if (Step !== 'createSecret') return {};
    const put = {
      SecretId,
      ClientRequestToken,
      SecretString: 'made',
      VersionStages: ['AWSPENDING'],
    };
    await h.ask(role, PutSecretValue, put);
    return {};
  });
  const id = await h.rotate('db', { RotationLambdaARN: h.rotator });
  await h.tick();
  assert.deepEqual(await h.labels('db'), { [id]: ['AWSCURRENT'] });
  assert.equal((await h.told()).at(-1).eventName, 'RotationSucceeded');
  assert.equal((await h.describe('db')).NextRotationDate, undefined, 'nobody has said how often');
});

test('a rotation that was begun is finished before the next one begins: no password waits half way', async () => {
  const h = await rotationHouse();
  const names = Array.from({ length: 40 }, (_, i) => `s${i}`);
  for (const name of names) {
    await h.secret(name);
    await h.rotate(name, { RotationLambdaARN: h.rotator });
  }
  const open = new Set<string>();
  let most = 0;
  h.meddle(({ Step, SecretId }) => {
    if (Step === 'createSecret') open.add(SecretId);
    if (Step === 'finishSecret') open.delete(SecretId);
    most = Math.max(most, open.size);
  });
  await h.tick();
  assert.equal(h.steps.length, 4 * names.length);
  assert.ok(most <= 32, `${most} at once`);
  const order = h.steps.map(({ SecretId }) => SecretId);
  const first = order.indexOf(order.at(-1)!);
  assert.ok(first > names.length, 'the last one begins when others have ended');
});
