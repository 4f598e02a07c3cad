import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ACCOUNT, house, OTHER_ACCOUNT } from '../../../test/house.ts';
import { utf8 } from '../../base/bytes.ts';
import { uuid } from '../../base/random.ts';
import { CreateKey } from '../../generated/kms.ts';
import { CreateFunction, GetFunction, Invoke } from '../../generated/lambda.ts';
import {
  CreateSecret,
  DescribeSecret,
  GetSecretValue,
  PutSecretValue,
  RotateSecret,
  UpdateSecretVersionStage,
} from '../../generated/secretsmanager.ts';
import {
  type BuiltInCall,
  BuiltInFailure,
  type BuiltInFunctions,
} from '../../operation/built-in-functions.ts';
import { serviceCaller } from '../../operation/caller.ts';

const NAME = 'SecretsManagerRDSPostgreSQLRotationSingleUser';
const ARN = `arn:aws:lambda:us-east-1:${ACCOUNT}:function:${NAME}`;

/** A house whose built-in function does what the test says. */
async function withBuiltIn(run: (call: BuiltInCall) => Promise<void>) {
  const builtIns: BuiltInFunctions = {
    find: (name) =>
      name === NAME ? { permissions: () => [], run, rehearse: async () => [] } : undefined,
  };
  const h = await house({ builtIns });
  const me = await h.admin();
  const secret = async (Name: string, more: object = {}) => {
    const ClientRequestToken = uuid(h.random);
    const made = { Name, SecretString: 'first', ClientRequestToken, ...more };
    return (await h.ask(me, CreateSecret, made)).ARN!;
  };
  const rotate = (SecretId: string, as = me) =>
    h.ask(as, RotateSecret, {
      SecretId,
      RotationLambdaARN: ARN,
      ClientRequestToken: uuid(h.random),
    });
  return { ...h, me, secret, rotate };
}

test('a secret can name a built-in function, which does the four steps as itself', async () => {
  const steps: string[] = [];
  const h = await withBuiltIn(async ({ event, ask }) => {
    steps.push(event.Step);
    const { SecretId, ClientRequestToken, RotationToken } = event;
    if (event.Step === 'createSecret')
      await ask(PutSecretValue, {
        SecretId,
        ClientRequestToken,
        SecretString: 'second',
        RotationToken,
        VersionStages: ['AWSPENDING'],
      });
    if (event.Step !== 'finishSecret') return;
    const { VersionIdsToStages } = await ask(DescribeSecret, { SecretId });
    const [RemoveFromVersionId] = Object.entries(VersionIdsToStages!).find(([, stages]) =>
      stages.includes('AWSCURRENT'),
    )!;
    await ask(UpdateSecretVersionStage, {
      SecretId,
      VersionStage: 'AWSCURRENT',
      MoveToVersionId: ClientRequestToken,
      RemoveFromVersionId,
    });
  });
  const arn = await h.secret('app');
  await h.rotate(arn);
  for (let n = 0; n < 6; n++) await h.tick();
  assert.deepEqual(steps, ['createSecret', 'setSecret', 'testSecret', 'finishSecret']);
  assert.equal((await h.ask(h.me, GetSecretValue, { SecretId: arn })).SecretString, 'second');
  const put = (await h.events()).find(({ eventName }) => eventName === 'PutSecretValue');
  assert.equal(
    put.userIdentity.arn,
    `arn:aws:sts::${ACCOUNT}:assumed-role/AWSServiceRoleForSecretsManagerRotation/${NAME}`,
  );
});

test('a built-in function reaches the secret that it rotates, and no other', async () => {
  const refused: string[] = [];
  const h = await withBuiltIn(async ({ ask }) => {
    for (const SecretId of ['other', others])
      await ask(GetSecretValue, { SecretId }).catch(({ code }) => refused.push(code));
  });
  const arn = await h.secret('app');
  const others = await h.secret('other');
  await h.rotate(arn);
  await h.tick();
  assert.deepEqual(refused.slice(0, 2), ['AccessDeniedException', 'AccessDeniedException']);
});

test('a built-in function uses the key of its secret where that trusts the account, and so in each Region', async () => {
  const read: string[] = [];
  const h = await withBuiltIn(async ({ event, ask }) => {
    const { SecretId, ClientRequestToken } = event;
    const { SecretString } = await ask(GetSecretValue, { SecretId });
    read.push(SecretString!);
    const put = { SecretId, ClientRequestToken, VersionStages: ['AWSPENDING'] };
    await ask(PutSecretValue, { ...put, SecretString: 'second' });
  });
  const { KeyMetadata } = await h.ask(h.me, CreateKey, {});
  const AddReplicaRegions = [{ Region: 'eu-west-1' }];
  const arn = await h.secret('app', { KmsKeyId: KeyMetadata!.Arn, AddReplicaRegions });
  const { VersionId } = await h.rotate(arn);
  await h.tick();
  assert.equal(read[0], 'first');
  for (const region of ['us-east-1', 'eu-west-1']) {
    const asked = { SecretId: arn.replace('us-east-1', region), VersionId: VersionId! };
    assert.equal((await h.ask(h.me, GetSecretValue, asked, region)).SecretString, 'second');
  }
});

test('what a built-in function says of its failure is its type on the trail, and no more', async () => {
  const h = await withBuiltIn(async () => {
    throw new BuiltInFailure('LoginFailed', 'the password hunter2 is wrong');
  });
  await h.rotate(await h.secret('app'));
  await h.tick();
  const events = await h.events();
  const failed = events.find(({ eventName }) => eventName === 'RotationFailed');
  assert.equal(failed.additionalEventData.Reason, 'LoginFailed');
  assert.ok(!JSON.stringify(events).includes('hunter2'));
});

test('a built-in function is set by those who may invoke it, for secrets of its account', async () => {
  const h = await withBuiltIn(async () => {});
  const arn = await h.secret('app');
  const may = await h.user('may', ['secretsmanager:RotateSecret', 'lambda:InvokeFunction']);
  const mayNot = await h.user('may-not', ['secretsmanager:RotateSecret']);
  await assert.rejects(h.rotate(arn, mayNot), { code: 'AccessDeniedException' });
  await h.rotate(arn, may);
  const stranger = await h.admin(OTHER_ACCOUNT, 'stranger');
  const ClientRequestToken = uuid(h.random);
  const made = { Name: 'theirs', SecretString: 'x', ClientRequestToken };
  const { ARN: theirs } = await h.ask(stranger, CreateSecret, made);
  await assert.rejects(h.rotate(theirs!, stranger), { code: 'AccessDeniedException' });
});

test('nobody but Secrets Manager runs a built-in function, and nobody takes its name', async () => {
  let runs = 0;
  const h = await withBuiltIn(async () => void runs++);
  const arn = await h.secret('app');
  const Payload = utf8(JSON.stringify({ Step: 'createSecret', SecretId: arn }));
  const by = (caller: typeof h.me) => h.ask(caller, Invoke, { FunctionName: NAME, Payload });
  await assert.rejects(by(h.me), { code: 'InvalidParameterValueException' });
  const another = { arn: `${arn}x`, account: ACCOUNT };
  await assert.rejects(by(serviceCaller('secretsmanager.amazonaws.com', another)));
  const Code = { ZipFile: utf8('PK') };
  const Role = `arn:aws:iam::${ACCOUNT}:role/x`;
  const made = { FunctionName: NAME, Code, Role, Runtime: 'python3.12', Handler: 'a.b' } as const;
  await assert.rejects(h.ask(h.me, CreateFunction, made), { code: 'ResourceConflictException' });
  await assert.rejects(h.ask(h.me, GetFunction, { FunctionName: NAME }), {
    code: 'InvalidParameterValueException',
  });
  assert.equal(runs, 0);
});
