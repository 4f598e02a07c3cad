import assert from 'node:assert/strict';
import { test } from 'node:test';
import { house } from '../../../test/house.ts';
import {
  AddUserToGroup,
  AttachGroupPolicy,
  AttachUserPolicy,
  CreateGroup,
  CreateRole,
  DeleteAccessKey,
  DeleteRole,
  DeleteUser,
  ListAccessKeys,
  PutGroupPolicy,
  PutUserPermissionsBoundary,
  PutUserPolicy,
  TagUser,
  UpdateUser,
} from '../../generated/iam.ts';
import { policiesOf } from './caller-policies.ts';

const AWS = 'arn:aws:iam::aws:policy';
const ALLOW =
  '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}';

test('a user has his own policies and those of his groups, a boundary and tags', async () => {
  const h = await house();
  const root = h.root();
  const alice = await h.user('alice', []);
  const UserName = 'alice';
  await h.ask(root, CreateGroup, { GroupName: 'g' });
  await h.ask(root, AddUserToGroup, { GroupName: 'g', UserName });
  await h.ask(root, PutUserPolicy, { UserName, PolicyName: 'mine', PolicyDocument: ALLOW });
  await h.ask(root, PutGroupPolicy, { GroupName: 'g', PolicyName: 'ours', PolicyDocument: ALLOW });
  await h.ask(root, AttachUserPolicy, { UserName, PolicyArn: `${AWS}/AWSDenyAll` });
  await h.ask(root, AttachGroupPolicy, { GroupName: 'g', PolicyArn: `${AWS}/IAMFullAccess` });
  const bounds = `${AWS}/ReadOnlyAccess`;
  await h.ask(root, PutUserPermissionsBoundary, { UserName, PermissionsBoundary: bounds });
  await h.ask(root, TagUser, { UserName, Tags: [{ Key: 'team', Value: 'blue' }] });

  const policies = (await policiesOf(await h.store.fresh(), alice))!;
  assert.deepEqual(
    policies.identity.map(({ label, arn }) => [label, arn]),
    [
      ['user alice, inline policy mine', undefined],
      ['group g, inline policy ours', undefined],
      ['user alice, managed policy AWSDenyAll', `${AWS}/AWSDenyAll`],
      ['group g, managed policy IAMFullAccess', `${AWS}/IAMFullAccess`],
    ],
  );
  assert.equal(policies.boundary!.arn, bounds);
  assert.deepEqual(policies.tags, { team: 'blue' });
  await h.close();
});

test('while nothing changes the same policies are found again, and after a change others', async () => {
  const h = await house();
  const alice = await h.user('alice', ['s3:*']);
  const ask = async () => policiesOf(await h.store.fresh(), alice);
  const before = await ask();
  assert.equal(await ask(), before);
  const more = { UserName: 'alice', PolicyName: 'more', PolicyDocument: ALLOW };
  await h.ask(h.root(), PutUserPolicy, more);
  const after = await ask();
  assert.notEqual(after, before);
  assert.equal(after!.identity.length, 2);
  await h.close();
});

test('a user or a role that is gone has no policies, not even under the old name', async () => {
  const h = await house();
  const root = h.root();
  const alice = await h.user('alice', ['*']);
  const RoleName = 'r';
  const AssumeRolePolicyDocument = JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { AWS: alice.arn }, Action: 'sts:AssumeRole' }],
  });
  await h.ask(root, CreateRole, { RoleName, AssumeRolePolicyDocument });
  const session = await h.assume(alice, 'arn:aws:iam::111111111111:role/r');
  assert.deepEqual(await policiesOf(h.store, session), { identity: [], tags: {} });
  await h.ask(root, DeleteRole, { RoleName });
  assert.equal(await policiesOf(h.store, session), undefined);
  await h.ask(root, CreateRole, { RoleName, AssumeRolePolicyDocument });
  assert.equal(await policiesOf(h.store, session), undefined);

  const bob = await h.user('bob', []);
  const { AccessKeyMetadata } = await h.ask(root, ListAccessKeys, { UserName: 'bob' });
  const { AccessKeyId } = AccessKeyMetadata[0]!;
  await h.ask(root, DeleteAccessKey, { UserName: 'bob', AccessKeyId: AccessKeyId! });
  await assert.rejects(h.callerOf(AccessKeyId!), { message: 'unknown-access-key' });
  await h.ask(root, DeleteUser, { UserName: 'bob' });
  await h.user('bob', []);
  assert.equal(await policiesOf(h.store, bob), undefined);
  await h.close();
});

test('a key goes with its user when he gets another name', async () => {
  const h = await house();
  const alice = await h.user('alice', []);
  await h.ask(h.root(), UpdateUser, { UserName: 'alice', NewUserName: 'alicia', NewPath: '/x/' });
  const renamed = await h.callerOf(alice.accessKeyId!);
  assert.equal(renamed.arn, 'arn:aws:iam::111111111111:user/x/alicia');
  assert.equal(renamed.userName, 'alicia');
  assert.equal(renamed.userId, alice.userId);
  await h.close();
});

test('the root user, services and the anonymous have no policies of their own', async () => {
  const h = await house();
  for (const kind of ['root', 'service', 'anonymous'] as const) {
    const caller = { ...h.root(), kind };
    assert.deepEqual(await policiesOf(h.store, caller), { identity: [], tags: {} });
  }
  await h.close();
});
