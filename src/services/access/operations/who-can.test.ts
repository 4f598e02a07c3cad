import assert from 'node:assert/strict';
import { test } from 'node:test';
import { uuid } from '../../../base/random.ts';
import { ACCOUNT, house, OTHER_ACCOUNT, type TestHouse } from '../../../../test/house.ts';
import {
  CreateRole,
  PutRolePolicy,
  PutUserPermissionsBoundary,
  CreateAccessKey,
  CreatePolicy,
} from '../../../generated/iam.ts';
import { CreateGrant, CreateKey } from '../../../generated/kms.ts';
import { WhatCan, WhoCan } from '../../../generated/lockstead.ts';
import {
  CreateSecret,
  GetSecretValue,
  PutResourcePolicy,
} from '../../../generated/secretsmanager.ts';
import type { Caller } from '../../../operation/caller.ts';

const READ = 'secretsmanager:GetSecretValue';

const allow = (action: string | readonly string[], resource = '*', Condition?: object) => ({
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Action: action, Resource: resource, ...(Condition && { Condition }) },
  ],
});

const trust = (principal: object, Condition?: object) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: principal,
        Action: 'sts:AssumeRole',
        ...(Condition && { Condition }),
      },
    ],
  });

const secret = (h: TestHouse, asker: Caller, input: object) =>
  h.ask(asker, CreateSecret, { ...input, ClientRequestToken: uuid(h.random) } as never);

async function role(h: TestHouse, name: string, document: string, may: object, account = ACCOUNT) {
  const root = h.root(account);
  await h.ask(root, CreateRole, { RoleName: name, AssumeRolePolicyDocument: document });
  await h.ask(root, PutRolePolicy, {
    RoleName: name,
    PolicyName: 'may',
    PolicyDocument: JSON.stringify(may),
  });
  return `arn:aws:iam::${account}:role/${name}`;
}

async function who(h: TestHouse, asker: Caller, resource: string, action = READ) {
  const { who: found } = await h.ask(asker, WhoCan, { action, resource });
  return found;
}

const user = (name: string, account = ACCOUNT) => `arn:aws:iam::${account}:user/${name}`;
const named = (found: Awaited<ReturnType<typeof who>>) =>
  Object.fromEntries(found.map(({ principal, certainty }) => [principal, certainty]));

test('everybody who can read a secret is named, each with his way', async () => {
  const h = await house();
  const admin = await h.admin();
  const { ARN } = await secret(h, admin, { Name: 'db', SecretString: 'x' });
  await h.user('alice', allow([READ], 'arn:aws:secretsmanager:*:*:secret:db-*'));
  await h.user('bob', allow([READ], 'arn:aws:secretsmanager:*:*:secret:mail-*'));
  await h.user('carol', allow('sts:AssumeRole'));
  await h.user('mfa', allow(READ, '*', { Bool: { 'aws:MultiFactorAuthPresent': 'true' } }));
  await h.user('near', allow(READ, '*', { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } }));
  await h.user('other', allow(READ, '*', { StringEquals: { 'aws:SourceVpc': 'vpc-1' } }));
  const reader = await role(
    h,
    'reader',
    trust({ AWS: `arn:aws:iam::${ACCOUNT}:root` }),
    allow(READ),
  );
  const found = await who(h, admin, 'db');
  assert.deepEqual(named(found), {
    [user('admin')]: 'ALWAYS',
    [user('alice')]: 'ALWAYS',
    [`arn:aws:iam::${ACCOUNT}:root`]: 'ALWAYS',
    [user('carol')]: 'ALWAYS',
    [reader]: 'ALWAYS',
    [user('mfa')]: 'WHEN',
    [user('near')]: 'WHEN',
  });
  const path = (name: string) => found.find(({ principal }) => principal === name)!.path;
  assert.deepEqual(
    path(user('carol')).map(({ principal, action, resource }) => [principal, action, resource]),
    [
      [user('carol'), 'sts:AssumeRole', reader],
      [reader, READ, ARN],
    ],
  );
  assert.deepEqual(path(user('mfa'))[0]!.when, [
    { key: 'aws:multifactorauthpresent', values: ['true'] },
  ]);
  assert.deepEqual(path(user('near'))[0]!.when, [{ key: 'aws:sourceip', values: ['10.0.0.0'] }]);
  assert.deepEqual(path(user('alice'))[0]!.because[0], {
    policyType: 'identity',
    policy: 'user alice, inline policy may',
    statement: 0,
  });
});

test('a boundary, a deny of the resource policy and another account are seen', async () => {
  const h = await house();
  const admin = await h.admin();
  const { ARN } = await secret(h, admin, { Name: 'db', SecretString: 'x' });
  await h.user('bounded', allow(READ));
  await h.user('denied', allow(READ));
  await h.user('guest', allow(READ), OTHER_ACCOUNT);
  const { Policy } = await h.ask(admin, CreatePolicy, {
    PolicyName: 'nothing-here',
    PolicyDocument: JSON.stringify(allow('s3:*')),
  });
  await h.ask(admin, PutUserPermissionsBoundary, {
    UserName: 'bounded',
    PermissionsBoundary: Policy!.Arn!,
  });
  await h.ask(admin, PutResourcePolicy, {
    SecretId: ARN!,
    ResourcePolicy: JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Deny', Principal: { AWS: user('denied') }, Action: '*', Resource: '*' },
        {
          Effect: 'Allow',
          Principal: { AWS: user('guest', OTHER_ACCOUNT) },
          Action: READ,
          Resource: '*',
        },
      ],
    }),
  });
  const found = await who(h, admin, ARN!);
  const names = found.map(({ principal }) => principal);
  assert.ok(!names.includes(user('bounded')) && !names.includes(user('denied')), names.join());
  // The default key serves its own account alone, so whom the policy lets in reads nothing.
  assert.ok(!names.includes(user('guest', OTHER_ACCOUNT)));
  const describing = await who(h, admin, ARN!, 'secretsmanager:DescribeSecret');
  assert.ok(!describing.some(({ kind }) => kind === 'PUBLIC'));
});

test('the key counts: its policy and its grants', async () => {
  const h = await house();
  const admin = await h.admin();
  const { KeyMetadata } = await h.ask(admin, CreateKey, {});
  const key = KeyMetadata!.Arn!;
  const { ARN } = await secret(h, admin, {
    Name: 'db',
    SecretString: 'x',
    KmsKeyId: key,
  });
  await h.user('both', allow([READ, 'kms:Decrypt']));
  await h.user('granted', allow(READ));
  await h.user('half', allow(READ));
  await h.ask(admin, CreateGrant, {
    KeyId: key,
    GranteePrincipal: user('granted'),
    Operations: ['Decrypt'],
  });
  const names = (await who(h, admin, ARN!)).map(({ principal }) => principal);
  assert.deepEqual(
    names.filter((name) => name.includes('user/')),
    [user('admin'), user('both'), user('granted')],
  );
  const decrypting = named(await who(h, admin, key, 'kms:Decrypt'));
  assert.equal(decrypting[user('granted')], 'ALWAYS');
  assert.equal(decrypting[user('half')], undefined);
});

test('sessions with tags, and federated users with them, open what tags open', async () => {
  const h = await house();
  const admin = await h.admin();
  await secret(h, admin, {
    Name: 'db',
    SecretString: 'x',
    Tags: [{ Key: 'team', Value: 'blue' }],
  });
  const byTeam = {
    StringEquals: { 'aws:ResourceTag/team': '${aws:PrincipalTag/team}' },
  };
  const tagging = (actions: readonly string[], Condition?: object) =>
    JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { AWS: user('tagger') },
          Action: actions,
          ...(Condition && { Condition }),
        },
      ],
    });
  await h.user('tagger', []);
  const both = ['sts:AssumeRole', 'sts:TagSession'];
  const open = await role(h, 'open', tagging(both), allow(READ, '*', byTeam));
  const plain = await role(h, 'plain', tagging(['sts:AssumeRole']), allow(READ, '*', byTeam));
  const onlyRed = { StringEquals: { 'aws:RequestTag/team': 'red' } };
  const red = await role(h, 'red', tagging(both, onlyRed), allow(READ, '*', byTeam));
  await h.user('maker', {
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Action: ['sts:GetFederationToken', 'sts:TagSession'], Resource: '*' },
      { Effect: 'Allow', Action: READ, Resource: '*', Condition: byTeam },
    ],
  });
  const found = await who(h, admin, 'db');
  const names = found.map(({ principal }) => principal);
  assert.ok(names.includes(open) && !names.includes(plain) && !names.includes(red), names.join());
  const way = (name: string) => found.find(({ principal }) => principal === name)!;
  assert.deepEqual(way(user('tagger')).path[0]!.when, [
    { key: 'aws:requesttag/team', values: ['blue'] },
  ]);
  assert.deepEqual(
    way(user('maker')).path.map(({ action, when }) => [action, when]),
    [
      ['sts:GetFederationToken', [{ key: 'aws:requesttag/team', values: ['blue'] }]],
      [READ, []],
    ],
  );
  // As it is found, so it is.
  const session = await h.assume(
    await h.callerOf(
      (await h.ask(h.root(), CreateAccessKey, { UserName: 'tagger' })).AccessKey!.AccessKeyId!,
    ),
    open,
    { Tags: [{ Key: 'team', Value: 'blue' }] },
  );
  const { SecretString } = await h.ask(session, GetSecretValue, { SecretId: 'db' });
  assert.equal(SecretString, 'x');
});

test('a federated user who is named is made by those who may make him', async () => {
  const h = await house();
  const admin = await h.admin();
  const { ARN } = await secret(h, admin, { Name: 'db', SecretString: 'x' });
  const bob = `arn:aws:sts::${ACCOUNT}:federated-user/bob`;
  await h.user('maker', ['sts:GetFederationToken']);
  await h.user('other', allow('sts:GetFederationToken', bob.replace('bob', 'ann')));
  const ResourcePolicy = JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { AWS: bob }, Action: READ, Resource: '*' }],
  });
  await h.ask(admin, PutResourcePolicy, { SecretId: ARN!, ResourcePolicy });
  const found = named(await who(h, admin, ARN!));
  assert.deepEqual(
    [found[user('maker')], found[bob], found[user('other')]],
    ['ALWAYS', 'ALWAYS', undefined],
  );
});

test('who may not read the policies learns nothing', async () => {
  const h = await house();
  const admin = await h.admin();
  await secret(h, admin, { Name: 'db', SecretString: 'x' });
  const stranger = await h.user('stranger', ['secretsmanager:*']);
  const reader = await h.user('reader', ['iam:GetAccountAuthorizationDetails']);
  await assert.rejects(who(h, stranger, 'db'), { code: 'AccessDeniedException' });
  await assert.rejects(who(h, reader, 'db'), { code: 'AccessDeniedException' });
  await assert.rejects(who(h, reader, 'nowhere'), { code: 'AccessDeniedException' });
  await assert.rejects(who(h, admin, 'nowhere'), { code: 'ResourceNotFoundException' });
  await assert.rejects(who(h, admin, 'db', 's3:GetObject'), { code: 'ValidationException' });
});

test('somebody can do what he may himself, and what the roles may that he can become', async () => {
  const h = await house();
  const admin = await h.admin();
  const arns: string[] = [];
  for (const name of ['app/one', 'app/two', 'mail'])
    arns.push((await secret(h, admin, { Name: name, SecretString: 'x' })).ARN!);
  await h.user('carol', allow([READ], 'arn:aws:secretsmanager:*:*:secret:mail-*'));
  const reader = await role(
    h,
    'reader',
    trust({ AWS: user('carol') }),
    allow([READ, 'secretsmanager:DescribeSecret'], 'arn:aws:secretsmanager:*:*:secret:app/*'),
  );
  const { what } = await h.ask(admin, WhatCan, { principal: user('carol') });
  const told = what
    .filter(({ resources }) => !resources[0]!.includes(':kms:'))
    .map(({ actions, resources, certainty, path }) => [
      actions.join(),
      resources,
      certainty,
      path.length,
    ]);
  assert.deepEqual(told, [
    ['sts:AssumeRole', [reader], 'ALWAYS', 1],
    [READ, [arns[2]], 'ALWAYS', 1],
    ['secretsmanager:DescribeSecret', [arns[0], arns[1]], 'ALWAYS', 2],
    [READ, [arns[0], arns[1]], 'ALWAYS', 2],
  ]);
  // The default key is everybody's in the account, by way of the service.
  const [key] = what.filter(({ actions }) => actions.includes('kms:Decrypt'));
  assert.equal(key!.certainty, 'WHEN');
  assert.deepEqual(key!.path[0]!.when, [
    { key: 'aws:calledvia', values: ['secretsmanager.amazonaws.com'] },
  ]);
  const half = await h.user('half', [
    'iam:GetAccountAuthorizationDetails',
    'secretsmanager:ListSecrets',
    'kms:ListKeys',
    'kms:GetKeyPolicy',
    'kms:ListGrants',
  ]);
  await assert.rejects(h.ask(half, WhatCan, { principal: user('carol') }), {
    code: 'AccessDeniedException',
    message: /secretsmanager:GetResourcePolicy/,
  });
  await assert.rejects(h.ask(admin, WhatCan, { principal: user('nobody') }), {
    code: 'ResourceNotFoundException',
  });
});
