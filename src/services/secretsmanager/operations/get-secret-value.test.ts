import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DAY } from '../../../base/clock.ts';
import { CreateAlias, CreateKey, DisableKey, EnableKey } from '../../../generated/kms.ts';
import {
  DeleteSecret,
  DescribeSecret,
  GetSecretValue,
  ListSecretVersionIds,
  PutResourcePolicy,
  PutSecretValue,
} from '../../../generated/secretsmanager.ts';
import { ACCOUNT, OTHER_ACCOUNT, START } from '../../../../test/house.ts';
import { change, statement } from '../../../store/statement.ts';
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

test('with a key of one’s own the caller must be allowed to use it', async () => {
  const h = await secretsHouse();
  const { KeyMetadata } = await h.ask(h.me, CreateKey, {});
  await h.create('x', { KmsKeyId: KeyMetadata!.KeyId });
  const reader = await h.user('reader', ['secretsmanager:*']);
  await assert.rejects(h.read('x', reader), {
    code: 'AccessDeniedException',
    message: 'Access to KMS is not allowed',
  });
  assert.equal(await h.read('x'), 'first');
  const denied = (await h.events()).filter(
    ({ errorCode }) => errorCode === 'AccessDenied' || errorCode === 'AccessDeniedException',
  );
  assert.deepEqual(
    denied.map(({ eventName }) => eventName),
    ['Decrypt', 'GetSecretValue'],
  );
  await h.close();
});

test('a disabled key shuts the secret, and opens it again when it is enabled', async () => {
  const h = await secretsHouse();
  const { KeyMetadata } = await h.ask(h.me, CreateKey, {});
  const KeyId = KeyMetadata!.KeyId;
  await h.create('x', { KmsKeyId: KeyId });
  await h.ask(h.me, DisableKey, { KeyId });
  await assert.rejects(h.read('x'), {
    code: 'DecryptionFailure',
    message: "Secrets Manager can't decrypt the protected secret text using the provided KMS key.",
  });
  await assert.rejects(h.put('x', 'second'), { code: 'EncryptionFailure' });
  await h.ask(h.me, EnableKey, { KeyId });
  assert.equal(await h.read('x'), 'first');
  await h.close();
});

test('a secret under an alias follows it', async () => {
  const h = await secretsHouse();
  const { KeyMetadata } = await h.ask(h.me, CreateKey, {});
  await h.ask(h.me, CreateAlias, { AliasName: 'alias/app', TargetKeyId: KeyMetadata!.KeyId });
  await h.create('x', { KmsKeyId: 'alias/app' });
  assert.equal((await h.call(DescribeSecret, { SecretId: 'x' })).KmsKeyId, 'alias/app');
  const { Versions } = await h.call(ListSecretVersionIds, { SecretId: 'x' });
  assert.deepEqual(Versions![0]!.KmsKeyIds, [KeyMetadata!.Arn]);
  assert.equal(await h.read('x'), 'first');
  await h.close();
});

test('the default key is called by no name, and does not reach other accounts', async () => {
  const h = await secretsHouse();
  const { ARN } = await h.create('x', { KmsKeyId: 'alias/aws/secretsmanager' });
  assert.equal((await h.call(DescribeSecret, { SecretId: 'x' })).KmsKeyId, undefined);
  const { Versions } = await h.call(ListSecretVersionIds, { SecretId: 'x' });
  assert.deepEqual(Versions![0]!.KmsKeyIds, ['DefaultEncryptionKey']);

  const stranger = await h.admin(OTHER_ACCOUNT, 'stranger');
  const ResourcePolicy = JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { AWS: stranger.arn },
        Action: 'secretsmanager:*',
        Resource: '*',
      },
    ],
  });
  await h.call(PutResourcePolicy, { SecretId: 'x', ResourcePolicy });
  const abroad = {
    code: 'InvalidRequestException',
    message:
      "You can't access a secret from a different AWS account if you encrypt the secret with the default KMS service key.",
  };
  await assert.rejects(h.read(ARN, stranger), abroad);
  await assert.rejects(
    h.call(PutSecretValue, { SecretId: ARN, SecretString: 'y' }, stranger),
    abroad,
  );
  assert.equal((await h.call(DescribeSecret, { SecretId: ARN }, stranger)).Name, 'x');
  await h.close();
});

test('another account reads by ARN when secret, key and its own policy let it', async () => {
  const h = await secretsHouse();
  const stranger = await h.admin(OTHER_ACCOUNT, 'stranger');
  const allow = (AWS: string, Action: string) => ({
    Effect: 'Allow',
    Principal: { AWS },
    Action,
    Resource: '*',
  });
  const { KeyMetadata } = await h.ask(h.me, CreateKey, {
    Policy: JSON.stringify({
      Version: '2012-10-17',
      Statement: [allow(`arn:aws:iam::${ACCOUNT}:root`, 'kms:*'), allow(stranger.arn, 'kms:*')],
    }),
  });
  // A bare key id, which KMS would look up in the caller's own account.
  const { ARN } = await h.create('x', { KmsKeyId: KeyMetadata!.KeyId });
  await assert.rejects(h.read(ARN, stranger), { code: 'AccessDeniedException' });
  const ResourcePolicy = JSON.stringify({
    Version: '2012-10-17',
    Statement: [allow(stranger.arn, 'secretsmanager:*')],
  });
  await h.call(PutResourcePolicy, { SecretId: 'x', ResourcePolicy });
  assert.equal(await h.read(ARN, stranger), 'first');
  await h.call(PutSecretValue, { SecretId: ARN, SecretString: 'second' }, stranger);
  assert.equal(await h.read('x'), 'second');
  await h.close();
});

test('a sealed value opens in its own version alone', async () => {
  const h = await secretsHouse();
  const { ARN } = await h.create('x');
  await h.create('y');
  const swap = statement<{ arn: string }>(`
    update secret_version
       set data_key = (select data_key from secret_version where secret = :arn),
           sealed = (select sealed from secret_version where secret = :arn)
     where secret <> :arn`);
  await h.store.commit([change(swap, { arn: ARN })]);
  await assert.rejects(h.read('y'), { code: 'DecryptionFailure' });
  assert.equal(await h.read('x'), 'first');
  await h.close();
});

test('KMS is asked as the caller, with the secret and its version for context', async () => {
  const h = await secretsHouse();
  const { ARN, VersionId } = await h.create('x');
  await h.read('x');
  const decrypt = (await h.events()).findLast(({ eventName }) => eventName === 'Decrypt');
  assert.equal(decrypt.userIdentity.arn, h.me.arn);
  assert.equal(decrypt.userIdentity.invokedBy, 'secretsmanager.amazonaws.com');
  assert.deepEqual(decrypt.requestParameters.encryptionContext, {
    SecretARN: ARN,
    SecretVersionId: VersionId,
  });
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
