import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CreateAlias, CreateKey, DisableKey, EnableKey } from '../../generated/kms.ts';
import {
  DescribeSecret,
  ListSecretVersionIds,
  PutResourcePolicy,
  PutSecretValue,
  UpdateSecret,
} from '../../generated/secretsmanager.ts';
import { ACCOUNT, OTHER_ACCOUNT } from '../../../test/house.ts';
import { change, statement } from '../../store/statement.ts';
import { secretsHouse } from '../../../test/secrets-house.ts';

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
    message:
      /^Secrets Manager can't decrypt the secret value: arn:aws:kms:us-east-1:\d{12}:key\/\S+ is disabled\. \(Service: AWSKMS; Status Code: 400; Error Code: DisabledException; Request ID: \S{36}; Proxy: null\)$/,
  });
  await assert.rejects(h.put('x', 'second'), {
    code: 'EncryptionFailure',
    message:
      /^Secrets Manager can't encrypt the secret value: \S+ is disabled\. \(Service: AWSKMS;/,
  });
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
  const { ARN } = await h.create('x', { KmsKeyId: KeyMetadata!.KeyId });
  await assert.rejects(h.read(ARN, stranger), { code: 'AccessDeniedException' });
  const ResourcePolicy = JSON.stringify({
    Version: '2012-10-17',
    Statement: [allow(stranger.arn, 'secretsmanager:*')],
  });
  await h.call(PutResourcePolicy, { SecretId: 'x', ResourcePolicy });
  assert.equal(await h.read(ARN, stranger), 'first');
  // A bare key id is looked up in the account of who asks, and so abroad only the ARN will do.
  const put = { SecretId: ARN, SecretString: 'second' };
  const abroad = KeyMetadata!.Arn!.replace(ACCOUNT, OTHER_ACCOUNT);
  await assert.rejects(h.call(PutSecretValue, put, stranger), ({ code, message }) => {
    assert.equal(code, 'EncryptionFailure');
    const said = `Secrets Manager can't encrypt the secret value: Key '${abroad}' does not exist (Service: AWSKMS; Status Code: 400; Error Code: NotFoundException; Request ID: `;
    assert.equal(message.slice(0, said.length), said);
    return true;
  });
  await h.call(UpdateSecret, { SecretId: 'x', KmsKeyId: KeyMetadata!.Arn! });
  await h.call(PutSecretValue, put, stranger);
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
