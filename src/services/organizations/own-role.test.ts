import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DeleteServiceLinkedRole, GetRole } from '../../generated/iam.ts';
import {
  AcceptHandshake,
  AttachPolicy,
  CreateAccount,
  CreateOrganization,
  CreatePolicy,
  DescribeCreateAccountStatus,
  EnableAllFeatures,
  EnablePolicyType,
  InviteAccountToOrganization,
  ListHandshakesForAccount,
  ListRoots,
} from '../../generated/organizations.ts';
import type { Caller } from '../../operation/caller.ts';
import { ACCOUNT, house, OTHER_ACCOUNT, type TestHouse } from '../../../test/house.ts';

const RoleName = 'AWSServiceRoleForOrganizations';

const hasRole = (h: TestHouse, account: string): Promise<boolean> =>
  h.ask(h.root(account), GetRole, { RoleName }).then(
    () => true,
    () => false,
  );

async function invite(h: TestHouse): Promise<string> {
  const Target = { Type: 'ACCOUNT', Id: OTHER_ACCOUNT } as const;
  return (await h.ask(h.root(), InviteAccountToOrganization, { Target })).Handshake!.Id!;
}

const accept = (h: TestHouse, caller: Caller, HandshakeId: string) =>
  h.ask(caller, AcceptHandshake, { HandshakeId });

const MAY_NOT = {
  code: 'AccessDeniedForDependencyException',
  message:
    'The request failed because your credentials do not have permission to create the service-linked role required by AWS Organizations.',
  members: { Reason: 'ACCESS_DENIED_DURING_CREATE_SERVICE_LINKED_ROLE' },
};

test('Organizations has its role in the account that manages, and in those that are invited', async () => {
  const h = await house();
  await h.ask(h.root(), CreateOrganization, {});
  const { Role } = await h.ask(h.root(), GetRole, { RoleName });
  assert.equal(
    Role!.Arn,
    `arn:aws:iam::${ACCOUNT}:role/aws-service-role/organizations.amazonaws.com/${RoleName}`,
  );
  const told = (await h.events()).find((one) => one.eventName === 'CreateServiceLinkedRole');
  assert.equal(told.userIdentity.invokedBy, 'organizations.amazonaws.com');
  const handshake = await invite(h);
  assert.equal(await hasRole(h, OTHER_ACCOUNT), false);
  await accept(h, h.root(OTHER_ACCOUNT), handshake);
  assert.equal(await hasRole(h, OTHER_ACCOUNT), true);
});

test('who makes or joins an organization must be allowed to make the role', async () => {
  const h = await house();
  const ann = await h.user('ann', ['organizations:*']);
  await assert.rejects(h.ask(ann, CreateOrganization, {}), MAY_NOT);
  const boss = await h.user('boss', ['organizations:*', 'iam:CreateServiceLinkedRole']);
  await h.ask(boss, CreateOrganization, {});
  const handshake = await invite(h);
  const bob = await h.user('bob', ['organizations:*'], OTHER_ACCOUNT);
  await assert.rejects(accept(h, bob, handshake), MAY_NOT);
  const joiner = await h.user(
    'joiner',
    ['organizations:AcceptHandshake', 'iam:CreateServiceLinkedRole'],
    OTHER_ACCOUNT,
  );
  await accept(h, joiner, handshake);
});

test('where the role is there already, nobody needs the right to make it', async () => {
  const h = await house();
  const bill = { FeatureSet: 'CONSOLIDATED_BILLING' } as const;
  await h.ask(h.root(), CreateOrganization, bill);
  assert.equal(await hasRole(h, ACCOUNT), false);
  await accept(h, h.root(OTHER_ACCOUNT), await invite(h));
  assert.equal(await hasRole(h, OTHER_ACCOUNT), false);
  // To have all features all need it, the member who approves and the account that makes an end of it.
  const { Handshake } = await h.ask(h.root(), EnableAllFeatures, {});
  const { Handshakes } = await h.ask(h.root(OTHER_ACCOUNT), ListHandshakesForAccount, {
    Filter: { ActionType: 'APPROVE_ALL_FEATURES' },
  });
  const bob = await h.user('bob', ['organizations:*'], OTHER_ACCOUNT);
  await assert.rejects(accept(h, bob, Handshakes![0]!.Id!), MAY_NOT);
  await accept(h, h.root(OTHER_ACCOUNT), Handshakes![0]!.Id!);
  assert.equal(await hasRole(h, OTHER_ACCOUNT), true);
  await accept(h, h.root(), Handshake!.Id!);
  assert.equal(await hasRole(h, ACCOUNT), true);
});

test('a new account has the role, and no policy of the organization keeps it from being made', async () => {
  const h = await house();
  await h.ask(h.root(), CreateOrganization, {});
  const { Roots } = await h.ask(h.root(), ListRoots, {});
  const RootId = Roots![0]!.Id!;
  const Type = 'SERVICE_CONTROL_POLICY' as const;
  await h.ask(h.root(), EnablePolicyType, { RootId, PolicyType: Type });
  const deny = { Effect: 'Deny', Action: 'iam:*', Resource: '*' };
  const { Policy } = await h.ask(h.root(), CreatePolicy, {
    Name: 'nothing of IAM',
    Description: '',
    Type,
    Content: JSON.stringify({ Version: '2012-10-17', Statement: [deny] }),
  });
  const PolicyId = Policy!.PolicySummary!.Id!;
  await h.ask(h.root(), AttachPolicy, { PolicyId, TargetId: RootId });
  const begun = await h.ask(h.root(), CreateAccount, {
    AccountName: 'dev',
    Email: 'dev@example.com',
  });
  await h.tick();
  const { CreateAccountStatus } = await h.ask(h.root(), DescribeCreateAccountStatus, {
    CreateAccountRequestId: begun.CreateAccountStatus!.Id!,
  });
  assert.equal(CreateAccountStatus!.State, 'SUCCEEDED');
  const account = CreateAccountStatus!.AccountId!;
  await h.assume(await h.admin(), `arn:aws:iam::${account}:role/OrganizationAccountAccessRole`);
  const made = (await h.events(account)).map(({ eventName }) => eventName);
  assert.deepEqual(made.slice(0, 3), ['CreateServiceLinkedRole', 'CreateRole', 'AttachRolePolicy']);
  await assert.rejects(h.ask(h.root(account), DeleteServiceLinkedRole, { RoleName }), {
    code: 'AccessDenied',
  });
});
