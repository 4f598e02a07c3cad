import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CreateUser, DeleteUser } from '../../generated/iam.ts';
import {
  AcceptHandshake,
  AttachPolicy,
  CreateOrganization,
  CreateOrganizationalUnit,
  CreatePolicy,
  DeleteResourcePolicy,
  DeregisterDelegatedAdministrator,
  DescribePolicy,
  DescribeResourcePolicy,
  DisableAWSServiceAccess,
  DisablePolicyType,
  EnableAWSServiceAccess,
  EnablePolicyType,
  InviteAccountToOrganization,
  InviteOrganizationToTransferResponsibility,
  ListAccounts,
  ListAWSServiceAccessForOrganization,
  ListDelegatedAdministrators,
  ListDelegatedServicesForAccount,
  ListInboundResponsibilityTransfers,
  ListOutboundResponsibilityTransfers,
  ListPolicies,
  ListRoots,
  ListTagsForResource,
  PutResourcePolicy,
  RegisterDelegatedAdministrator,
  TagResource,
  TerminateResponsibilityTransfer,
  UntagResource,
} from '../../generated/organizations.ts';
import { ACCOUNT, house, OTHER_ACCOUNT, START, type TestHouse } from '../../../test/house.ts';

const SCP = 'SERVICE_CONTROL_POLICY';
const document = (...Statement: object[]) => JSON.stringify({ Version: '2012-10-17', Statement });
const CONTENT = document({ Effect: 'Deny', Action: 'kms:*', Resource: '*' });
const POLICY = { Type: SCP, Name: 'a', Description: '', Content: CONTENT } as const;

/** An organization with a member, and an administrator there. */
async function organized() {
  const h = await house();
  await h.ask(h.root(), CreateOrganization, {});
  const Target = { Type: 'ACCOUNT', Id: OTHER_ACCOUNT } as const;
  const { Handshake } = await h.ask(h.root(), InviteAccountToOrganization, { Target });
  await h.ask(h.root(OTHER_ACCOUNT), AcceptHandshake, { HandshakeId: Handshake!.Id! });
  const root = (await h.ask(h.root(), ListRoots, {})).Roots![0]!.Id!;
  return { h, root, bob: await h.admin(OTHER_ACCOUNT, 'bob') };
}

const NOT_MANAGER = {
  code: 'AccessDeniedException',
  message: "You don't have permissions to access this resource.",
};
const put = (h: TestHouse, ...statements: object[]) =>
  h.ask(h.root(), PutResourcePolicy, { Content: document(...statements) });

test('a service is trusted until it is not', async () => {
  const { h } = await organized();
  const ServicePrincipal = 'ram.amazonaws.com';
  const list = async () =>
    (await h.ask(h.root(), ListAWSServiceAccessForOrganization, {})).EnabledServicePrincipals;
  await h.ask(h.root(), EnableAWSServiceAccess, { ServicePrincipal });
  await h.ask(h.root(), EnableAWSServiceAccess, { ServicePrincipal });
  assert.deepEqual(await list(), [{ ServicePrincipal, DateEnabled: START }]);
  await h.ask(h.root(), DisableAWSServiceAccess, { ServicePrincipal });
  assert.deepEqual(await list(), []);
  await assert.rejects(h.ask(h.root(), EnableAWSServiceAccess, { ServicePrincipal: 'ram' }), {
    code: 'InvalidInputException',
    members: { Reason: 'UNRECOGNIZED_SERVICE_PRINCIPAL' },
  });
  await h.close();
});

test('a type of policy that a service enforces needs the service, and holds it', async () => {
  const { h, root } = await organized();
  const type = { RootId: root, PolicyType: 'SECURITYHUB_POLICY' } as const;
  const ServicePrincipal = 'securityhub.amazonaws.com';
  await assert.rejects(h.ask(h.root(), EnablePolicyType, type), {
    code: 'ConstraintViolationException',
    members: { Reason: 'SERVICE_ACCESS_NOT_ENABLED' },
  });
  await h.ask(h.root(), EnableAWSServiceAccess, { ServicePrincipal });
  await h.ask(h.root(), EnablePolicyType, type);
  await assert.rejects(h.ask(h.root(), DisableAWSServiceAccess, { ServicePrincipal }), {
    code: 'ConstraintViolationException',
    members: { Reason: 'POLICY_TYPE_ENABLED_FOR_THIS_SERVICE' },
  });
  await h.ask(h.root(), DisablePolicyType, type);
  await h.ask(h.root(), DisableAWSServiceAccess, { ServicePrincipal });
  await h.close();
});

test('who administers a service may look around, and no more', async () => {
  const { h, bob } = await organized();
  const service = { AccountId: OTHER_ACCOUNT, ServicePrincipal: 'ram.amazonaws.com' };
  await assert.rejects(h.ask(bob, ListAccounts, {}), NOT_MANAGER);
  await assert.rejects(h.ask(h.root(), RegisterDelegatedAdministrator, service), {
    code: 'ConstraintViolationException',
    members: { Reason: 'SERVICE_ACCESS_NOT_ENABLED' },
  });
  const { ServicePrincipal } = service;
  await h.ask(h.root(), EnableAWSServiceAccess, { ServicePrincipal });
  const own = { ...service, AccountId: ACCOUNT };
  await assert.rejects(h.ask(h.root(), RegisterDelegatedAdministrator, own), {
    members: { Reason: 'CANNOT_REGISTER_MASTER_AS_DELEGATED_ADMINISTRATOR' },
  });
  await h.ask(h.root(), RegisterDelegatedAdministrator, service);
  await assert.rejects(h.ask(h.root(), RegisterDelegatedAdministrator, service), {
    code: 'AccountAlreadyRegisteredException',
  });
  const { Accounts } = await h.ask(bob, ListAccounts, {});
  assert.equal(Accounts!.length, 2);
  const { DelegatedAdministrators } = await h.ask(bob, ListDelegatedAdministrators, {});
  const { Paths: _paths, ...account } = Accounts!.find(({ Id }) => Id === OTHER_ACCOUNT)!;
  assert.deepEqual(DelegatedAdministrators, [{ ...account, DelegationEnabledDate: START }]);
  const { DelegatedServices } = await h.ask(bob, ListDelegatedServicesForAccount, {
    AccountId: OTHER_ACCOUNT,
  });
  assert.deepEqual(DelegatedServices, [{ ServicePrincipal, DelegationEnabledDate: START }]);
  await assert.rejects(h.ask(bob, CreatePolicy, POLICY), NOT_MANAGER);
  const weak = await h.user('weak', [], OTHER_ACCOUNT);
  await assert.rejects(h.ask(weak, ListAccounts, {}), { message: /no identity-based policy/ });
  await h.ask(h.root(), DeregisterDelegatedAdministrator, service);
  await assert.rejects(h.ask(h.root(), DeregisterDelegatedAdministrator, service), {
    code: 'AccountNotRegisteredException',
  });
  await assert.rejects(h.ask(bob, ListAccounts, {}), NOT_MANAGER);
  await h.close();
});

test('a resource policy leaves to members what it says, and not a bit more', async () => {
  const { h, root, bob } = await organized();
  await h.ask(h.root(), EnablePolicyType, { RootId: root, PolicyType: SCP });
  await put(h, {
    Effect: 'Allow',
    Principal: { AWS: OTHER_ACCOUNT },
    Action: ['organizations:CreatePolicy', 'organizations:Describe*'],
    Resource: '*',
    Condition: { StringLikeIfExists: { 'organizations:PolicyType': [SCP] } },
  });
  const { Policy } = await h.ask(bob, CreatePolicy, POLICY);
  const PolicyId = Policy!.PolicySummary!.Id!;
  await h.ask(bob, DescribePolicy, { PolicyId });
  await assert.rejects(h.ask(bob, DescribePolicy, { PolicyId: 'p-12345678' }), {
    code: 'PolicyNotFoundException',
  });
  const denied = {
    code: 'AccessDeniedException',
    message: `User: ${bob.arn} is not authorized to perform: organizations:ListPolicies on resource: * because no resource-based policy allows the organizations:ListPolicies action`,
  };
  await assert.rejects(h.ask(bob, ListPolicies, { Filter: SCP }), denied);
  await assert.rejects(h.ask(bob, AttachPolicy, { PolicyId, TargetId: root }), {
    code: 'AccessDeniedException',
  });
  const Content = JSON.stringify({ tags: { t: { tag_key: { '@@assign': 'T' } } } });
  await assert.rejects(h.ask(bob, CreatePolicy, { ...POLICY, Type: 'TAG_POLICY', Content }), {
    message: /no resource-based policy allows/,
  });
  // What the management account keeps to itself no policy gives away.
  await assert.rejects(
    h.ask(bob, CreateOrganizationalUnit, { ParentId: root, Name: 'x' }),
    NOT_MANAGER,
  );
  const weak = await h.user('weak', [], OTHER_ACCOUNT);
  await assert.rejects(h.ask(weak, DescribePolicy, { PolicyId }), {
    message: /no identity-based policy/,
  });
  await h.ask(h.root(), DeleteResourcePolicy, {});
  await assert.rejects(h.ask(bob, DescribePolicy, { PolicyId }), NOT_MANAGER);
  await assert.rejects(h.ask(h.root(), DeleteResourcePolicy, {}), {
    code: 'ResourcePolicyNotFoundException',
  });
  await h.close();
});

test('a resource policy that denies binds the management account too', async () => {
  const { h } = await organized();
  const admin = await h.admin();
  const who = { Principal: { AWS: ACCOUNT }, Action: 'organizations:CreatePolicy' };
  await put(h, { Effect: 'Deny', ...who, Resource: '*' });
  await assert.rejects(h.ask(admin, CreatePolicy, POLICY), {
    message: /with an explicit deny in a resource-based policy/,
  });
  await h.close();
});

test('a resource policy is about members, and what can be left to them', async () => {
  const { h } = await organized();
  const good = {
    Effect: 'Allow',
    Principal: { AWS: OTHER_ACCOUNT },
    Action: 'organizations:ListAccounts',
    Resource: '*',
  };
  const cases = [
    [{ Principal: { Service: 'ram.amazonaws.com' } }, 'INVALID_PRINCIPAL'],
    [{ Principal: { AWS: '999999999999' } }, 'INVALID_PRINCIPAL'],
    [{ Principal: { AWS: `arn:aws:iam::${OTHER_ACCOUNT}:user/none` } }, 'INVALID_PRINCIPAL'],
    [{ Action: 'organizations:CreateAccount' }, 'UNSUPPORTED_ACTION_IN_RESOURCE_POLICY'],
    [{ Action: 'kms:*' }, 'UNSUPPORTED_ACTION_IN_RESOURCE_POLICY'],
    [{ Resource: 'arn:aws:s3:::x' }, 'UNSUPPORTED_RESOURCE_IN_RESOURCE_POLICY'],
    [{ Effect: 'Maybe' }, 'INVALID_RESOURCE_POLICY_JSON'],
  ] as const;
  for (const [wrong, Reason] of cases) {
    await assert.rejects(
      put(h, { ...good, ...wrong }),
      { code: 'InvalidInputException', members: { Reason } },
      Reason,
    );
  }
  const Tags = [{ Key: 'a', Value: 'b' }];
  const Content = document(good);
  const { ResourcePolicy } = await h.ask(h.root(), PutResourcePolicy, { Content, Tags });
  const { Id } = ResourcePolicy!.ResourcePolicySummary!;
  const tags = await h.ask(h.root(), ListTagsForResource, { ResourceId: Id! });
  assert.deepEqual(tags.Tags, Tags);
  await assert.rejects(h.ask(h.root(), PutResourcePolicy, { Content, Tags }), {
    code: 'InvalidInputException',
  });
  assert.deepEqual(await h.ask(h.root(), DescribeResourcePolicy, {}), { ResourcePolicy });
  await h.close();
});

test('a user who is named is himself, and not who is made again under his name', async () => {
  const { h, bob } = await organized();
  const carol = await h.admin(OTHER_ACCOUNT, 'carol');
  const Action = 'organizations:ListAccounts';
  const allow = { Effect: 'Allow', Principal: { AWS: bob.arn }, Action, Resource: '*' };
  await put(h, allow);
  const { ResourcePolicy } = await h.ask(h.root(), DescribeResourcePolicy, {});
  assert.equal(ResourcePolicy!.Content, document(allow));
  await h.ask(bob, ListAccounts, {});
  await assert.rejects(h.ask(carol, ListAccounts, {}), { message: /no resource-based policy/ });
  const UserName = 'dora';
  const { User } = await h.ask(h.root(OTHER_ACCOUNT), CreateUser, { UserName });
  await put(h, { ...allow, Principal: { AWS: User!.Arn } });
  await h.ask(h.root(OTHER_ACCOUNT), DeleteUser, { UserName });
  const dora = await h.user('dora', [Action], OTHER_ACCOUNT);
  await assert.rejects(h.ask(dora, ListAccounts, {}), { message: /no resource-based policy/ });
  await h.close();
});

test('roots, units, accounts and policies have tags', async () => {
  const { h, root } = await organized();
  const unit = { ParentId: root, Name: 'unit', Tags: [{ Key: 'first', Value: '1' }] };
  const { OrganizationalUnit } = await h.ask(h.root(), CreateOrganizationalUnit, unit);
  const { Policy } = await h.ask(h.root(), CreatePolicy, { ...POLICY, Tags: unit.Tags });
  const ids = [
    [root, 0],
    [OrganizationalUnit!.Id!, 1],
    [OTHER_ACCOUNT, 0],
    [Policy!.PolicySummary!.Id!, 1],
  ] as const;
  for (const [ResourceId, before] of ids) {
    const tags = async () => (await h.ask(h.root(), ListTagsForResource, { ResourceId })).Tags!;
    assert.equal((await tags()).length, before, ResourceId);
    const Tags = [
      { Key: 'team', Value: 'red' },
      { Key: 'cost', Value: '' },
    ];
    await h.ask(h.root(), TagResource, { ResourceId, Tags });
    await h.ask(h.root(), TagResource, { ResourceId, Tags: [{ Key: 'team', Value: 'blue' }] });
    await h.ask(h.root(), UntagResource, { ResourceId, TagKeys: ['cost', 'first', 'none'] });
    assert.deepEqual(await tags(), [{ Key: 'team', Value: 'blue' }], ResourceId);
    const many = Array.from({ length: 50 }, (_, i) => ({ Key: `k${i}`, Value: '' }));
    await assert.rejects(h.ask(h.root(), TagResource, { ResourceId, Tags: many }), {
      code: 'ConstraintViolationException',
      members: { Reason: 'MAX_TAG_LIMIT_EXCEEDED' },
    });
  }
  await assert.rejects(h.ask(h.root(), ListTagsForResource, { ResourceId: 'p-FullAWSAccess' }), {
    code: 'TargetNotFoundException',
  });
  await h.close();
});

test('who may tag is bounded by the tags that are there', async () => {
  const { h, root } = await organized();
  await h.ask(h.root(), TagResource, { ResourceId: root, Tags: [{ Key: 'team', Value: 'red' }] });
  const painter = await h.user('painter', {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Action: 'organizations:TagResource',
        Resource: '*',
        Condition: {
          StringEquals: { 'aws:ResourceTag/team': 'red' },
          'ForAllValues:StringEquals': { 'aws:TagKeys': ['colour'] },
        },
      },
    ],
  });
  const tag = (ResourceId: string, Key: string) =>
    h.ask(painter, TagResource, { ResourceId, Tags: [{ Key, Value: 'x' }] });
  await tag(root, 'colour');
  await assert.rejects(tag(root, 'team'), { code: 'AccessDeniedException' });
  await assert.rejects(tag(OTHER_ACCOUNT, 'colour'), { code: 'AccessDeniedException' });
  await h.close();
});

test('nothing has a price here, and no bill can be handed on', async () => {
  const { h } = await organized();
  const Target = { Type: 'ACCOUNT', Id: OTHER_ACCOUNT } as const;
  await assert.rejects(
    h.ask(h.root(), InviteOrganizationToTransferResponsibility, {
      Type: 'BILLING',
      Target,
      StartTimestamp: START,
      SourceName: 'x',
    }),
    { code: 'ConstraintViolationException', members: { Reason: 'UNSUPPORTED_PRICING' } },
  );
  await assert.rejects(h.ask(h.root(), TerminateResponsibilityTransfer, { Id: 'rt-12345678' }), {
    code: 'ResponsibilityTransferNotFoundException',
  });
  const Type = 'BILLING';
  for (const model of [ListInboundResponsibilityTransfers, ListOutboundResponsibilityTransfers])
    assert.deepEqual(await h.ask(h.root(), model, { Type }), { ResponsibilityTransfers: [] });
  await h.close();
});
