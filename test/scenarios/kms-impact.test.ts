import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  CreateAliasCommand,
  CreateGrantCommand,
  CreateKeyCommand,
  EncryptCommand,
  ScheduleKeyDeletionCommand,
} from '@aws-sdk/client-kms';
import {
  CreateSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  UpdateSecretCommand,
} from '@aws-sdk/client-secrets-manager';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { clients } from '../clients.ts';
import { command, keptServer } from '../kept-server.ts';

test('before a key dies, all that hangs on it is listed beside the running server', async (t) => {
  const server = await keptServer(t);
  const { kms, secrets, sts } = clients(server.administrator, { endpoint: server.url });
  const impact = (...args: readonly string[]) =>
    command(['kms', 'impact', '--data', server.data, ...args]);
  const told = async (key: string) => {
    const { code, out, err } = await impact(key, '--json');
    assert.equal(code, 0, err);
    return JSON.parse(out);
  };
  const key = (await kms.send(new CreateKeyCommand({ Description: 'of payments' }))).KeyMetadata!;
  const other = (await kms.send(new CreateKeyCommand({}))).KeyMetadata!;
  const { Arn: user } = await sts.send(new GetCallerIdentityCommand({}));

  const quiet = await impact(key.KeyId!);
  assert.equal(quiet.code, 0, quiet.err);
  assert.match(
    quiet.out,
    /^arn:aws:kms:us-east-1:\d{12}:key\/[0-9a-f-]+ is Enabled, never used\.\nof payments\n/,
  );
  assert.match(
    quiet.out,
    /No secret depends on it\.\n\nNo alias stands for it\.\n\nIt has no grants\./,
  );

  await kms.send(new CreateAliasCommand({ AliasName: 'alias/payments', TargetKeyId: key.KeyId! }));
  await kms.send(
    new CreateGrantCommand({
      KeyId: key.KeyId!,
      Name: 'reading',
      GranteePrincipal: user!,
      Operations: ['Decrypt'],
    }),
  );
  // One secret under each name of the key, and one that has left it but for a version.
  for (const [Name, KmsKeyId] of [
    ['by-alias', 'alias/payments'],
    ['by-arn', key.Arn!],
    ['by-id', key.KeyId!],
  ] as const)
    await secrets.send(new CreateSecretCommand({ Name, KmsKeyId, SecretString: 'x' }));
  const left = { SecretId: 'left' };
  await secrets.send(
    new CreateSecretCommand({ Name: 'left', KmsKeyId: key.KeyId!, SecretString: '1' }),
  );
  await secrets.send(new PutSecretValueCommand({ ...left, SecretString: '2' }));
  await secrets.send(new PutSecretValueCommand({ ...left, SecretString: '3' }));
  await secrets.send(new GetSecretValueCommand(left));
  await secrets.send(new CreateSecretCommand({ Name: 'stranger', SecretString: 'x' }));

  const found = await told('alias/payments');
  assert.deepEqual(
    [found.arn, found.aliases, found.lastUse.operation],
    [key.Arn, ['alias/payments'], 'Decrypt'],
  );
  assert.match(found.lastUse.at, /^20\d\d-\d\d-\d\dT/);
  assert.deepEqual(
    found.secrets.map(({ name, labels, isNext }: any) => [name, labels, isNext]),
    [
      ['by-alias', ['AWSCURRENT'], true],
      ['by-arn', ['AWSCURRENT'], true],
      ['by-id', ['AWSCURRENT'], true],
      ['left', ['AWSCURRENT', 'AWSPREVIOUS'], true],
    ],
  );
  const read = found.secrets.find(({ name }: any) => name === 'left').lastRead;
  assert.match(read, /^20\d\d-\d\d-\d\dT00:00:00Z$/);
  assert.deepEqual(
    found.grants.map(({ name, grantee, operations }: any) => [name, grantee, operations]),
    [['reading', user, ['Decrypt']]],
  );
  assert.deepEqual(await told(key.Arn!), found);
  assert.deepEqual(await told(key.Arn!.replace(/key\/.*/, 'alias/payments')), found);

  // What has a label moves to the other key; an older version stays behind.
  await secrets.send(new UpdateSecretCommand({ ...left, KmsKeyId: other.KeyId! }));
  const text = (await impact(key.Arn!)).out;
  assert.match(text, /left +20\d\d-\d\d-\d\d +1 version without a label\n/);
  assert.match(text, /4 secrets depend on it:\nACCOUNT +REGION +NAME +READ +WHAT\n/);
  assert.match(text, /1 alias stands for it: alias\/payments/);
  assert.match(text, /It has 1 grant:/);
  const { secrets: under } = await told(other.KeyId!);
  assert.deepEqual(
    under.map(({ name, isNext }: any) => [name, isNext]),
    [['left', true]],
  );

  const own = await told('alias/aws/secretsmanager');
  assert.deepEqual(
    own.secrets.map(({ name }: any) => name),
    ['stranger'],
  );
});

test('a key of several names is asked for by its ARN, and one of none is not there', async (t) => {
  const server = await keptServer(t);
  const make = async (region: string) => {
    const { kms } = clients(server.administrator, { endpoint: server.url, region });
    const { KeyMetadata } = await kms.send(new CreateKeyCommand({}));
    await kms.send(
      new CreateAliasCommand({ AliasName: 'alias/a', TargetKeyId: KeyMetadata!.KeyId! }),
    );
    return KeyMetadata!.Arn!;
  };
  const arns = [await make('us-east-1'), await make('eu-west-1')].sort();
  const impact = (key: string, data = server.data) =>
    command(['kms', 'impact', '--data', data, key]);
  const twice = await impact('alias/a');
  assert.equal(twice.code, 2);
  assert.equal(
    twice.err,
    `lockstead: \`alias/a\` names 2 keys. Say which one by its ARN: ${arns.join(', ')}.\n`,
  );
  const none = await impact('alias/b');
  assert.equal(none.code, 1);
  assert.match(none.err, /^lockstead: No key in the store is named `alias\/b`\./);
  const nowhere = await impact('alias/a', `${server.data}-not`);
  assert.equal(nowhere.code, 4);
  assert.match(nowhere.err, /^lockstead: There is no store /);
});

test('the doctor warns of a key that waits for its deletion while something depends on it', async (t) => {
  const server = await keptServer(t);
  const { kms, secrets } = clients(server.administrator, { endpoint: server.url });
  const make = async () => (await kms.send(new CreateKeyCommand({}))).KeyMetadata!;
  const doctor = async () => {
    const { code, out } = await command(['doctor', '--data', server.data]);
    assert.equal(code, 0, out);
    return out.split('\n').filter((line) => line.includes('  keys: '));
  };
  assert.deepEqual(await doctor(), ['ok    keys: none waits for its deletion']);
  const [needless, needed] = [await make(), await make()];
  await kms.send(new ScheduleKeyDeletionCommand({ KeyId: needless.KeyId! }));
  assert.deepEqual(await doctor(), [
    'ok    keys: nothing here depends on the one that waits for deletion',
  ]);
  await secrets.send(
    new CreateSecretCommand({ Name: 'needs', KmsKeyId: needed.KeyId!, SecretString: 'x' }),
  );
  await kms.send(new EncryptCommand({ KeyId: needed.KeyId!, Plaintext: Buffer.from('x') }));
  await kms.send(new ScheduleKeyDeletionCommand({ KeyId: needed.KeyId!, PendingWindowInDays: 7 }));
  const [warning, ...more] = await doctor();
  assert.deepEqual(more, []);
  assert.match(
    warning!,
    /^warn  keys: `arn:aws:kms:.*` is deleted on 20\d\d-.*Z, and 1 secret depends on it; it was last used on 20\d\d-.*Z \(Encrypt\)\. See `lockstead kms impact arn:/,
  );
});
