import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DAY } from '../../base/clock.ts';
import { ListUsers } from '../../generated/iam.ts';
import { CreateKey, DescribeKey, PutKeyPolicy } from '../../generated/kms.ts';
import {
  AcceptHandshake,
  CloseAccount,
  CreateAccount,
  CreateGovCloudAccount,
  CreateOrganization,
  CreateOrganizationalUnit,
  DeleteOrganization,
  DescribeAccount,
  DescribeCreateAccountStatus,
  DescribeOrganization,
  EnableAWSServiceAccess,
  InviteAccountToOrganization,
  LeaveOrganization,
  ListAccounts,
  ListDelegatedAdministrators,
  ListRoots,
  RegisterDelegatedAdministrator,
  RemoveAccountFromOrganization,
} from '../../generated/organizations.ts';
import { CreateAccessKey, CreateUser } from '../../generated/iam.ts';
import { ACCOUNT, house, OTHER_ACCOUNT, type TestHouse } from '../../../test/house.ts';

async function organized() {
  const h = await house();
  await h.ask(h.root(), CreateOrganization, {});
  return h;
}

async function create(h: TestHouse, name: string): Promise<string> {
  const input = { Email: `${name}@example.com`, AccountName: name };
  const { CreateAccountStatus } = await h.ask(h.root(), CreateAccount, input);
  await h.tick();
  const { CreateAccountStatus: done } = await h.ask(h.root(), DescribeCreateAccountStatus, {
    CreateAccountRequestId: CreateAccountStatus!.Id!,
  });
  return done!.AccountId!;
}

async function join(h: TestHouse): Promise<string> {
  const Target = { Type: 'ACCOUNT', Id: OTHER_ACCOUNT } as const;
  const { Handshake } = await h.ask(h.root(), InviteAccountToOrganization, { Target });
  await h.ask(h.root(OTHER_ACCOUNT), AcceptHandshake, { HandshakeId: Handshake!.Id! });
  return OTHER_ACCOUNT;
}

const stateOf = async (h: TestHouse, AccountId: string) =>
  (await h.ask(h.root(), DescribeAccount, { AccountId })).Account!.State;

test('who is of a closed account is nobody from then on', async () => {
  const h = await organized();
  const member = await create(h, 'dev');
  await h.ask(h.root(member), CreateUser, { UserName: 'alice' });
  const { AccessKey } = await h.ask(h.root(member), CreateAccessKey, { UserName: 'alice' });
  const session = await h.assume(
    await h.admin(),
    `arn:aws:iam::${member}:role/OrganizationAccountAccessRole`,
  );
  await h.ask(session, ListUsers, {});
  await h.callerOf(AccessKey!.AccessKeyId);
  await h.ask(h.root(), CloseAccount, { AccountId: member });
  assert.equal(await stateOf(h, member), 'PENDING_CLOSURE');
  await assert.rejects(h.callerOf(AccessKey!.AccessKeyId), /unknown-access-key/);
  await h.tick();
  assert.equal(await stateOf(h, member), 'SUSPENDED');
  await assert.rejects(h.callerOf(AccessKey!.AccessKeyId), /unknown-access-key/);
  await assert.rejects(h.ask(h.root(), CloseAccount, { AccountId: member }), {
    code: 'AccountAlreadyClosedException',
  });
  const told = (await h.events()).find(({ eventName }) => eventName === 'CloseAccountResult');
  assert.equal(told.serviceEventDetails.closeAccountStatus.accountId, member);
  await h.close();
});

test('nobody reaches into a closed account', async () => {
  const h = await organized();
  const member = await create(h, 'dev');
  const admin = await h.admin();
  const role = `arn:aws:iam::${member}:role/OrganizationAccountAccessRole`;
  const { KeyMetadata } = await h.ask(h.root(member), CreateKey, {});
  const KeyId = KeyMetadata!.Arn!;
  const all = { Effect: 'Allow', Principal: '*', Action: 'kms:*', Resource: '*' };
  const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [all] });
  await h.ask(h.root(member), PutKeyPolicy, { KeyId, Policy });
  await h.ask(admin, DescribeKey, { KeyId });
  await h.assume(admin, role);
  await h.ask(h.root(), CloseAccount, { AccountId: member });
  await assert.rejects(h.ask(admin, DescribeKey, { KeyId }), { code: 'AccessDeniedException' });
  await assert.rejects(h.assume(admin, role), { code: 'AccessDenied' });
  await h.close();
});

test('after ninety days a closed account is gone from its organization for good', async () => {
  const h = await organized();
  const member = await create(h, 'dev');
  await h.ask(h.root(member), CreateUser, { UserName: 'alice' });
  const { AccessKey } = await h.ask(h.root(member), CreateAccessKey, { UserName: 'alice' });
  await h.ask(h.root(), CloseAccount, { AccountId: member });
  await h.tick();
  h.clock.advance(90 * DAY - 1);
  await h.tick();
  assert.equal(await stateOf(h, member), 'SUSPENDED');
  await assert.rejects(h.ask(h.root(), RemoveAccountFromOrganization, { AccountId: member }), {
    members: { Reason: 'ACCOUNT_CANNOT_LEAVE_ORGANIZATION' },
  });
  h.clock.advance(1);
  await h.tick();
  await assert.rejects(stateOf(h, member), { code: 'AccountNotFoundException' });
  await assert.rejects(h.callerOf(AccessKey!.AccessKeyId), /unknown-access-key/);
  const told = (await h.events()).find(
    ({ eventName }) => eventName === 'AccountDepartedOrganization',
  );
  assert.equal(told.serviceEventDetails.departureMethod, 'CLEANED');
  await h.close();
});

test('a closed account administers nothing once it is gone', async () => {
  const h = await organized();
  const AccountId = await create(h, 'dev');
  const ServicePrincipal = 'ram.amazonaws.com';
  await h.ask(h.root(), EnableAWSServiceAccess, { ServicePrincipal });
  await h.ask(h.root(), RegisterDelegatedAdministrator, { AccountId, ServicePrincipal });
  await h.ask(h.root(), CloseAccount, { AccountId });
  await h.tick();
  const listed = async () =>
    (await h.ask(h.root(), ListDelegatedAdministrators, {})).DelegatedAdministrators!.map(
      ({ State }) => State,
    );
  assert.deepEqual(await listed(), ['SUSPENDED']);
  h.clock.advance(90 * DAY);
  await h.tick();
  assert.deepEqual(await listed(), []);
  await h.close();
});

test('the management account is not closed, and only so many at a time are', async () => {
  const h = await organized();
  await assert.rejects(h.ask(h.root(), CloseAccount, { AccountId: ACCOUNT }), {
    code: 'ConstraintViolationException',
    members: { Reason: 'CANNOT_CLOSE_MANAGEMENT_ACCOUNT' },
  });
  const made = [];
  for (const name of ['a', 'b', 'c', 'd']) made.push(await create(h, name));
  for (const AccountId of made.slice(0, 3)) await h.ask(h.root(), CloseAccount, { AccountId });
  const last = { AccountId: made[3]! };
  await assert.rejects(h.ask(h.root(), CloseAccount, last), {
    code: 'ConstraintViolationException',
    members: { Reason: 'CLOSE_ACCOUNT_REQUESTS_LIMIT_EXCEEDED' },
  });
  await h.tick();
  await h.ask(h.root(), CloseAccount, last);
  await h.close();
});

test('an account that was made here stays four days, and one that was invited goes when it likes', async () => {
  const h = await organized();
  const made = await create(h, 'dev');
  const young = { members: { Reason: 'WAIT_PERIOD_ACTIVE' } };
  await assert.rejects(h.ask(h.root(made), LeaveOrganization, {}), young);
  await assert.rejects(h.ask(h.root(), RemoveAccountFromOrganization, { AccountId: made }), young);
  await h.ask(h.root(await join(h)), LeaveOrganization, {});
  await assert.rejects(h.ask(h.root(OTHER_ACCOUNT), DescribeOrganization, {}), {
    code: 'AWSOrganizationsNotInUseException',
  });
  h.clock.advance(4 * DAY);
  await h.ask(h.root(), RemoveAccountFromOrganization, { AccountId: made });
  // It stands alone now, and may begin anew.
  await h.ask(h.root(made), CreateOrganization, {});
  const methods = (await h.events())
    .filter(({ eventName }) => eventName === 'AccountDepartedOrganization')
    .map((each) => each.serviceEventDetails.departureMethod);
  assert.deepEqual(methods, ['LEFT', 'REMOVED']);
  await h.close();
});

test('neither the management account nor who administers a service leaves', async () => {
  const h = await organized();
  const management = { code: 'MasterCannotLeaveOrganizationException' };
  await assert.rejects(h.ask(h.root(), LeaveOrganization, {}), management);
  await assert.rejects(
    h.ask(h.root(), RemoveAccountFromOrganization, { AccountId: ACCOUNT }),
    management,
  );
  const AccountId = await join(h);
  const ServicePrincipal = 'ram.amazonaws.com';
  await h.ask(h.root(), EnableAWSServiceAccess, { ServicePrincipal });
  await h.ask(h.root(), RegisterDelegatedAdministrator, { AccountId, ServicePrincipal });
  await assert.rejects(h.ask(h.root(AccountId), LeaveOrganization, {}), {
    code: 'ConstraintViolationException',
    members: { Reason: 'CANNOT_REMOVE_DELEGATED_ADMINISTRATOR_FROM_ORG' },
  });
  await h.close();
});

test('an organization is deleted when nobody else is in it', async () => {
  const h = await organized();
  const member = await join(h);
  await assert.rejects(h.ask(h.root(), DeleteOrganization, {}), {
    code: 'OrganizationNotEmptyException',
  });
  await h.ask(h.root(member), LeaveOrganization, {});
  const ParentId = (await h.ask(h.root(), ListRoots, {})).Roots![0]!.Id!;
  await h.ask(h.root(), CreateOrganizationalUnit, { ParentId, Name: 'unit' });
  await h.ask(h.root(), DeleteOrganization, {});
  await assert.rejects(h.ask(h.root(), DescribeOrganization, {}), {
    code: 'AWSOrganizationsNotInUseException',
  });
  await h.ask(h.root(), CreateOrganization, {});
  const { Accounts } = await h.ask(h.root(), ListAccounts, {});
  assert.equal(Accounts!.length, 1);
  await h.close();
});

test('there is no GovCloud here', async () => {
  const h = await organized();
  const input = { Email: 'gov@example.com', AccountName: 'gov' };
  await assert.rejects(h.ask(h.root(), CreateGovCloudAccount, input), {
    code: 'ConstraintViolationException',
    members: { Reason: 'MASTER_ACCOUNT_NOT_GOVCLOUD_ENABLED' },
  });
  await h.close();
});

test('what a new account is told on the trail of who made it', async () => {
  const h = await organized();
  const member = await create(h, 'dev');
  const told = (await h.events()).filter(({ eventType }) => eventType === 'AwsServiceEvent');
  assert.deepEqual(told.map(({ eventName }) => eventName).sort(), [
    'AccountJoinedOrganization',
    'CreateAccountResult',
  ]);
  for (const { serviceEventDetails } of told)
    assert.ok(JSON.stringify(serviceEventDetails).includes(member));
  await h.close();
});
