import assert from 'node:assert/strict';
import { test } from 'node:test';
import { house, OTHER_ACCOUNT } from '../../../test/house.ts';
import {
  AttachUserPolicy,
  CreatePolicy,
  CreatePolicyVersion,
  DeletePolicy,
  DeletePolicyVersion,
  DetachUserPolicy,
  GetPolicy,
  GetPolicyVersion,
  ListPolicies,
  ListPolicyTags,
  ListPolicyVersions,
  ListUsers,
  SetDefaultPolicyVersion,
  TagPolicy,
  UntagPolicy,
} from '../../generated/iam.ts';

const allow = (action: string) =>
  `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"${action}","Resource":"*"}]}`;
const AWS = 'arn:aws:iam::aws:policy';

test('a policy is made with its first version, and shown alone with description and tags', async () => {
  const h = await house();
  const root = h.root();
  const made = await h.ask(root, CreatePolicy, {
    PolicyName: 'reading',
    Path: '/team/',
    PolicyDocument: allow('s3:Get*'),
    Description: 'what readers need',
    Tags: [{ Key: 'Team', Value: 'blue' }],
  });
  const Arn = 'arn:aws:iam::111111111111:policy/team/reading';
  const { PolicyId, ...rest } = made.Policy!;
  assert.match(PolicyId!, /^ANPA[A-Z2-7]{17}$/);
  const listed = {
    PolicyName: 'reading',
    Arn,
    Path: '/team/',
    DefaultVersionId: 'v1',
    AttachmentCount: 0,
    PermissionsBoundaryUsageCount: 0,
    IsAttachable: true,
    CreateDate: h.clock.now(),
    UpdateDate: h.clock.now(),
  };
  const Tags = [{ Key: 'Team', Value: 'blue' }];
  assert.deepEqual(rest, { ...listed, Tags });
  const { Policies } = await h.ask(root, ListPolicies, { Scope: 'Local' });
  assert.deepEqual(Policies, [{ PolicyId, ...listed }]);
  const { Policy } = await h.ask(root, GetPolicy, { PolicyArn: Arn });
  assert.deepEqual(Policy, { PolicyId, ...listed, Description: 'what readers need', Tags });
  await h.close();
});

test('names of policies differ by more than case, whatever their paths', async () => {
  const h = await house();
  const root = h.root();
  const PolicyDocument = allow('s3:*');
  await h.ask(root, CreatePolicy, { PolicyName: 'Reading', PolicyDocument });
  await assert.rejects(
    h.ask(root, CreatePolicy, { PolicyName: 'reading', Path: '/x/', PolicyDocument }),
    {
      code: 'EntityAlreadyExists',
      message: 'A policy called reading already exists. Duplicate names are not allowed.',
      status: 409,
    },
  );
  await h.close();
});

test('what a policy says must be sound, in the language of today, and no longer than its quota', async () => {
  const h = await house();
  const make = (PolicyDocument: string) =>
    h.ask(h.root(), CreatePolicy, { PolicyName: 'p', PolicyDocument });
  await assert.rejects(make('{'), { code: 'MalformedPolicyDocument', status: 400 });
  await assert.rejects(make(allow('s3:*').replace('2012-10-17', '2008-10-17')), {
    code: 'MalformedPolicyDocument',
    message: 'Policy document must be version 2012-10-17 or greater.',
  });
  await assert.rejects(make(allow(`s3:${'a'.repeat(6144)}`)), {
    code: 'LimitExceeded',
    message: 'Cannot exceed quota for PolicySize: 6144',
    status: 409,
  });
  await make(allow('s3:*').replaceAll(',', `,${' '.repeat(3000)}`));
  await h.close();
});

test('a policy has five versions at most, and no number is given twice', async () => {
  const h = await house();
  const root = h.root();
  const PolicyArn = 'arn:aws:iam::111111111111:policy/p';
  await h.ask(root, CreatePolicy, { PolicyName: 'p', PolicyDocument: allow('s3:*') });
  const add = (SetAsDefault?: boolean) =>
    h.ask(root, CreatePolicyVersion, { PolicyArn, PolicyDocument: allow('sqs:*'), SetAsDefault });
  h.clock.advance(60_000);
  const second = await add();
  const CreateDate = h.clock.now();
  assert.deepEqual(second.PolicyVersion, {
    VersionId: 'v2',
    IsDefaultVersion: false,
    CreateDate,
  });
  for (let i = 3; i <= 5; i++) await add();
  await assert.rejects(add(), {
    code: 'LimitExceeded',
    message:
      'A managed policy can have up to 5 versions. Before you create a new version, you must delete an existing version.',
  });
  await h.ask(root, DeletePolicyVersion, { PolicyArn, VersionId: 'v5' });
  const sixth = await add(true);
  assert.equal(sixth.PolicyVersion!.VersionId, 'v6');
  assert.equal(sixth.PolicyVersion!.IsDefaultVersion, true);

  const first = await h.ask(root, ListPolicyVersions, { PolicyArn, MaxItems: 2 });
  const rest = await h.ask(root, ListPolicyVersions, { PolicyArn, Marker: first.Marker });
  const versions = [...first.Versions!, ...rest.Versions!];
  assert.deepEqual(
    versions.map(({ VersionId, IsDefaultVersion }) => [VersionId, IsDefaultVersion]),
    [
      ['v6', true],
      ['v4', false],
      ['v3', false],
      ['v2', false],
      ['v1', false],
    ],
  );
  await assert.rejects(h.ask(root, DeletePolicyVersion, { PolicyArn, VersionId: 'v6' }), {
    code: 'DeleteConflict',
    message: 'Cannot delete the default version of a policy.',
  });
  await assert.rejects(h.ask(root, GetPolicyVersion, { PolicyArn, VersionId: 'v5' }), {
    code: 'NoSuchEntity',
    message: `Policy ${PolicyArn} version v5 does not exist or is not attachable.`,
  });
  const { PolicyVersion } = await h.ask(root, GetPolicyVersion, { PolicyArn, VersionId: 'v1' });
  assert.equal(decodeURIComponent(PolicyVersion!.Document!), allow('s3:*'));
  assert.equal(PolicyVersion!.Document!.includes('*'), false);
  await h.close();
});

test('who has a policy may what its default version says, from the next request on', async () => {
  const h = await house();
  const root = h.root();
  const alice = await h.user('alice', []);
  const PolicyArn = 'arn:aws:iam::111111111111:policy/p';
  await h.ask(root, CreatePolicy, { PolicyName: 'p', PolicyDocument: allow('iam:ListUsers') });
  const list = () => h.ask(alice, ListUsers, {});
  await assert.rejects(list(), { code: 'AccessDenied' });
  await h.ask(root, AttachUserPolicy, { UserName: 'alice', PolicyArn });
  await list();
  await h.ask(root, CreatePolicyVersion, {
    PolicyArn,
    PolicyDocument: allow('s3:*'),
    SetAsDefault: true,
  });
  await assert.rejects(list(), { code: 'AccessDenied' });
  await h.ask(root, SetDefaultPolicyVersion, { PolicyArn, VersionId: 'v1' });
  await list();
  await h.ask(root, DetachUserPolicy, { UserName: 'alice', PolicyArn });
  await assert.rejects(list(), { code: 'AccessDenied' });
  await h.close();
});

test('a policy goes when nobody has it and one version is left', async () => {
  const h = await house();
  const root = h.root();
  await h.user('alice', []);
  const PolicyArn = 'arn:aws:iam::111111111111:policy/p';
  await h.ask(root, CreatePolicy, { PolicyName: 'p', PolicyDocument: allow('s3:*') });
  await h.ask(root, AttachUserPolicy, { UserName: 'alice', PolicyArn });
  const remove = () => h.ask(root, DeletePolicy, { PolicyArn });
  await assert.rejects(remove(), {
    code: 'DeleteConflict',
    message: 'Cannot delete a policy attached to entities.',
    status: 409,
  });
  await h.ask(root, DetachUserPolicy, { UserName: 'alice', PolicyArn });
  await h.ask(root, CreatePolicyVersion, { PolicyArn, PolicyDocument: allow('sqs:*') });
  await assert.rejects(remove(), {
    code: 'DeleteConflict',
    message:
      "This policy has more than one version. Before you delete a policy, you must delete the policy's versions. The default version is deleted with the policy.",
  });
  await h.ask(root, DeletePolicyVersion, { PolicyArn, VersionId: 'v2' });
  await remove();
  await assert.rejects(h.ask(root, GetPolicy, { PolicyArn }), {
    code: 'NoSuchEntity',
    message: `Policy ${PolicyArn} was not found.`,
    status: 404,
  });
  // Made again, it begins anew.
  const { Policy } = await h.ask(root, CreatePolicy, {
    PolicyName: 'p',
    PolicyDocument: allow('s3:*'),
  });
  assert.equal(Policy!.DefaultVersionId, 'v1');
  await h.close();
});

test("AWS's policies are everybody's to read and nobody's to change", async () => {
  const h = await house();
  const admin = await h.admin();
  const PolicyArn = `${AWS}/service-role/AWSLambdaBasicExecutionRole`;
  const { Policy } = await h.ask(admin, GetPolicy, { PolicyArn });
  assert.equal(Policy!.Path, '/service-role/');
  const version = { PolicyArn, VersionId: Policy!.DefaultVersionId! };
  const { PolicyVersion } = await h.ask(admin, GetPolicyVersion, version);
  const { Statement } = JSON.parse(decodeURIComponent(PolicyVersion!.Document!));
  assert.deepEqual(Statement[0].Action, [
    'logs:CreateLogGroup',
    'logs:CreateLogStream',
    'logs:PutLogEvents',
  ]);
  const denied = { code: 'AccessDenied', status: 403 };
  await assert.rejects(h.ask(admin, DeletePolicy, { PolicyArn }), denied);
  await assert.rejects(
    h.ask(h.root(), CreatePolicyVersion, { PolicyArn, PolicyDocument: allow('*') }),
    denied,
  );
  await assert.rejects(h.ask(admin, GetPolicy, { PolicyArn: `${AWS}/Nonsense` }), {
    code: 'NoSuchEntity',
    message: `Policy ${AWS}/Nonsense was not found.`,
  });
  await h.close();
});

test('policies of another account look as if they did not exist, and its ARNs are refused', async () => {
  const h = await house();
  const other = await h.admin(OTHER_ACCOUNT);
  const PolicyArn = 'arn:aws:iam::111111111111:policy/p';
  await h.ask(h.root(), CreatePolicy, { PolicyName: 'p', PolicyDocument: allow('s3:*') });
  const refusal = async (arn: string) => {
    let said = '';
    await assert.rejects(h.ask(other, GetPolicy, { PolicyArn: arn }), (error: Error) => {
      said = error.message.replace(arn, 'ARN');
      return true;
    });
    return said;
  };
  assert.equal(await refusal(PolicyArn), await refusal(`${PolicyArn}-none`));
  await assert.rejects(h.ask(other, AttachUserPolicy, { UserName: 'admin', PolicyArn }), {
    code: 'NoSuchEntity',
    message: `Policy ${PolicyArn} does not exist or is not attachable.`,
  });
  await assert.rejects(h.ask(other, GetPolicy, { PolicyArn: 'arn:aws:iam:policy/p-p-p-p-p' }), {
    code: 'InvalidInput',
    message: 'ARN arn:aws:iam:policy/p-p-p-p-p is not valid.',
  });
  await h.close();
});

test('policies are listed by scope, path and use, a page at a time', async () => {
  const h = await house();
  const root = h.root();
  await h.user('alice', []);
  for (const [PolicyName, Path] of [
    ['b', '/team/'],
    ['A', '/'],
    ['c', '/team/x/'],
  ] as const)
    await h.ask(root, CreatePolicy, { PolicyName, Path, PolicyDocument: allow('s3:*') });
  const names = async (input: object) =>
    (await h.ask(root, ListPolicies, input)).Policies!.map(({ PolicyName }) => PolicyName);
  assert.deepEqual(await names({ Scope: 'Local' }), ['A', 'b', 'c']);
  assert.deepEqual(await names({ Scope: 'Local', PathPrefix: '/team/' }), ['b', 'c']);
  assert.equal((await names({ Scope: 'AWS' })).includes('A'), false);
  assert.deepEqual(await names({ OnlyAttached: true }), []);
  const PolicyArn = `${AWS}/AWSDenyAll`;
  await h.ask(root, AttachUserPolicy, { UserName: 'alice', PolicyArn });
  assert.deepEqual(await names({ OnlyAttached: true }), ['AWSDenyAll']);
  assert.deepEqual(await names({ PolicyUsageFilter: 'PermissionsBoundary' }), []);
  assert.deepEqual(await names({ PolicyUsageFilter: 'PermissionsPolicy' }), ['AWSDenyAll']);

  const first = await h.ask(root, ListPolicies, { Scope: 'Local', MaxItems: 2 });
  assert.equal(first.IsTruncated, true);
  const next = { Scope: 'Local', Marker: first.Marker } as const;
  assert.deepEqual(await names(next), ['c']);
  // A marker continues the list that it comes from, and no other.
  await assert.rejects(names({ ...next, Scope: 'All' }), { code: 'ValidationError' });
  await h.close();
});

test('tags of a policy are found without regard to case, and decide who may change it', async () => {
  const h = await house();
  const root = h.root();
  const PolicyArn = 'arn:aws:iam::111111111111:policy/p';
  await h.ask(root, CreatePolicy, { PolicyName: 'p', PolicyDocument: allow('s3:*') });
  const tag = (Tags: readonly { Key: string; Value: string }[]) =>
    h.ask(root, TagPolicy, { PolicyArn, Tags });
  await tag([
    { Key: 'team', Value: 'blue' },
    { Key: 'Env', Value: 'test' },
  ]);
  await tag([{ Key: 'TEAM', Value: 'red' }]);
  const { Tags } = await h.ask(root, ListPolicyTags, { PolicyArn });
  assert.deepEqual(Tags, [
    { Key: 'Env', Value: 'test' },
    { Key: 'TEAM', Value: 'red' },
  ]);
  const alice = await h.user('alice', {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Action: 'iam:*Policy*',
        Resource: '*',
        Condition: { StringEquals: { 'iam:ResourceTag/team': 'red' } },
      },
    ],
  });
  await h.ask(alice, GetPolicy, { PolicyArn });
  await h.ask(root, UntagPolicy, { PolicyArn, TagKeys: ['team'] });
  await assert.rejects(h.ask(alice, GetPolicy, { PolicyArn }), { code: 'AccessDenied' });
  await h.close();
});

test('making a tagged policy needs the right to tag policies', async () => {
  const h = await house();
  const alice = await h.user('alice', ['iam:CreatePolicy']);
  const make = (PolicyName: string, tagged: boolean) =>
    h.ask(alice, CreatePolicy, {
      PolicyName,
      PolicyDocument: allow('s3:*'),
      ...(tagged && { Tags: [{ Key: 'a', Value: 'b' }] }),
    });
  await make('plain', false);
  await assert.rejects(make('tagged', true), {
    code: 'AccessDenied',
    message:
      'User: arn:aws:iam::111111111111:user/alice is not authorized to perform: iam:TagPolicy on resource: policy tagged because no identity-based policy allows the iam:TagPolicy action',
  });
  await h.close();
});
