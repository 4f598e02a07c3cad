import assert from 'node:assert/strict';
import { test } from 'node:test';
import { house } from '../../test/house.ts';
import { DAY, HOUR } from '../base/clock.ts';
import {
  CreateAccessKey,
  CreateRole,
  DeleteUser,
  GetAccessKeyLastUsed,
  GetRole,
  ListUsers,
} from '../generated/iam.ts';
import { ListSecrets } from '../generated/secretsmanager.ts';
import { lastUse } from './last-use.ts';

test('an access key tells its last request, on whatever day and in whatever hour', async () => {
  const h = await house();
  const root = h.root();
  const alice = await h.user('alice', ['secretsmanager:*']);
  const AccessKeyId = alice.accessKeyId!;
  const asked = () => h.ask(root, GetAccessKeyLastUsed, { AccessKeyId });
  const never = { ServiceName: 'N/A', Region: 'N/A' };
  assert.deepEqual(await asked(), { UserName: 'alice', AccessKeyLastUsed: never });

  await h.ask(alice, ListSecrets, {}, 'eu-west-1');
  h.clock.advance(5 * HOUR);
  const LastUsedDate = h.clock.now();
  await h.ask(alice, ListSecrets, {}, 'eu-north-1');
  const used = { LastUsedDate, ServiceName: 'secretsmanager', Region: 'eu-north-1' };
  assert.deepEqual((await asked()).AccessKeyLastUsed, used);
  h.clock.advance(40 * DAY);
  assert.deepEqual((await asked()).AccessKeyLastUsed, used);

  // A refused request is a use of the key, too.
  await assert.rejects(h.ask(alice, ListUsers, {}), { code: 'AccessDenied' });
  assert.deepEqual((await asked()).AccessKeyLastUsed, {
    LastUsedDate: h.clock.now(),
    ServiceName: 'iam',
    Region: 'us-east-1',
  });
  await h.close();
});

test("another key of the same user has uses of its own, and so have a role's sessions", async () => {
  const h = await house();
  const root = h.root();
  const alice = await h.user('alice', ['*']);
  const { AccessKey } = await h.ask(root, CreateAccessKey, { UserName: 'alice' });
  const RoleName = 'r';
  const AssumeRolePolicyDocument = JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { AWS: alice.arn }, Action: 'sts:AssumeRole' }],
  });
  await h.ask(alice, CreateRole, { RoleName, AssumeRolePolicyDocument });
  const other = await h.ask(root, GetAccessKeyLastUsed, { AccessKeyId: AccessKey.AccessKeyId });
  assert.equal(other.AccessKeyLastUsed!.LastUsedDate, undefined);

  const session = await h.assume(alice, 'arn:aws:iam::111111111111:role/r');
  const role = () => h.ask(root, GetRole, { RoleName });
  assert.deepEqual((await role()).Role.RoleLastUsed, {});
  h.clock.advance(HOUR / 2);
  await assert.rejects(h.ask(session, DeleteUser, { UserName: 'alice' }));
  assert.deepEqual((await role()).Role.RoleLastUsed, {
    LastUsedDate: h.clock.now(),
    Region: 'us-east-1',
  });
  await h.close();
});

test('nobody has used what nobody knows', async () => {
  const h = await house();
  const { store, clock } = h;
  const use = lastUse({ store, now: clock.now() }, { account: '111111111111', subject: 'AKIA' });
  assert.equal(await use, undefined);
  await h.close();
});
