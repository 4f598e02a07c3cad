import assert from 'node:assert/strict';
import { type Client, refused, type Told } from './client.ts';

/** Every operation of Organizations that is served. `tick` lets the work that is due be done. */
export async function organizationsJourney(
  { ask, pages }: Client,
  tick: () => Promise<void>,
): Promise<void> {
  const org = (operation: string, input: object = {}): Promise<Told> =>
    ask('organizations', operation, input);
  await refused(
    org('DescribeOrganization'),
    'AWSOrganizationsNotInUseException',
    'Your account is not a member of an organization.',
  );
  const { Organization } = await org('CreateOrganization', { FeatureSet: 'ALL' });
  assert.match(Organization.Id, /^o-/);
  await refused(
    org('CreateOrganization'),
    'AlreadyInOrganizationException',
    /already a member of an organization/,
  );
  assert.equal((await org('DescribeOrganization')).Organization.Id, Organization.Id);

  const { CreateAccountStatus } = await org('CreateAccount', {
    AccountName: 'b',
    Email: 'b@example.com',
  });
  assert.equal(CreateAccountStatus.State, 'IN_PROGRESS');
  await tick();
  const { CreateAccountStatus: done } = await org('DescribeCreateAccountStatus', {
    CreateAccountRequestId: CreateAccountStatus.Id,
  });
  assert.equal(done.State, 'SUCCEEDED');
  const { Account } = await org('DescribeAccount', { AccountId: done.AccountId });
  assert.deepEqual([Account.Name, Account.Email], ['b', 'b@example.com']);
  assert.match(Account.JoinedTimestamp, /^20\d\d/);
  await refused(
    org('DescribeAccount', { AccountId: '000000000000' }),
    'AccountNotFoundException',
    "You specified an account that doesn't exist.",
  );

  const listed = await pages('organizations', 'ListAccounts', { MaxResults: 1 });
  assert.equal(listed.flatMap((page) => page.Accounts).length, 2);
  const { Roots } = await org('ListRoots');
  const ParentId = Roots[0].Id;
  const under = await org('ListAccountsForParent', { ParentId });
  assert.equal(under.Accounts.length, 2);
  const { Children } = await org('ListChildren', { ParentId, ChildType: 'ACCOUNT' });
  assert.equal(Children.length, 2);
  const { Parents } = await org('ListParents', { ChildId: done.AccountId });
  assert.deepEqual(Parents, [{ Id: ParentId, Type: 'ROOT' }]);
  const statuses = await org('ListCreateAccountStatus', { States: ['SUCCEEDED'] });
  assert.equal(statuses.CreateAccountStatuses.length, 1);
  const known = { root: ParentId, account: done.AccountId };
  await unitsJourney(org, known);
  await policiesJourney(org, known);
  await effectiveJourney(org, known);
  await tagsJourney(org, known);
  await delegationJourney(org, known);
  await handshakesJourney(org);
  await transfersJourney(org);
  await farewellJourney(org, known, tick);
}

type Org = (operation: string, input?: object) => Promise<Told>;
interface Known {
  readonly root: string;
  readonly account: string;
}

async function unitsJourney(org: Org, { root, account }: Known): Promise<void> {
  const { OrganizationalUnit: unit } = await org('CreateOrganizationalUnit', {
    ParentId: root,
    Name: 'prod',
  });
  const { Id: OrganizationalUnitId } = unit;
  await refused(
    org('CreateOrganizationalUnit', { ParentId: root, Name: 'prod' }),
    'DuplicateOrganizationalUnitException',
    /same name/,
  );
  await org('UpdateOrganizationalUnit', { OrganizationalUnitId, Name: 'production' });
  const described = await org('DescribeOrganizationalUnit', { OrganizationalUnitId });
  assert.equal(described.OrganizationalUnit.Name, 'production');
  const { OrganizationalUnits } = await org('ListOrganizationalUnitsForParent', { ParentId: root });
  assert.deepEqual(OrganizationalUnits, [described.OrganizationalUnit]);
  const there = { SourceParentId: root, DestinationParentId: OrganizationalUnitId };
  await org('MoveAccount', { AccountId: account, ...there });
  const back = { SourceParentId: OrganizationalUnitId, DestinationParentId: root };
  await org('MoveAccount', { AccountId: account, ...back });
  await org('DeleteOrganizationalUnit', { OrganizationalUnitId });
}

async function policiesJourney(org: Org, { root: RootId, account }: Known): Promise<void> {
  const PolicyType = 'SERVICE_CONTROL_POLICY';
  const { Root } = await org('EnablePolicyType', { RootId, PolicyType });
  assert.deepEqual(Root.PolicyTypes, [{ Type: PolicyType, Status: 'ENABLED' }]);
  const Statement = [{ Effect: 'Deny', Action: 'kms:*', Resource: '*' }];
  const Content = JSON.stringify({ Version: '2012-10-17', Statement });
  const policy = { Name: 'no kms', Description: 'stop', Type: PolicyType };
  await refused(
    org('CreatePolicy', { ...policy, Content: '{}' }),
    'MalformedPolicyDocumentException',
    /does not meet the requirements/,
  );
  const { Policy } = await org('CreatePolicy', { ...policy, Content });
  const PolicyId = Policy.PolicySummary.Id;
  await org('UpdatePolicy', { PolicyId, Description: 'halt' });
  const described = await org('DescribePolicy', { PolicyId });
  assert.equal(described.Policy.PolicySummary.Description, 'halt');
  await org('AttachPolicy', { PolicyId, TargetId: account });
  await refused(
    org('AttachPolicy', { PolicyId, TargetId: account }),
    'DuplicatePolicyAttachmentException',
    /already attached/,
  );
  const { Targets } = await org('ListTargetsForPolicy', { PolicyId });
  assert.deepEqual([Targets.length, Targets[0].Type], [1, 'ACCOUNT']);
  const attached = await org('ListPoliciesForTarget', { TargetId: account, Filter: PolicyType });
  assert.equal(attached.Policies.length, 2);
  const { Policies } = await org('ListPolicies', { Filter: PolicyType });
  assert.deepEqual(Policies.map(({ AwsManaged }: Told) => AwsManaged).sort(), [false, true]);
  await org('DetachPolicy', { PolicyId, TargetId: account });
  await org('DeletePolicy', { PolicyId });
  await org('DisablePolicyType', { RootId, PolicyType });
}

async function effectiveJourney(org: Org, { root: RootId, account }: Known): Promise<void> {
  const PolicyType = 'TAG_POLICY';
  await org('EnablePolicyType', { RootId, PolicyType });
  const Content = JSON.stringify({ tags: { team: { tag_key: { '@@assign': 'Group' } } } });
  const policy = { Name: 'tags', Description: '', Type: PolicyType, Content };
  const { Policy } = await org('CreatePolicy', policy);
  const { Id: PolicyId } = Policy.PolicySummary;
  await org('AttachPolicy', { PolicyId, TargetId: RootId });
  const { EffectivePolicy } = await org('DescribeEffectivePolicy', {
    PolicyType,
    TargetId: account,
  });
  assert.deepEqual(JSON.parse(EffectivePolicy.PolicyContent), {
    tags: { team: { tag_key: 'Group' } },
  });
  const { Accounts } = await org('ListAccountsWithInvalidEffectivePolicy', { PolicyType });
  assert.equal(Accounts.length, 2);
  const asked = { AccountId: account, PolicyType };
  const { EffectivePolicyValidationErrors: errors } = await org(
    'ListEffectivePolicyValidationErrors',
    asked,
  );
  assert.deepEqual(errors[0].ContributingPolicies, [PolicyId]);
}

async function tagsJourney(org: Org, { account: ResourceId }: Known): Promise<void> {
  await org('TagResource', { ResourceId, Tags: [{ Key: 'team', Value: 'red' }] });
  const { Tags } = await org('ListTagsForResource', { ResourceId });
  assert.deepEqual(Tags, [{ Key: 'team', Value: 'red' }]);
  await org('UntagResource', { ResourceId, TagKeys: ['team'] });
}

async function delegationJourney(org: Org, { account: AccountId }: Known): Promise<void> {
  const ServicePrincipal = 'ram.amazonaws.com';
  const service = { AccountId, ServicePrincipal };
  await refused(
    org('RegisterDelegatedAdministrator', service),
    'ConstraintViolationException',
    /before you enabled service access/,
  );
  await org('EnableAWSServiceAccess', { ServicePrincipal });
  const { EnabledServicePrincipals } = await org('ListAWSServiceAccessForOrganization');
  assert.equal(EnabledServicePrincipals[0].ServicePrincipal, ServicePrincipal);
  await org('RegisterDelegatedAdministrator', service);
  const { DelegatedAdministrators } = await org('ListDelegatedAdministrators');
  assert.equal(DelegatedAdministrators[0].Id, AccountId);
  const { DelegatedServices } = await org('ListDelegatedServicesForAccount', { AccountId });
  assert.equal(DelegatedServices[0].ServicePrincipal, ServicePrincipal);
  await org('DeregisterDelegatedAdministrator', service);
  await org('DisableAWSServiceAccess', { ServicePrincipal });
  const allow = { Effect: 'Allow', Principal: { AWS: AccountId }, Resource: '*' };
  const Statement = [{ ...allow, Action: 'organizations:ListAccounts' }];
  const Content = JSON.stringify({ Version: '2012-10-17', Statement });
  const { ResourcePolicy } = await org('PutResourcePolicy', { Content });
  assert.equal(ResourcePolicy.Content, Content);
  assert.deepEqual(await org('DescribeResourcePolicy').then((told) => told.ResourcePolicy), {
    ...ResourcePolicy,
  });
  await org('DeleteResourcePolicy');
}

async function handshakesJourney(org: Org): Promise<void> {
  const Target = { Type: 'EMAIL', Id: 'nobody@example.com' };
  const { Handshake } = await org('InviteAccountToOrganization', { Target, Notes: 'come' });
  const { Id: HandshakeId } = Handshake;
  const described = await org('DescribeHandshake', { HandshakeId });
  assert.deepEqual(described.Handshake, Handshake);
  const { Handshakes } = await org('ListHandshakesForOrganization');
  assert.equal(Handshakes.length, 1);
  assert.deepEqual((await org('ListHandshakesForAccount')).Handshakes, []);
  for (const operation of ['AcceptHandshake', 'DeclineHandshake'])
    await refused(org(operation, { HandshakeId }), 'AccessDeniedException', /permissions/);
  const canceled = await org('CancelHandshake', { HandshakeId });
  assert.equal(canceled.Handshake.State, 'CANCELED');
  await refused(
    org('EnableAllFeatures'),
    'HandshakeConstraintViolationException',
    /already enabled all features/,
  );
}

async function transfersJourney(org: Org): Promise<void> {
  const Type = 'BILLING';
  const Target = { Type: 'EMAIL', Id: 'nobody@example.com' };
  const input = { Type, Target, SourceName: 'x', StartTimestamp: '2030-01-01T00:00:00Z' };
  await refused(
    org('InviteOrganizationToTransferResponsibility', input),
    'ConstraintViolationException',
    /Ineligible/,
  );
  const Id = 'rt-12345678';
  for (const [operation, asked] of [
    ['DescribeResponsibilityTransfer', { Id }],
    ['UpdateResponsibilityTransfer', { Id, Name: 'y' }],
    ['TerminateResponsibilityTransfer', { Id }],
  ] as const)
    await refused(org(operation, asked), 'ResponsibilityTransferNotFoundException', /transfer/);
  for (const way of ['Inbound', 'Outbound']) {
    const told = await org(`List${way}ResponsibilityTransfers`, { Type });
    assert.deepEqual(told.ResponsibilityTransfers, []);
  }
}

/** What ends things, or would. */
async function farewellJourney(
  org: Org,
  { account: AccountId }: Known,
  tick: () => Promise<void>,
): Promise<void> {
  await refused(
    org('CreateGovCloudAccount', { AccountName: 'g', Email: 'g@example.com' }),
    'ConstraintViolationException',
    /GovCloud/,
  );
  await refused(
    org('RemoveAccountFromOrganization', { AccountId }),
    'ConstraintViolationException',
    /at least four days/,
  );
  await refused(
    org('LeaveOrganization'),
    'MasterCannotLeaveOrganizationException',
    /management account/,
  );
  await org('CloseAccount', { AccountId });
  await tick();
  const { Account } = await org('DescribeAccount', { AccountId });
  assert.equal(Account.Status, 'SUSPENDED');
  await refused(org('DeleteOrganization'), 'OrganizationNotEmptyException', /isn't empty/);
}
