import assert from 'node:assert/strict';
import { test } from 'node:test';
import { house, OTHER_ACCOUNT } from '../../../test/house.ts';
import {
  CreateAccessKey,
  CreateUser,
  DeleteAccessKey,
  GetAccessKeyLastUsed,
  ListAccessKeys,
  UpdateAccessKey,
} from '../../generated/iam.ts';

test('a user has two keys at most, and their secrets are told once', async () => {
  const h = await house();
  const root = h.root();
  const UserName = 'alice';
  await h.ask(root, CreateUser, { UserName });
  const { AccessKey: first } = await h.ask(root, CreateAccessKey, { UserName });
  assert.match(first!.AccessKeyId, /^AKIA[A-Z2-7]{16}$/);
  assert.match(first!.SecretAccessKey, /^[A-Za-z0-9+/]{40}$/);
  await h.ask(root, CreateAccessKey, { UserName: 'ALICE' });
  await assert.rejects(h.ask(root, CreateAccessKey, { UserName }), {
    code: 'LimitExceeded',
    message: 'Cannot exceed quota for AccessKeysPerUser: 2',
    status: 409,
  });
  const { AccessKeyMetadata, IsTruncated } = await h.ask(root, ListAccessKeys, { UserName });
  assert.equal(IsTruncated, false);
  assert.equal(AccessKeyMetadata.length, 2);
  assert.ok(AccessKeyMetadata.every((key) => !('SecretAccessKey' in key)));
  const records = JSON.stringify(await h.events());
  assert.ok(!records.includes(first!.SecretAccessKey), 'no secret is on the trail');
  await h.close();
});

test('an inactive key opens nothing until it is active again', async () => {
  const h = await house();
  const alice = await h.user('alice', []);
  const AccessKeyId = alice.accessKeyId!;
  const set = (Status: 'Active' | 'Inactive' | 'Expired') =>
    h.ask(h.root(), UpdateAccessKey, { UserName: 'alice', AccessKeyId, Status });
  await set('Inactive');
  await assert.rejects(h.callerOf(AccessKeyId), { message: 'inactive-access-key' });
  const { AccessKeyMetadata } = await h.ask(h.root(), ListAccessKeys, { UserName: 'alice' });
  assert.equal(AccessKeyMetadata[0]!.Status, 'Inactive');
  await set('Active');
  await h.callerOf(AccessKeyId);
  await assert.rejects(set('Expired'), { code: 'InvalidInput' });
  await h.close();
});

test('a deleted key is unknown', async () => {
  const h = await house();
  const alice = await h.user('alice', []);
  const key = { UserName: 'alice', AccessKeyId: alice.accessKeyId! };
  await h.ask(h.root(), DeleteAccessKey, key);
  await assert.rejects(h.callerOf(key.AccessKeyId), { message: 'unknown-access-key' });
  await assert.rejects(h.ask(h.root(), DeleteAccessKey, key), {
    code: 'NoSuchEntity',
    message: `The Access Key with id ${key.AccessKeyId} cannot be found.`,
  });
  await h.close();
});

test('who gives no name means his own keys, and only his', async () => {
  const h = await house();
  const alice = await h.user('alice', ['iam:*AccessKey*']);
  const bob = await h.user('bob', []);
  const { AccessKey } = await h.ask(alice, CreateAccessKey, {});
  assert.equal(AccessKey!.UserName, 'alice');
  const theirs = { AccessKeyId: bob.accessKeyId! };
  await assert.rejects(h.ask(alice, DeleteAccessKey, theirs), { code: 'NoSuchEntity' });
  await h.ask(alice, DeleteAccessKey, { AccessKeyId: AccessKey!.AccessKeyId });

  // The root user has keys without being a user.
  const { AccessKey: rootKey } = await h.ask(h.root(), CreateAccessKey, {});
  assert.equal((await h.callerOf(rootKey!.AccessKeyId)).kind, 'root');
  const { AccessKeyMetadata } = await h.ask(h.root(), ListAccessKeys, {});
  assert.deepEqual(
    AccessKeyMetadata.map(({ AccessKeyId, UserName }) => [AccessKeyId, UserName]),
    [[rootKey!.AccessKeyId, undefined]],
  );
  await h.close();
});

test('whose a key is, is told within its account', async () => {
  const h = await house();
  const alice = await h.user('alice', []);
  const key = { AccessKeyId: alice.accessKeyId! };
  assert.deepEqual(await h.ask(h.root(), GetAccessKeyLastUsed, key), {
    UserName: 'alice',
    AccessKeyLastUsed: { ServiceName: 'N/A', Region: 'N/A' },
  });
  const denied = { code: 'AccessDenied' };
  await assert.rejects(h.ask(h.root(OTHER_ACCOUNT), GetAccessKeyLastUsed, key), denied);
  const unknown = { AccessKeyId: 'AKIAAAAAAAAAAAAAAAAA' };
  await assert.rejects(h.ask(h.root(), GetAccessKeyLastUsed, unknown), denied);
  await h.close();
});
