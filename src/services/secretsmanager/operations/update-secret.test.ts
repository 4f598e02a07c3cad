import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CreateKey } from '../../../generated/kms.ts';
import {
  DescribeSecret,
  GetSecretValue,
  ListSecretVersionIds,
  UpdateSecret,
} from '../../../generated/secretsmanager.ts';
import { type SecretsHouse, secretsHouse } from '../../../../test/secrets-house.ts';

const newKey = async (h: SecretsHouse) => (await h.ask(h.me, CreateKey, {})).KeyMetadata!.Arn!;

const keysOfVersions = async (h: SecretsHouse) => {
  const { Versions } = await h.call(ListSecretVersionIds, {
    SecretId: 'x',
    IncludeDeprecated: true,
  });
  return Object.fromEntries(Versions!.map((v) => [v.VersionId, v.KmsKeyIds![0]]));
};

test('an update of nothing changes nothing, and one without a value makes no version', async () => {
  const h = await secretsHouse();
  const { ARN } = await h.create('x');
  assert.deepEqual(await h.call(UpdateSecret, { SecretId: 'x' }), { ARN, Name: 'x' });
  const update = { SecretId: 'x', Description: 'new' };
  assert.deepEqual(await h.call(UpdateSecret, update), { ARN, Name: 'x' });
  assert.equal((await h.call(DescribeSecret, { SecretId: 'x' })).Description, 'new');
  await h.call(UpdateSecret, { SecretId: 'x', Description: '' });
  assert.equal((await h.call(DescribeSecret, { SecretId: 'x' })).Description, undefined);
  await h.close();
});

test('a new value becomes the current version', async () => {
  const h = await secretsHouse();
  const { VersionId: first } = await h.create('x');
  const { VersionId } = await h.call(UpdateSecret, { SecretId: 'x', SecretString: 'second' });
  const { VersionIdsToStages } = await h.call(DescribeSecret, { SecretId: 'x' });
  assert.deepEqual(VersionIdsToStages, { [VersionId!]: ['AWSCURRENT'], [first]: ['AWSPREVIOUS'] });
  assert.equal(await h.read('x'), 'second');
  await h.close();
});

test('a version id that is in use is refused, whatever the value', async () => {
  const h = await secretsHouse();
  const { ARN, VersionId } = await h.create('x');
  const again = { SecretId: 'x', SecretString: 'first', ClientRequestToken: VersionId };
  await assert.rejects(h.call(UpdateSecret, again), {
    code: 'ResourceExistsException',
    message: `You can't use ClientRequestToken ${VersionId} because that value is already in use for a version of secret ${ARN}.`,
  });
  await h.close();
});

test('a new key takes over the versions in use, and not the older ones', async () => {
  const h = await secretsHouse();
  const { VersionId: oldest } = await h.create('x');
  const previous = await h.put('x', 'second');
  const current = await h.put('x', 'third');
  const pending = await h.put('x', 'fourth', ['AWSPENDING']);
  const key = await newKey(h);
  await h.call(UpdateSecret, { SecretId: 'x', KmsKeyId: key });
  assert.deepEqual(await keysOfVersions(h), {
    [oldest]: 'DefaultEncryptionKey',
    [previous]: key,
    [current]: key,
    [pending]: key,
  });
  for (const VersionId of [oldest, previous, current, pending]) {
    assert.ok((await h.call(GetSecretValue, { SecretId: 'x', VersionId })).SecretString);
  }
  assert.equal((await h.call(DescribeSecret, { SecretId: 'x' })).KmsKeyId, key);
  await h.call(UpdateSecret, { SecretId: 'x', KmsKeyId: '' });
  assert.equal((await h.call(DescribeSecret, { SecretId: 'x' })).KmsKeyId, undefined);
  assert.equal((await keysOfVersions(h))[current], 'DefaultEncryptionKey');
  assert.equal(await h.read('x'), 'third');
  await h.close();
});

test('a new key and a new value go together', async () => {
  const h = await secretsHouse();
  const { VersionId: first } = await h.create('x');
  const key = await newKey(h);
  const update = { SecretId: 'x', KmsKeyId: key, SecretString: 'second' };
  const { VersionId } = await h.call(UpdateSecret, update);
  assert.deepEqual(await keysOfVersions(h), { [first]: key, [VersionId!]: key });
  assert.equal(await h.read('x'), 'second');
  await h.close();
});

test('who may not encrypt with the new key leaves the versions under the old one', async () => {
  const h = await secretsHouse();
  const { VersionId: first } = await h.create('x');
  const key = await newKey(h);
  const may = ['secretsmanager:*', 'kms:GenerateDataKey', 'kms:Decrypt'];
  const other = await h.user('other', may);
  await h.call(UpdateSecret, { SecretId: 'x', KmsKeyId: key }, other);
  assert.equal((await keysOfVersions(h))[first], 'DefaultEncryptionKey');
  assert.equal(await h.read('x'), 'first');
  await h.close();
});

test('a key is tried before a secret is tied to it', async () => {
  const h = await secretsHouse();
  const { ARN } = await h.create('x');
  const key = await newKey(h);
  const other = await h.user('other', ['secretsmanager:*']);
  await assert.rejects(h.call(UpdateSecret, { SecretId: 'x', KmsKeyId: key }, other), {
    code: 'AccessDeniedException',
    message: 'Access to KMS is not allowed',
  });
  const tried = (await h.events()).findLast(({ eventName }) => eventName === 'GenerateDataKey');
  assert.deepEqual(tried.requestParameters.encryptionContext, {
    SecretARN: ARN,
    SecretVersionId: 'RequestToValidateKeyAccess',
  });
  await assert.rejects(h.call(UpdateSecret, { SecretId: 'x', KmsKeyId: 'no-such-key' }), {
    code: 'EncryptionFailure',
  });
  assert.equal(await h.read('x'), 'first');
  await h.close();
});

test('the condition keys tell the key, by name and by ARN', async () => {
  const h = await secretsHouse();
  await h.create('x');
  const key = await newKey(h);
  const other = await h.user('other', {
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Action: ['secretsmanager:UpdateSecret', 'kms:*'], Resource: '*' },
      {
        Effect: 'Deny',
        Action: '*',
        Resource: '*',
        Condition: { StringEquals: { 'secretsmanager:KmsKeyArn': key } },
      },
    ],
  });
  const id = key.slice(key.indexOf('/') + 1);
  for (const KmsKeyId of [key, id]) {
    await assert.rejects(h.call(UpdateSecret, { SecretId: 'x', KmsKeyId }, other), {
      message: /explicit deny/,
    });
  }
  await h.call(UpdateSecret, { SecretId: 'x', KmsKeyId: await newKey(h) }, other);
  await h.close();
});

test('a type is refused', async () => {
  const h = await secretsHouse();
  await h.create('x');
  await assert.rejects(h.call(UpdateSecret, { SecretId: 'x', Type: 'Salesforce' }), {
    code: 'InvalidParameterException',
  });
  await h.close();
});
