import assert from 'node:assert/strict';
import { test } from 'node:test';
import { house, OTHER_ACCOUNT } from '../../../test/house.ts';
import {
  AddUserToGroup,
  CreateGroup,
  CreateUser,
  DeleteGroup,
  DeleteGroupPolicy,
  GetGroup,
  ListGroups,
  ListGroupsForUser,
  ListUsers,
  PutGroupPolicy,
  RemoveUserFromGroup,
  UpdateGroup,
} from '../../generated/iam.ts';

const LISTS =
  '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"iam:ListUsers","Resource":"*"}}';

test('members of a group may what its policies allow, as long as they are members', async () => {
  const h = await house();
  const root = h.root();
  const alice = await h.user('alice', []);
  await h.ask(root, CreateGroup, { GroupName: 'Readers', Path: '/eng/' });
  const policy = { GroupName: 'readers', PolicyName: 'lists' };
  await h.ask(root, PutGroupPolicy, { ...policy, PolicyDocument: LISTS });
  const membership = { GroupName: 'readers', UserName: 'alice' };
  const denied = { code: 'AccessDenied' };

  await assert.rejects(h.ask(alice, ListUsers, {}), denied);
  await h.ask(root, AddUserToGroup, membership);
  await h.ask(root, AddUserToGroup, membership);
  await h.ask(alice, ListUsers, {});
  const { Group, Users } = await h.ask(root, GetGroup, { GroupName: 'readers' });
  assert.equal(Group.Arn, 'arn:aws:iam::111111111111:group/eng/Readers');
  assert.match(Group.GroupId, /^AGPA[A-Z2-7]{17}$/);
  assert.deepEqual(
    Users.map(({ UserName }) => UserName),
    ['alice'],
  );

  await h.ask(root, RemoveUserFromGroup, membership);
  await h.ask(root, RemoveUserFromGroup, membership);
  await assert.rejects(h.ask(alice, ListUsers, {}), denied);
  await h.close();
});

test('a group goes only once it is empty of users and policies', async () => {
  const h = await house();
  const root = h.root();
  await h.ask(root, CreateUser, { UserName: 'alice' });
  const GroupName = 'g';
  await h.ask(root, CreateGroup, { GroupName });
  await h.ask(root, PutGroupPolicy, { GroupName, PolicyName: 'p', PolicyDocument: LISTS });
  await h.ask(root, AddUserToGroup, { GroupName, UserName: 'alice' });
  const conflict = (message: string) => ({ code: 'DeleteConflict', message, status: 409 });
  await assert.rejects(
    h.ask(root, DeleteGroup, { GroupName }),
    conflict('Cannot delete entity, must remove users from group first.'),
  );
  await h.ask(root, RemoveUserFromGroup, { GroupName, UserName: 'alice' });
  await assert.rejects(
    h.ask(root, DeleteGroup, { GroupName }),
    conflict('Cannot delete entity, must delete policies first.'),
  );
  await h.ask(root, DeleteGroupPolicy, { GroupName, PolicyName: 'p' });
  await h.ask(root, DeleteGroup, { GroupName });
  await assert.rejects(h.ask(root, GetGroup, { GroupName }), {
    code: 'NoSuchEntity',
    message: 'The group with name g cannot be found.',
  });
  await h.close();
});

test('nobody is in more than ten groups', async () => {
  const h = await house();
  const root = h.root();
  await h.ask(root, CreateUser, { UserName: 'alice' });
  const join = async (i: number) => {
    await h.ask(root, CreateGroup, { GroupName: `g${i}` });
    await h.ask(root, AddUserToGroup, { GroupName: `g${i}`, UserName: 'alice' });
  };
  for (let i = 0; i < 10; i++) await join(i);
  await assert.rejects(join(10), {
    code: 'LimitExceeded',
    message: 'Cannot exceed quota for GroupsPerUser: 10',
  });
  const page = await h.ask(root, ListGroupsForUser, { UserName: 'alice', MaxItems: 9 });
  assert.equal(page.Groups.length, 9);
  const { Marker } = page;
  const rest = await h.ask(root, ListGroupsForUser, { UserName: 'alice', Marker });
  assert.deepEqual(
    [rest.Groups.map(({ GroupName }) => GroupName), rest.IsTruncated],
    [['g9'], false],
  );
  await h.close();
});

test('a group of another name keeps its members, and names are taken whatever their case', async () => {
  const h = await house();
  const root = h.root();
  await h.ask(root, CreateUser, { UserName: 'alice' });
  for (const GroupName of ['a', 'b']) await h.ask(root, CreateGroup, { GroupName });
  await h.ask(root, AddUserToGroup, { GroupName: 'a', UserName: 'alice' });
  const taken = {
    code: 'EntityAlreadyExists',
    message: 'Group with name B already exists.',
    status: 409,
  };
  await assert.rejects(h.ask(root, CreateGroup, { GroupName: 'B' }), taken);
  await assert.rejects(h.ask(root, UpdateGroup, { GroupName: 'a', NewGroupName: 'B' }), taken);
  await h.ask(root, UpdateGroup, { GroupName: 'a', NewGroupName: 'A', NewPath: '/x/' });
  const { Group, Users } = await h.ask(root, GetGroup, { GroupName: 'a' });
  assert.deepEqual(
    [Group.GroupName, Group.Arn, Users.length],
    ['A', 'arn:aws:iam::111111111111:group/x/A', 1],
  );
  await h.close();
});

test('who renames a group must have the right to both names', async () => {
  const h = await house();
  await h.ask(h.root(), CreateGroup, { GroupName: 'mine' });
  const alice = await h.user('alice', {
    Version: '2012-10-17',
    Statement: {
      Effect: 'Allow',
      Action: 'iam:UpdateGroup',
      Resource: 'arn:aws:iam::111111111111:group/mine*',
    },
  });
  const rename = (GroupName: string, NewGroupName: string) =>
    h.ask(alice, UpdateGroup, { GroupName, NewGroupName });
  await assert.rejects(rename('mine', 'admins'), { code: 'AccessDenied' });
  await rename('mine', 'mine-too');
  await h.close();
});

test('groups are listed by path, and those of another account are not', async () => {
  const h = await house();
  const root = h.root();
  await h.ask(root, CreateGroup, { GroupName: 'b', Path: '/eng/x/' });
  await h.ask(root, CreateGroup, { GroupName: 'A', Path: '/eng/' });
  await h.ask(root, CreateGroup, { GroupName: 'c' });
  await h.ask(h.root(OTHER_ACCOUNT), CreateGroup, { GroupName: 'd', Path: '/eng/' });
  const { Groups } = await h.ask(root, ListGroups, { PathPrefix: '/eng/' });
  assert.deepEqual(
    Groups.map(({ GroupName }) => GroupName),
    ['A', 'b'],
  );
  await assert.rejects(h.ask(root, AddUserToGroup, { GroupName: 'c', UserName: 'who' }), {
    code: 'NoSuchEntity',
    message: 'The user with name who cannot be found.',
  });
  await h.close();
});
