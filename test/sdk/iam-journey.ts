import assert from 'node:assert/strict';
import { type Client, refused, type Told } from './client.ts';

type Ask = (operation: string, input?: object) => Promise<Told>;

const policy = (Action: string, more: object = { Resource: '*' }): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action, ...more }] });
const READ = policy('secretsmanager:GetSecretValue');
const TRUST = policy('sts:AssumeRole', { Principal: { Service: 'lambda.amazonaws.com' } });
const names = (list: readonly Told[], member: string) => list.map((each) => each[member]);

const HOLDS = 'Cannot delete entity, must detach all policies first.';
const ATTACHED = 'Cannot delete a policy attached to entities.';

/** Every operation of IAM that is served. */
export async function iamJourney(client: Client): Promise<void> {
  const iam: Ask = (operation, input = {}) => client.ask('iam', operation, input);
  await users(client, iam);
  await groups(iam);
  await roles(client, iam);
  await managedPolicies(client, iam);
  await accounts(client, iam);
  await simulations(iam);
  await refused(iam('DeleteUser', { UserName: 'ann' }), 'DeleteConflict', HOLDS, 409);
}

async function users(client: Client, iam: Ask): Promise<void> {
  const UserName = 'ann';
  const { User } = await iam('CreateUser', { UserName: 'anna', Tags: [{ Key: 'a', Value: '1' }] });
  assert.match(User.UserId, /^AIDA/);
  assert.match(User.CreateDate, /^20\d\d/);
  await iam('UpdateUser', { UserName: 'anna', NewUserName: UserName });
  await client.wait('iam', 'UserExists', { UserName });
  await refused(
    iam('CreateUser', { UserName }),
    'EntityAlreadyExists',
    'User with name ann already exists.',
    409,
  );
  await refused(
    iam('GetUser', { UserName: 'nobody' }),
    'NoSuchEntity',
    'The user with name nobody cannot be found.',
    404,
  );
  await iam('TagUser', { UserName, Tags: [{ Key: 'b', Value: '2' }] });
  await iam('UntagUser', { UserName, TagKeys: ['a'] });
  assert.deepEqual((await iam('ListUserTags', { UserName })).Tags, [{ Key: 'b', Value: '2' }]);
  assert.equal((await iam('GetUser', { UserName })).User.Arn.split(':').at(-1), 'user/ann');
  await iam('CreateUser', { UserName: 'bob' });
  const pages = await client.pages('iam', 'ListUsers', { PathPrefix: '/', MaxItems: 1 });
  assert.ok(pages.length >= 2);
  assert.deepEqual(
    names(
      pages.flatMap((page) => page.Users),
      'UserName',
    ).slice(-2),
    ['ann', 'bob'],
  );
  await iam('DeleteUser', { UserName: 'bob' });

  const { AccessKey } = await iam('CreateAccessKey', { UserName });
  const { AccessKeyId } = AccessKey;
  assert.match(AccessKeyId, /^AKIA/);
  await iam('UpdateAccessKey', { UserName, AccessKeyId, Status: 'Inactive' });
  const { AccessKeyMetadata } = await iam('ListAccessKeys', { UserName });
  assert.deepEqual(names(AccessKeyMetadata, 'Status'), ['Inactive']);
  const used = await iam('GetAccessKeyLastUsed', { AccessKeyId });
  assert.equal(used.UserName, UserName);
  await iam('DeleteAccessKey', { UserName, AccessKeyId });

  await inline(iam, 'User', { UserName });
  const boundary = { PermissionsBoundary: 'arn:aws:iam::aws:policy/PowerUserAccess' };
  await iam('PutUserPermissionsBoundary', { UserName, ...boundary });
  await iam('DeleteUserPermissionsBoundary', { UserName });
}

async function groups(iam: Ask): Promise<void> {
  const GroupName = 'team';
  await iam('CreateGroup', { GroupName: 'teem' });
  await iam('UpdateGroup', { GroupName: 'teem', NewGroupName: GroupName });
  await iam('AddUserToGroup', { GroupName, UserName: 'ann' });
  assert.deepEqual(names((await iam('GetGroup', { GroupName })).Users, 'UserName'), ['ann']);
  const { Groups } = await iam('ListGroupsForUser', { UserName: 'ann' });
  assert.deepEqual(names(Groups, 'GroupName'), [GroupName]);
  assert.deepEqual(names((await iam('ListGroups')).Groups, 'GroupName'), [GroupName]);
  await inline(iam, 'Group', { GroupName });
  await iam('RemoveUserFromGroup', { GroupName, UserName: 'ann' });
  await iam('DeleteGroup', { GroupName });
}

async function roles(client: Client, iam: Ask): Promise<void> {
  const RoleName = 'worker';
  const made = await iam('CreateRole', {
    RoleName,
    AssumeRolePolicyDocument: TRUST,
    Tags: [{ Key: 'a', Value: '1' }],
  });
  assert.match(made.Role.RoleId, /^AROA/);
  await client.wait('iam', 'RoleExists', { RoleName });
  await refused(
    iam('CreateRole', { RoleName: 'bad', AssumeRolePolicyDocument: '{"Version":"2012-10-17"}' }),
    'MalformedPolicyDocument',
    'Missing required field Statement',
  );
  await iam('UpdateRole', { RoleName, MaxSessionDuration: 7200 });
  await iam('UpdateRoleDescription', { RoleName, Description: 'works' });
  await iam('UpdateAssumeRolePolicy', { RoleName, PolicyDocument: TRUST });
  const { Role } = await iam('GetRole', { RoleName });
  assert.deepEqual([Role.MaxSessionDuration, Role.Description], [7200, 'works']);
  await iam('TagRole', { RoleName, Tags: [{ Key: 'b', Value: '2' }] });
  await iam('UntagRole', { RoleName, TagKeys: ['a'] });
  assert.deepEqual((await iam('ListRoleTags', { RoleName })).Tags, [{ Key: 'b', Value: '2' }]);
  assert.ok(names((await iam('ListRoles')).Roles, 'RoleName').includes(RoleName));
  await inline(iam, 'Role', { RoleName });
  const boundary = { PermissionsBoundary: 'arn:aws:iam::aws:policy/PowerUserAccess' };
  await iam('PutRolePermissionsBoundary', { RoleName, ...boundary });
  await iam('DeleteRolePermissionsBoundary', { RoleName });
  await iam('DeleteRole', { RoleName });
}

/** Inline and attached policies are alike for users, groups and roles. */
async function inline(iam: Ask, kind: 'User' | 'Group' | 'Role', who: object): Promise<void> {
  const PolicyName = 'read';
  await iam(`Put${kind}Policy`, { ...who, PolicyName, PolicyDocument: READ });
  const found = await iam(`Get${kind}Policy`, { ...who, PolicyName });
  // The SDK for JavaScript gives the document as it came, boto3 has read it already.
  const document = found.PolicyDocument;
  assert.deepEqual(
    typeof document === 'string' ? JSON.parse(decodeURIComponent(document)) : document,
    JSON.parse(READ),
  );
  assert.deepEqual((await iam(`List${kind}Policies`, who)).PolicyNames, [PolicyName]);
  await iam(`Delete${kind}Policy`, { ...who, PolicyName });
  await refused(iam(`Get${kind}Policy`, { ...who, PolicyName }), 'NoSuchEntity', /read/, 404);

  const PolicyArn = 'arn:aws:iam::aws:policy/ReadOnlyAccess';
  await iam(`Attach${kind}Policy`, { ...who, PolicyArn });
  const { AttachedPolicies } = await iam(`ListAttached${kind}Policies`, who);
  assert.deepEqual(AttachedPolicies, [{ PolicyName: 'ReadOnlyAccess', PolicyArn }]);
  await iam(`Detach${kind}Policy`, { ...who, PolicyArn });
}

async function managedPolicies(client: Client, iam: Ask): Promise<void> {
  const made = await iam('CreatePolicy', {
    PolicyName: 'read',
    PolicyDocument: READ,
    Tags: [{ Key: 'a', Value: '1' }],
  });
  const PolicyArn = made.Policy.Arn;
  await client.wait('iam', 'PolicyExists', { PolicyArn });
  const other = policy('secretsmanager:DescribeSecret');
  const second = await iam('CreatePolicyVersion', { PolicyArn, PolicyDocument: other });
  assert.deepEqual(
    [second.PolicyVersion.VersionId, second.PolicyVersion.IsDefaultVersion],
    ['v2', false],
  );
  await iam('SetDefaultPolicyVersion', { PolicyArn, VersionId: 'v2' });
  assert.equal((await iam('GetPolicy', { PolicyArn })).Policy.DefaultVersionId, 'v2');
  await refused(
    iam('DeletePolicyVersion', { PolicyArn, VersionId: 'v2' }),
    'DeleteConflict',
    /default version/,
    409,
  );
  await iam('DeletePolicyVersion', { PolicyArn, VersionId: 'v1' });
  const { Versions } = await iam('ListPolicyVersions', { PolicyArn });
  assert.deepEqual(names(Versions, 'VersionId'), ['v2']);
  const { PolicyVersion } = await iam('GetPolicyVersion', { PolicyArn, VersionId: 'v2' });
  assert.equal(PolicyVersion.IsDefaultVersion, true);
  await iam('TagPolicy', { PolicyArn, Tags: [{ Key: 'b', Value: '2' }] });
  await iam('UntagPolicy', { PolicyArn, TagKeys: ['a'] });
  assert.deepEqual((await iam('ListPolicyTags', { PolicyArn })).Tags, [{ Key: 'b', Value: '2' }]);
  await iam('AttachUserPolicy', { UserName: 'ann', PolicyArn });
  const holders = await iam('ListEntitiesForPolicy', { PolicyArn });
  assert.deepEqual(names(holders.PolicyUsers, 'UserName'), ['ann']);
  const ours = await iam('ListPolicies', { Scope: 'Local', OnlyAttached: true });
  assert.deepEqual(names(ours.Policies, 'Arn'), [PolicyArn]);
  const all = await client.pages('iam', 'ListPolicies', { Scope: 'AWS', MaxItems: 2 });
  assert.ok(
    names(
      all.flatMap((page) => page.Policies),
      'PolicyName',
    ).includes('ReadOnlyAccess'),
  );
  await refused(iam('DeletePolicy', { PolicyArn }), 'DeleteConflict', ATTACHED, 409);
  await iam('DetachUserPolicy', { UserName: 'ann', PolicyArn });
  await iam('DeletePolicy', { PolicyArn });
  await iam('AttachUserPolicy', {
    UserName: 'ann',
    PolicyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess',
  });
}

async function accounts(client: Client, iam: Ask): Promise<void> {
  const AccountAlias = 'lockstead-journey';
  await iam('CreateAccountAlias', { AccountAlias });
  assert.deepEqual((await iam('ListAccountAliases')).AccountAliases, [AccountAlias]);
  await iam('DeleteAccountAlias', { AccountAlias });
  assert.ok((await iam('GetAccountSummary')).SummaryMap.Users >= 1);
  const pages = await client.pages('iam', 'GetAccountAuthorizationDetails', { Filter: ['User'] });
  const users = pages.flatMap((page) => page.UserDetailList);
  assert.ok(names(users, 'UserName').includes('ann'));
}

async function simulations(iam: Ask): Promise<void> {
  const asked = { ActionNames: ['secretsmanager:GetSecretValue', 'kms:Decrypt'] };
  const custom = await iam('SimulateCustomPolicy', { PolicyInputList: [READ], ...asked });
  assert.deepEqual(names(custom.EvaluationResults, 'EvalDecision'), ['allowed', 'implicitDeny']);
  const PolicySourceArn = (await iam('GetUser', { UserName: 'ann' })).User.Arn;
  const { EvaluationResults } = await iam('SimulatePrincipalPolicy', {
    PolicySourceArn,
    ActionNames: ['iam:GetUser', 'iam:DeleteUser'],
  });
  assert.deepEqual(names(EvaluationResults, 'EvalDecision'), ['allowed', 'implicitDeny']);
  const keyed = policy('kms:Decrypt', {
    Resource: '*',
    Condition: { StringEquals: { 'aws:PrincipalTag/team': 'a' } },
  });
  const custom2 = await iam('GetContextKeysForCustomPolicy', { PolicyInputList: [keyed] });
  assert.deepEqual(custom2.ContextKeyNames, ['aws:PrincipalTag/team']);
  const held = await iam('GetContextKeysForPrincipalPolicy', {
    PolicySourceArn,
    PolicyInputList: [keyed],
  });
  assert.deepEqual(held.ContextKeyNames, ['aws:PrincipalTag/team']);
}
