import assert from 'node:assert/strict';
import { test } from 'node:test';
import { house } from '../../../test/house.ts';
import {
  CreatePolicy,
  CreateRole,
  CreateUser,
  DeletePolicy,
  DeleteUserPermissionsBoundary,
  GetRole,
  GetUser,
  ListGroups,
  ListUsers,
  PutRolePermissionsBoundary,
  PutUserPermissionsBoundary,
} from '../../generated/iam.ts';

const BOUNDARY = 'arn:aws:iam::111111111111:policy/bounds';
const ONLY_USERS =
  '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"iam:ListUsers","Resource":"*"}]}';
const bounds = { PolicyName: 'bounds', PolicyDocument: ONLY_USERS };
const shown = {
  PermissionsBoundaryType: 'PermissionsBoundaryPolicy',
  PermissionsBoundaryArn: BOUNDARY,
};

test('a boundary limits what policies give, until it is taken away', async () => {
  const h = await house();
  const root = h.root();
  const alice = await h.user('alice', ['iam:List*']);
  await h.ask(root, CreatePolicy, bounds);
  await h.ask(alice, ListGroups, {});
  const bound = { UserName: 'alice', PermissionsBoundary: BOUNDARY };
  await h.ask(root, PutUserPermissionsBoundary, bound);
  await h.ask(alice, ListUsers, {});
  await assert.rejects(h.ask(alice, ListGroups, {}), {
    code: 'AccessDenied',
    message:
      'User: arn:aws:iam::111111111111:user/alice is not authorized to perform: iam:ListGroups on resource: arn:aws:iam::111111111111:group/ because no permissions boundary allows the iam:ListGroups action',
  });
  const { User } = await h.ask(root, GetUser, { UserName: 'alice' });
  assert.deepEqual(User.PermissionsBoundary, shown);

  await h.ask(root, DeleteUserPermissionsBoundary, { UserName: 'alice' });
  await h.ask(alice, ListGroups, {});
  const after = await h.ask(root, GetUser, { UserName: 'alice' });
  assert.equal(after.User.PermissionsBoundary, undefined);
  await h.close();
});

test('a boundary that does not exist bounds nobody', async () => {
  const h = await house();
  const root = h.root();
  const missing = {
    code: 'NoSuchEntity',
    message: `Scope ARN: ${BOUNDARY} does not exist or is not attachable.`,
    status: 404,
  };
  const input = { UserName: 'bob', PermissionsBoundary: BOUNDARY };
  await assert.rejects(h.ask(root, CreateUser, input), missing);
  await h.ask(root, CreateUser, { UserName: 'bob' });
  await assert.rejects(h.ask(root, PutUserPermissionsBoundary, input), missing);
  await h.close();
});

test('a policy that is a boundary is not deleted', async () => {
  const h = await house();
  const root = h.root();
  await h.ask(root, CreatePolicy, bounds);
  await h.ask(root, CreateUser, { UserName: 'bob', PermissionsBoundary: BOUNDARY });
  await assert.rejects(h.ask(root, DeletePolicy, { PolicyArn: BOUNDARY }), {
    code: 'DeleteConflict',
    message: 'Cannot delete a policy attached to entities.',
  });
  await h.ask(root, DeleteUserPermissionsBoundary, { UserName: 'bob' });
  await h.ask(root, DeletePolicy, { PolicyArn: BOUNDARY });
  await h.close();
});

test('who makes users and roles can be held to give them a boundary', async () => {
  const h = await house();
  await h.ask(h.root(), CreatePolicy, bounds);
  const Condition = { StringEquals: { 'iam:PermissionsBoundary': BOUNDARY } };
  const maker = await h.user('maker', {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Action: ['iam:CreateRole', 'iam:PutRolePermissionsBoundary'],
        Resource: '*',
        Condition,
      },
    ],
  });
  const role = {
    RoleName: 'r',
    AssumeRolePolicyDocument: `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"${maker.arn}"},"Action":"sts:AssumeRole"}]}`,
  };
  const denied = { code: 'AccessDenied' };
  await assert.rejects(h.ask(maker, CreateRole, role), denied);
  await h.ask(maker, CreateRole, { ...role, PermissionsBoundary: BOUNDARY });
  const { Role } = await h.ask(h.root(), GetRole, { RoleName: 'r' });
  assert.deepEqual(Role.PermissionsBoundary, shown);
  const other = { RoleName: 'r', PermissionsBoundary: 'arn:aws:iam::aws:policy/PowerUserAccess' };
  await assert.rejects(h.ask(maker, PutRolePermissionsBoundary, other), denied);
  await h.ask(maker, PutRolePermissionsBoundary, { ...other, PermissionsBoundary: BOUNDARY });
  await h.close();
});
