import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  CreateSecret,
  DescribeSecret,
  GetSecretValue,
  ListSecrets,
  UpdateSecret,
} from '../../../generated/secretsmanager.ts';
import { OTHER_ACCOUNT } from '../../../../test/house.ts';
import { secretsHouse } from '../../../../test/secrets-house.ts';

const TOKEN = '01234567-89ab-cdef-0123-456789abcdef';

test('a new secret has its name in its ARN, with six characters behind it', async () => {
  const h = await secretsHouse();
  const made = await h.call(CreateSecret, {
    Name: 'app/db',
    SecretString: 'x',
    ClientRequestToken: TOKEN,
  });
  assert.match(
    made.ARN!,
    /^arn:aws:secretsmanager:us-east-1:111111111111:secret:app\/db-[A-Za-z0-9]{6}$/,
  );
  assert.deepEqual({ ...made, ARN: '' }, { ARN: '', Name: 'app/db', VersionId: TOKEN });
  await h.close();
});

test('a secret may be made empty, and then has no versions', async () => {
  const h = await secretsHouse();
  const made = await h.call(CreateSecret, { Name: 'empty', Description: '' });
  assert.deepEqual(Object.keys(made), ['ARN', 'Name']);
  const described = await h.call(DescribeSecret, { SecretId: 'empty' });
  assert.deepEqual(Object.keys(described).sort(), [
    'ARN',
    'CreatedDate',
    'LastChangedDate',
    'Name',
  ]);
  await assert.rejects(h.read('empty'), {
    code: 'ResourceNotFoundException',
    message: "Secrets Manager can't find the specified secret value for staging label: AWSCURRENT",
  });
  await h.close();
});

test('a name is taken in its account and Region, and free in others', async () => {
  const h = await secretsHouse();
  await h.create('one');
  await assert.rejects(h.create('one'), {
    code: 'ResourceExistsException',
    message: 'The operation failed because the secret one already exists.',
  });
  const stranger = await h.admin(OTHER_ACCOUNT, 'other');
  await h.call(CreateSecret, { Name: 'one', SecretString: 'theirs' }, stranger);
  await h.call(CreateSecret, { Name: 'one', SecretString: 'there' }, h.me, 'eu-west-1');
  assert.equal(await h.read('one', stranger), 'theirs');
  assert.equal(await h.read('one'), 'first');
  const there = await h.call(GetSecretValue, { SecretId: 'one' }, h.me, 'eu-west-1');
  assert.equal(there.SecretString, 'there');
  await h.close();
});

test('the same request again is answered again and makes nothing', async () => {
  const h = await secretsHouse();
  const request = { Name: 'twice', SecretString: 'x', ClientRequestToken: TOKEN };
  const first = await h.call(CreateSecret, request);
  assert.deepEqual(await h.call(CreateSecret, request), first);
  await assert.rejects(h.call(CreateSecret, { ...request, SecretString: 'y' }), {
    code: 'ResourceExistsException',
  });
  await h.close();
});

test('names that cannot be are refused in the words of AWS, the name among them', async () => {
  const h = await secretsHouse();
  for (const Name of ['Inv Name', ' Inv*Name? ', 'a:b', 'a!b']) {
    await assert.rejects(h.call(CreateSecret, { Name, SecretString: 'x' }), {
      code: 'ValidationException',
      message:
        'Invalid name. Must be a valid name containing alphanumeric characters, or any of the following: -/_+=.@!',
    });
  }
  await h.close();
});

test('who sends no token is told to', async () => {
  const h = await secretsHouse();
  await assert.rejects(h.ask(h.me, CreateSecret, { Name: 'x', SecretString: 'x' }), {
    code: 'InvalidRequestException',
    message: 'You must provide a ClientRequestToken value. We recommend a UUID-type value.',
  });
  await h.close();
});

test('text and bytes at once are refused, and so is a text of more bytes than AWS takes', async () => {
  const h = await secretsHouse();
  const both = { Name: 'x', SecretString: 'x', SecretBinary: new Uint8Array(1) };
  await assert.rejects(h.call(CreateSecret, both), {
    code: 'InvalidParameterException',
    message:
      "You can't specify both a binary secret value and a string secret value in the same secret.",
  });
  await h.create('long', { SecretString: 'é'.repeat(32_768) });
  await assert.rejects(h.create('longer', { SecretString: 'é'.repeat(32_769) }), {
    code: 'ValidationException',
  });
  await h.close();
});

test('the type of a partner is kept and shown, and any other is refused', async () => {
  const h = await secretsHouse();
  await assert.rejects(h.create('x', { Type: 'Salesforce' }), {
    code: 'InvalidParameterException',
  });
  await h.create('x', { Type: 'SalesforceClientSecret' });
  assert.equal((await h.call(DescribeSecret, { SecretId: 'x' })).Type, 'SalesforceClientSecret');
  await h.call(UpdateSecret, { SecretId: 'x', Type: 'DatadogApiKey' });
  const { SecretList } = await h.call(ListSecrets, {});
  assert.deepEqual(
    SecretList!.map(({ Type }) => Type),
    ['DatadogApiKey'],
  );
  await h.close();
});

test('tags are kept as they were set', async () => {
  const h = await secretsHouse();
  const Tags = [
    { Key: '2', Value: 'two' },
    { Key: '1', Value: '' },
    { Key: '__proto__', Value: 'x' },
  ];
  await h.create('tagged', { Tags });
  assert.deepEqual((await h.call(DescribeSecret, { SecretId: 'tagged' })).Tags, Tags);
  await assert.rejects(h.create('x', { Tags: [{ Key: 'aws:x', Value: '' }] }), {
    code: 'InvalidParameterException',
  });
  await assert.rejects(h.create('x', { Tags: [...Tags, ...Tags] }), {
    code: 'InvalidParameterException',
  });
  await h.close();
});

test('policies know the name that a secret will have, and the tags that it will get', async () => {
  const h = await secretsHouse();
  const maker = await h.user('maker', {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Action: 'secretsmanager:CreateSecret',
        Resource: 'arn:aws:secretsmanager:us-east-1:111111111111:secret:dev/*',
        Condition: {
          StringEquals: { 'aws:RequestTag/team': 'blue', 'secretsmanager:Name': 'dev/one' },
        },
      },
      {
        Effect: 'Allow',
        Action: 'secretsmanager:TagResource',
        Resource: '*',
        Condition: { StringEquals: { 'aws:RequestTag/team': 'blue' } },
      },
    ],
  });
  const Tags = [{ Key: 'team', Value: 'blue' }];
  await h.call(CreateSecret, { Name: 'dev/one', Tags }, maker);
  for (const input of [
    { Name: 'dev/two', Tags },
    { Name: 'dev/one' },
    { Name: 'prod/one', Tags },
  ]) {
    await assert.rejects(h.call(CreateSecret, input, maker), { code: 'AccessDeniedException' });
  }
  await h.close();
});

test('who may make secrets may not thereby tag them, or copy them elsewhere', async () => {
  const h = await secretsHouse();
  const maker = await h.user('maker', ['secretsmanager:CreateSecret']);
  await h.call(CreateSecret, { Name: 'plain' }, maker);
  const Tags = [{ Key: 'team', Value: 'blue' }];
  await assert.rejects(h.call(CreateSecret, { Name: 'x', Tags }, maker), {
    message: /is not authorized to perform: secretsmanager:TagResource on resource: x because/,
  });
  const AddReplicaRegions = [{ Region: 'eu-west-1' }];
  await assert.rejects(h.call(CreateSecret, { Name: 'x', AddReplicaRegions }, maker), {
    message: /perform: secretsmanager:ReplicateSecretToRegions on resource: x because/,
  });
  await h.close();
});

test('the trail names the secret that was made, and never its value', async () => {
  const h = await secretsHouse();
  const { ARN } = await h.create('canary', { SecretString: 'sings-in-the-mine' });
  await h.read('canary');
  const events = await h.events();
  const made = events.find(({ eventName }) => eventName === 'CreateSecret');
  assert.deepEqual(
    made.resources.map((r: { ARN: string }) => r.ARN),
    [ARN],
  );
  assert.doesNotMatch(JSON.stringify(events), /sings-in-the-mine/);
  await h.close();
});
