import assert from 'node:assert/strict';
import { test } from 'node:test';
import { house } from '../../../test/house.ts';
import {
  AddUserToGroup,
  AttachGroupPolicy,
  AttachRolePolicy,
  AttachUserPolicy,
  CreateGroup,
  CreatePolicy,
  CreateRole,
  DeletePolicy,
  DetachGroupPolicy,
  DetachRolePolicy,
  ListAttachedRolePolicies,
  ListAttachedUserPolicies,
  ListEntitiesForPolicy,
  ListUsers,
  PutRolePermissionsBoundary,
} from '../../generated/iam.ts';

const AWS = 'arn:aws:iam::aws:policy';
const READS = `${AWS}/IAMReadOnlyAccess`;
const ALLOW_ALL =
  '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}';
const TRUST =
  '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}]}';

test('what is attached to a group, its members may', async () => {
  const h = await house();
  const root = h.root();
  const alice = await h.user('alice', []);
  await h.ask(root, CreateGroup, { GroupName: 'readers' });
  await h.ask(root, AddUserToGroup, { GroupName: 'readers', UserName: 'alice' });
  await assert.rejects(h.ask(alice, ListUsers, {}), { code: 'AccessDenied' });
  await h.ask(root, AttachGroupPolicy, { GroupName: 'readers', PolicyArn: READS });
  await h.ask(alice, ListUsers, {});
  await h.ask(root, DetachGroupPolicy, { GroupName: 'readers', PolicyArn: READS });
  await assert.rejects(h.ask(alice, ListUsers, {}), { code: 'AccessDenied' });
  await h.close();
});

test('to attach a policy twice changes nothing, to detach it twice is an error', async () => {
  const h = await house();
  const root = h.root();
  await h.ask(root, CreateRole, { RoleName: 'r', AssumeRolePolicyDocument: TRUST });
  const one = { RoleName: 'r', PolicyArn: READS };
  await h.ask(root, AttachRolePolicy, one);
  await h.ask(root, AttachRolePolicy, one);
  const { AttachedPolicies } = await h.ask(root, ListAttachedRolePolicies, { RoleName: 'r' });
  assert.deepEqual(AttachedPolicies, [{ PolicyName: 'IAMReadOnlyAccess', PolicyArn: READS }]);
  await h.ask(root, DetachRolePolicy, one);
  await assert.rejects(h.ask(root, DetachRolePolicy, one), {
    code: 'NoSuchEntity',
    message: `Policy ${READS} was not found.`,
    status: 404,
  });
  await h.close();
});

test('ten policies can be attached to a user, listed by name and by path', async () => {
  const h = await house();
  const root = h.root();
  await h.user('alice', []);
  const attach = async (n: number) => {
    const Path = n % 2 ? '/odd/' : '/even/';
    const PolicyName = `p${String(n).padStart(2, '0')}`;
    const made = await h.ask(root, CreatePolicy, { PolicyName, Path, PolicyDocument: ALLOW_ALL });
    await h.ask(root, AttachUserPolicy, { UserName: 'alice', PolicyArn: made.Policy!.Arn! });
  };
  for (let n = 0; n < 10; n++) await attach(n);
  await assert.rejects(attach(10), {
    code: 'LimitExceeded',
    message: 'Cannot exceed quota for PoliciesPerUser: 10',
    status: 409,
  });
  const list = (input: object) =>
    h.ask(root, ListAttachedUserPolicies, { UserName: 'alice', ...input });
  const first = await list({ PathPrefix: '/odd/', MaxItems: 3 });
  const rest = await list({ PathPrefix: '/odd/', Marker: first.Marker });
  const names = [...first.AttachedPolicies!, ...rest.AttachedPolicies!].map((p) => p.PolicyName);
  assert.deepEqual(names, ['p01', 'p03', 'p05', 'p07', 'p09']);
  assert.equal(rest.IsTruncated, false);
  await h.close();
});

test('who may attach policies can be held to some of them', async () => {
  const h = await house();
  const alice = await h.user('alice', {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Action: 'iam:AttachUserPolicy',
        Resource: '*',
        Condition: { ArnEquals: { 'iam:PolicyARN': `${AWS}/IAM*` } },
      },
    ],
  });
  await h.ask(alice, AttachUserPolicy, { UserName: 'alice', PolicyArn: READS });
  const PolicyArn = `${AWS}/AdministratorAccess`;
  await assert.rejects(h.ask(alice, AttachUserPolicy, { UserName: 'alice', PolicyArn }), {
    code: 'AccessDenied',
  });
  await h.close();
});

test('a policy tells who has it, for his permissions or for his boundary', async () => {
  const h = await house();
  const root = h.root();
  await h.user('alice', []);
  await h.ask(root, CreateGroup, { GroupName: 'g', Path: '/team/' });
  await h.ask(root, CreateRole, { RoleName: 'r', AssumeRolePolicyDocument: TRUST });
  await h.ask(root, AttachUserPolicy, { UserName: 'alice', PolicyArn: READS });
  await h.ask(root, AttachGroupPolicy, { GroupName: 'g', PolicyArn: READS });
  const boundary = { RoleName: 'r', PermissionsBoundary: READS };
  await h.ask(root, PutRolePermissionsBoundary, boundary);
  const who = async (input: object) => {
    const found = await h.ask(root, ListEntitiesForPolicy, { PolicyArn: READS, ...input });
    return [
      ...found.PolicyGroups!.map(({ GroupName }) => GroupName),
      ...found.PolicyUsers!.map(({ UserName }) => UserName),
      ...found.PolicyRoles!.map(({ RoleName }) => RoleName),
    ];
  };
  assert.deepEqual(await who({}), ['g', 'alice', 'r']);
  assert.deepEqual(await who({ EntityFilter: 'User' }), ['alice']);
  assert.deepEqual(await who({ PathPrefix: '/team/' }), ['g']);
  assert.deepEqual(await who({ PolicyUsageFilter: 'PermissionsPolicy' }), ['g', 'alice']);
  assert.deepEqual(await who({ PolicyUsageFilter: 'PermissionsBoundary' }), ['r']);
  const page = await h.ask(root, ListEntitiesForPolicy, { PolicyArn: READS, MaxItems: 2 });
  assert.deepEqual(await who({ Marker: page.Marker }), ['alice']);
  await h.close();
});

test('a policy that is deleted while it is being attached is one or the other', async () => {
  const h = await house();
  const root = h.root();
  await h.user('alice', []);
  const PolicyArn = 'arn:aws:iam::111111111111:policy/p';
  await h.ask(root, CreatePolicy, { PolicyName: 'p', PolicyDocument: ALLOW_ALL });
  const [attached, deleted] = await Promise.allSettled([
    h.ask(root, AttachUserPolicy, { UserName: 'alice', PolicyArn }),
    h.ask(root, DeletePolicy, { PolicyArn }),
  ]);
  assert.notEqual(attached.status, deleted.status);
  const lost = attached.status === 'rejected' ? attached : (deleted as PromiseRejectedResult);
  assert.equal(lost.reason.code, attached === lost ? 'NoSuchEntity' : 'DeleteConflict');
  await h.close();
});
