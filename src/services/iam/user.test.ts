import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ACCOUNT, house, OTHER_ACCOUNT, START } from '../../../test/house.ts';
import {
  AddUserToGroup,
  AttachUserPolicy,
  CreateAccessKey,
  CreateGroup,
  CreatePolicy,
  CreateUser,
  DeleteAccessKey,
  DeleteUser,
  DeleteUserPolicy,
  DetachUserPolicy,
  GetUser,
  ListUsers,
  PutUserPolicy,
  RemoveUserFromGroup,
  UpdateUser,
} from '../../generated/iam.ts';

const READ_ONLY = {
  Version: '2012-10-17',
  Statement: { Effect: 'Allow', Action: 'iam:Get*', Resource: '*' },
};
const ADMIN = 'arn:aws:iam::aws:policy/AdministratorAccess';

test('a user is shown as he was made, and his name is taken whatever its case', async () => {
  const h = await house();
  const root = h.root();
  const UserName = 'Alice';
  const Tags = [
    { Key: 'team', Value: 'blue' },
    { Key: 'Cost', Value: '' },
  ];
  const { User } = await h.ask(root, CreateUser, { UserName, Path: '/eng/', Tags });
  assert.match(User!.UserId, /^AIDA[A-Z2-7]{17}$/);
  assert.deepEqual(JSON.parse(JSON.stringify(User)), {
    Path: '/eng/',
    UserName,
    UserId: User!.UserId,
    Arn: `arn:aws:iam::${ACCOUNT}:user/eng/Alice`,
    CreateDate: START,
    Tags,
  });
  const found = await h.ask(root, GetUser, { UserName: 'aLICE' });
  assert.deepEqual(found.User, User);
  await assert.rejects(h.ask(root, CreateUser, { UserName: 'alice' }), {
    code: 'EntityAlreadyExists',
    message: 'User with name alice already exists.',
    status: 409,
  });
  // Accounts know nothing of each other's names.
  await h.ask(h.root(OTHER_ACCOUNT), CreateUser, { UserName });
  await h.close();
});

test('who gives no name asks for himself, if he is a user', async () => {
  const h = await house();
  const alice = await h.user('alice', ['iam:GetUser']);
  const { User } = await h.ask(alice, GetUser, {});
  assert.equal(User.UserName, 'alice');

  const { User: root } = await h.ask(h.root(), GetUser, {});
  assert.deepEqual(root, {
    UserId: ACCOUNT,
    Arn: `arn:aws:iam::${ACCOUNT}:root`,
    CreateDate: START,
  });
  await h.close();
});

test('a stranger cannot tell a missing user from a hidden one', async () => {
  const h = await house();
  const stranger = await h.user('stranger', []);
  const denied = { code: 'AccessDenied' };
  await assert.rejects(h.ask(stranger, GetUser, { UserName: 'stranger' }), denied);
  await assert.rejects(h.ask(stranger, GetUser, { UserName: 'nobody' }), denied);
  await assert.rejects(h.ask(h.root(), GetUser, { UserName: 'nobody' }), {
    code: 'NoSuchEntity',
    message: 'The user with name nobody cannot be found.',
    status: 404,
  });
  await h.close();
});

test('a renamed user stays himself: id, keys and policies go with him', async () => {
  const h = await house();
  const root = h.root();
  const alice = await h.user('alice', ['iam:GetUser']);
  await h.user('bob', []);
  const { User: before } = await h.ask(root, GetUser, { UserName: 'alice' });
  await assert.rejects(h.ask(root, UpdateUser, { UserName: 'alice', NewUserName: 'BOB' }), {
    code: 'EntityAlreadyExists',
    message: 'User with name BOB already exists.',
  });
  await h.ask(root, UpdateUser, { UserName: 'alice', NewUserName: 'Carol', NewPath: '/ops/' });

  const caller = await h.callerOf(alice.accessKeyId!);
  const { User: after } = await h.ask(caller, GetUser, {});
  assert.equal(after.UserId, before.UserId);
  assert.equal(after.Arn, `arn:aws:iam::${ACCOUNT}:user/ops/Carol`);
  await assert.rejects(h.ask(root, GetUser, { UserName: 'alice' }), { code: 'NoSuchEntity' });
  await h.close();
});

test('to rename a user takes the right to both names', async () => {
  const h = await house();
  await h.user('alice', []);
  const clerk = await h.user('clerk', {
    Version: '2012-10-17',
    Statement: {
      Effect: 'Allow',
      Action: 'iam:UpdateUser',
      Resource: `arn:aws:iam::${ACCOUNT}:user/a*`,
    },
  });
  const rename = (NewUserName: string) =>
    h.ask(clerk, UpdateUser, { UserName: 'alice', NewUserName });
  await assert.rejects(rename('boss'), { code: 'AccessDenied' });
  await rename('anna');
  await h.close();
});

test('a user goes only once nothing hangs on him', async () => {
  const h = await house();
  const root = h.root();
  const UserName = 'alice';
  const GroupName = 'g';
  await h.ask(root, CreateUser, { UserName });
  const { AccessKey } = await h.ask(root, CreateAccessKey, { UserName });
  await h.ask(root, AttachUserPolicy, { UserName, PolicyArn: ADMIN });
  const PolicyDocument = JSON.stringify(READ_ONLY);
  await h.ask(root, PutUserPolicy, { UserName, PolicyName: 'p', PolicyDocument });
  await h.ask(root, CreateGroup, { GroupName });
  await h.ask(root, AddUserToGroup, { GroupName, UserName });

  const refused = async (what: string) => {
    await assert.rejects(h.ask(root, DeleteUser, { UserName }), {
      code: 'DeleteConflict',
      message: `Cannot delete entity, must ${what} first.`,
      status: 409,
    });
  };
  await refused('delete access keys');
  await h.ask(root, DeleteAccessKey, { UserName, AccessKeyId: AccessKey!.AccessKeyId });
  await refused('detach all policies');
  await h.ask(root, DetachUserPolicy, { UserName, PolicyArn: ADMIN });
  await refused('delete policies');
  await h.ask(root, DeleteUserPolicy, { UserName, PolicyName: 'p' });
  await refused('remove users from group');
  await h.ask(root, RemoveUserFromGroup, { GroupName, UserName });
  await h.ask(root, DeleteUser, { UserName });
  await assert.rejects(h.ask(root, DeleteUser, { UserName }), { code: 'NoSuchEntity' });
  await h.close();
});

test('a boundary must be a managed policy that is there', async () => {
  const h = await house();
  const root = h.root();
  const { Policy } = await h.ask(root, CreatePolicy, {
    PolicyName: 'bound',
    PolicyDocument: JSON.stringify(READ_ONLY),
  });
  const PermissionsBoundary = Policy!.Arn!;
  const { User } = await h.ask(root, CreateUser, { UserName: 'alice', PermissionsBoundary });
  assert.deepEqual(User!.PermissionsBoundary, {
    PermissionsBoundaryType: 'PermissionsBoundaryPolicy',
    PermissionsBoundaryArn: PermissionsBoundary,
  });
  const missing = `arn:aws:iam::${ACCOUNT}:policy/missing`;
  const bob = { UserName: 'bob', PermissionsBoundary: missing };
  await assert.rejects(h.ask(root, CreateUser, bob), {
    code: 'NoSuchEntity',
    message: `Scope ARN: ${missing} does not exist or is not attachable.`,
    status: 404,
  });
  // The policies of another account bound nobody here.
  const other = h.ask(h.root(OTHER_ACCOUNT), CreateUser, { UserName: 'eve', PermissionsBoundary });
  await assert.rejects(other, { code: 'NoSuchEntity' });
  await h.close();
});

test('to make a user with tags takes the right to tag, and conditions see what is asked for', async () => {
  const h = await house();
  const maker = await h.user('maker', {
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Action: 'iam:CreateUser', Resource: '*' },
      {
        Effect: 'Allow',
        Action: 'iam:TagUser',
        Resource: '*',
        Condition: { StringEquals: { 'aws:RequestTag/team': 'blue' } },
      },
      {
        Effect: 'Deny',
        Action: 'iam:CreateUser',
        Resource: '*',
        Condition: { StringNotEqualsIfExists: { 'iam:PermissionsBoundary': ADMIN } },
      },
    ],
  });
  const make = (UserName: string, more: object) =>
    h.ask(maker, CreateUser, { UserName, PermissionsBoundary: ADMIN, ...more });
  const tagged = (Value: string) => ({ Tags: [{ Key: 'team', Value }] });
  await make('a', {});
  await make('b', tagged('blue'));
  await assert.rejects(make('c', tagged('red')), {
    code: 'AccessDenied',
    message: /iam:TagUser on resource: arn:aws:iam::111111111111:user\/c /,
  });
  const other = { PermissionsBoundary: `arn:aws:iam::${ACCOUNT}:policy/mine` };
  await assert.rejects(make('d', other), { code: 'AccessDenied' });
  await h.close();
});

test('users are listed by name, in pages whose markers fit no other list', async () => {
  const h = await house();
  const root = h.root();
  for (const UserName of ['dora', 'Bea', 'anna', 'carl'])
    await h.ask(root, CreateUser, { UserName, Path: UserName === 'carl' ? '/eng/' : '/' });
  const names: string[] = [];
  let Marker: string | undefined;
  do {
    const page = await h.ask(root, ListUsers, { MaxItems: 3, Marker });
    names.push(...page.Users.map(({ UserName }) => UserName));
    Marker = page.Marker;
    assert.equal(page.IsTruncated, Marker !== undefined);
    const elsewhere = { PathPrefix: '/eng/', Marker };
    if (Marker) {
      await assert.rejects(h.ask(root, ListUsers, elsewhere), { code: 'ValidationError' });
      await assert.rejects(h.ask(h.root(OTHER_ACCOUNT), ListUsers, { Marker }), {
        code: 'ValidationError',
      });
    }
  } while (Marker);
  assert.deepEqual(names, ['anna', 'Bea', 'carl', 'dora']);
  const { Users } = await h.ask(root, ListUsers, { PathPrefix: '/eng/' });
  assert.deepEqual(
    Users.map(({ UserName }) => UserName),
    ['carl'],
  );
  await h.close();
});
