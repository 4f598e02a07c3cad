import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ACCOUNT, house, OTHER_ACCOUNT } from '../../../test/house.ts';
import { DAY, HOUR } from '../../base/clock.ts';
import {
  AddUserToGroup,
  AttachGroupPolicy,
  AttachUserPolicy,
  CreateGroup,
  CreateRole,
  GenerateServiceLastAccessedDetails,
  GetServiceLastAccessedDetails,
  GetServiceLastAccessedDetailsWithEntities,
  ListPoliciesGrantingServiceAccess,
  ListUsers,
  PutGroupPolicy,
  PutRolePolicy,
} from '../../generated/iam.ts';
import { ListKeys } from '../../generated/kms.ts';
import { ListSecrets } from '../../generated/secretsmanager.ts';

const arnOf = (rest: string) => `arn:aws:iam::${ACCOUNT}:${rest}`;
const may = (...Action: string[]) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: { Effect: 'Allow', Action, Resource: '*' },
  });

test('what a user may use is told with when he last did, refused or not', async (t) => {
  const h = await house();
  t.after(() => h.close());
  const root = h.root();
  const ann = await h.user('ann', ['iam:List*', 'secretsmanager:ListSecrets', 's3:GetObject']);
  const asked = { Arn: arnOf('user/ann'), Granularity: 'ACTION_LEVEL' as const };
  await h.ask(ann, ListUsers, {});
  h.clock.advance(3 * DAY);
  await h.ask(ann, ListSecrets, {}, 'eu-west-1');
  // She has no right to this: the service is not in her report.
  await h.ask(ann, ListKeys, {}).catch(() => {});
  h.clock.advance(HOUR);
  const { JobId } = await h.ask(root, GenerateServiceLastAccessedDetails, asked);
  const get = () => h.ask(root, GetServiceLastAccessedDetails, { JobId: JobId! });
  assert.equal((await get()).JobStatus, 'IN_PROGRESS');
  await h.tick();
  const { JobStatus, JobType, ServicesLastAccessed } = await get();
  assert.deepEqual([JobStatus, JobType], ['COMPLETED', 'ACTION_LEVEL']);
  assert.deepEqual(
    ServicesLastAccessed.map((one) => [
      one.ServiceNamespace,
      one.LastAuthenticated,
      one.LastAuthenticatedRegion,
      one.TotalAuthenticatedEntities,
    ]),
    [
      ['iam', h.clock.now() - 3 * DAY - HOUR, 'us-east-1', 1],
      ['s3', undefined, undefined, 0],
      ['secretsmanager', h.clock.now() - HOUR, 'eu-west-1', 1],
    ],
  );
  const [iam] = ServicesLastAccessed;
  assert.equal(iam!.ServiceName, 'AWS Identity and Access Management');
  assert.equal(iam!.LastAuthenticatedEntity, arnOf('user/ann'));
  const used = iam!.TrackedActionsLastAccessed!.filter((one) => one.LastAccessedTime);
  assert.deepEqual(
    used.map(({ ActionName }) => ActionName),
    ['ListUsers'],
  );
  // A report is its account's own.
  await assert.rejects(
    h.ask(h.root(OTHER_ACCOUNT), GetServiceLastAccessedDetails, { JobId: JobId! }),
    { code: 'NoSuchEntity' },
  );
});

test('a policy’s report tells who of those that have it used what it gives', async (t) => {
  const h = await house();
  t.after(() => h.close());
  const root = h.root();
  const PolicyArn = 'arn:aws:iam::aws:policy/IAMReadOnlyAccess';
  const ann = await h.user('ann', []);
  await h.user('bob', []);
  await h.ask(root, CreateGroup, { GroupName: 'readers' });
  await h.ask(root, AttachGroupPolicy, { GroupName: 'readers', PolicyArn });
  await h.ask(root, AddUserToGroup, { GroupName: 'readers', UserName: 'ann' });
  await h.ask(root, AttachUserPolicy, { UserName: 'bob', PolicyArn });
  await h.ask(ann, ListUsers, {});
  h.clock.advance(HOUR);
  const { JobId } = await h.ask(root, GenerateServiceLastAccessedDetails, { Arn: PolicyArn });
  await h.tick();
  const { EntityDetailsList } = await h.ask(root, GetServiceLastAccessedDetailsWithEntities, {
    JobId: JobId!,
    ServiceNamespace: 'iam',
  });
  assert.deepEqual(
    EntityDetailsList.map(({ EntityInfo, LastAuthenticated }) => [
      EntityInfo.Name,
      LastAuthenticated,
    ]),
    [
      ['ann', h.clock.now() - HOUR],
      ['bob', undefined],
    ],
  );
});

test('a role’s sessions count as the role', async (t) => {
  const h = await house();
  t.after(() => h.close());
  const root = h.root();
  const admin = await h.admin();
  const AssumeRolePolicyDocument = JSON.stringify({
    Version: '2012-10-17',
    Statement: { Effect: 'Allow', Principal: { AWS: ACCOUNT }, Action: 'sts:AssumeRole' },
  });
  await h.ask(root, CreateRole, { RoleName: 'reader', AssumeRolePolicyDocument });
  const PolicyDocument = may('iam:ListUsers');
  await h.ask(root, PutRolePolicy, { RoleName: 'reader', PolicyName: 'p', PolicyDocument });
  await h.ask(await h.assume(admin, arnOf('role/reader')), ListUsers, {});
  h.clock.advance(HOUR);
  const asked = { Arn: arnOf('role/reader') };
  const { JobId } = await h.ask(root, GenerateServiceLastAccessedDetails, asked);
  await h.tick();
  const { ServicesLastAccessed } = await h.ask(root, GetServiceLastAccessedDetails, {
    JobId: JobId!,
  });
  assert.deepEqual(
    ServicesLastAccessed.map((one) => [one.ServiceNamespace, one.LastAuthenticatedEntity]),
    [['iam', arnOf('role/reader')]],
  );
});

test('the policies that give somebody a service are found in his groups as well', async (t) => {
  const h = await house();
  t.after(() => h.close());
  const root = h.root();
  await h.user('ann', ['kms:Decrypt']);
  await h.ask(root, CreateGroup, { GroupName: 'team' });
  await h.ask(root, AddUserToGroup, { GroupName: 'team', UserName: 'ann' });
  await h.ask(root, PutGroupPolicy, {
    GroupName: 'team',
    PolicyName: 'all-but-kms',
    PolicyDocument: JSON.stringify({
      Version: '2012-10-17',
      Statement: { Effect: 'Allow', NotAction: 'kms:*', Resource: '*' },
    }),
  });
  const PolicyArn = 'arn:aws:iam::aws:policy/ReadOnlyAccess';
  await h.ask(root, AttachUserPolicy, { UserName: 'ann', PolicyArn });
  const { PoliciesGrantingServiceAccess: found } = await h.ask(
    root,
    ListPoliciesGrantingServiceAccess,
    { Arn: arnOf('user/ann'), ServiceNamespaces: ['kms', 's3'] },
  );
  assert.deepEqual(found[0]!.ServiceNamespace, 'kms');
  assert.deepEqual(
    found.map(({ Policies }) => Policies!.map(({ PolicyName }) => PolicyName)),
    [
      ['may', 'ReadOnlyAccess'],
      ['ReadOnlyAccess', 'all-but-kms'],
    ],
  );
  assert.deepEqual(found[1]!.Policies!.at(-1), {
    PolicyName: 'all-but-kms',
    PolicyType: 'INLINE',
    EntityType: 'GROUP',
    EntityName: 'team',
  });
});
