import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HOUR } from '../../../base/clock.ts';
import { ListUsers } from '../../../generated/iam.ts';
import { AssumeRole, GetCallerIdentity, GetFederationToken } from '../../../generated/sts.ts';
import type { Credentials } from '../../../generated/sts.types.ts';
import { ACCOUNT, house, START, type TestHouse } from '../../../../test/house.ts';

const as = (h: TestHouse, { AccessKeyId, SessionToken }: Credentials) =>
  h.callerOf(AccessKeyId, SessionToken);

const ARN = `arn:aws:sts::${ACCOUNT}:federated-user/bob`;
const all = '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}';

test('a federated user has a name of his own and the bounds of two', async () => {
  const h = await house();
  const broker = await h.user('broker', ['sts:GetFederationToken', 'iam:ListUsers']);
  const { Credentials, FederatedUser, PackedPolicySize } = await h.ask(broker, GetFederationToken, {
    Name: 'bob',
    Policy: all,
  });
  assert.deepEqual(FederatedUser, { FederatedUserId: `${ACCOUNT}:bob`, Arn: ARN });
  assert.equal(Credentials!.Expiration, START + 12 * HOUR);
  assert(PackedPolicySize! > 0);
  const bob = await as(h, Credentials!);
  assert.deepEqual(await h.ask(bob, GetCallerIdentity, {}), {
    UserId: `${ACCOUNT}:bob`,
    Account: ACCOUNT,
    Arn: ARN,
  });
  assert.deepEqual(bob.session?.issuer, { arn: broker.arn, userName: 'broker' });
  await h.close();
});

test('a federated user without policies may do nothing', async () => {
  const h = await house();
  const broker = await h.user('broker', ['*']);
  const { Credentials, PackedPolicySize } = await h.ask(broker, GetFederationToken, {
    Name: 'bob',
  });
  assert.equal(PackedPolicySize, 0);
  const bob = await as(h, Credentials!);
  await assert.rejects(h.ask(bob, ListUsers, {}));
  await h.close();
});

test('a federated user assumes no roles', async () => {
  const h = await house();
  const broker = await h.user('broker', ['*']);
  const { Credentials } = await h.ask(broker, GetFederationToken, { Name: 'bob', Policy: all });
  const asked = { RoleArn: `arn:aws:iam::${ACCOUNT}:role/any`, RoleSessionName: 'session' };
  await assert.rejects(h.ask(await as(h, Credentials!), AssumeRole, asked), {
    code: 'AccessDenied',
    message: `User: ${ARN} is not authorized to perform: sts:AssumeRole on resource: ${asked.RoleArn}`,
  });
  await h.close();
});

test('a name that the policy does not list, and tags without their permission, are refused', async () => {
  const h = await house();
  const Statement = [{ Effect: 'Allow', Action: 'sts:GetFederationToken', Resource: ARN }];
  const broker = await h.user('broker', { Version: '2012-10-17', Statement });
  await h.ask(broker, GetFederationToken, { Name: 'bob' });
  await assert.rejects(h.ask(broker, GetFederationToken, { Name: 'eve' }), {
    code: 'AccessDenied',
    message: /sts:GetFederationToken on resource: arn:aws:sts::\d{12}:federated-user\/eve/,
  });
  const Tags = [{ Key: 'team', Value: 'red' }];
  await assert.rejects(h.ask(broker, GetFederationToken, { Name: 'bob', Tags }), {
    code: 'AccessDenied',
    message: /sts:TagSession/,
  });
  await h.close();
});
