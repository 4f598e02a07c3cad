import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ACCOUNT, house } from '../../../test/house.ts';
import {
  AttachRolePolicy,
  AttachUserPolicy,
  CreateServiceLinkedRole,
  CreateUser,
  DeleteRole,
  DeleteServiceLinkedRole,
  GetPolicyVersion,
  GetRole,
  GetServiceLinkedRoleDeletionStatus,
  ListAttachedRolePolicies,
  ListPolicyVersions,
} from '../../generated/iam.ts';
import { CreateOrganization } from '../../generated/organizations.ts';
import { AssumeRole } from '../../generated/sts.ts';
import { awsManagedPolicy } from './aws-managed.ts';

const AWSServiceName = 'ram.amazonaws.com';
const RoleName = 'AWSServiceRoleForResourceAccessManager';
const policyArn = (name: string) => `arn:aws:iam::aws:policy/aws-service-role/${name}`;

test('a role that belongs to a service is made, used and changed by nobody else', async (t) => {
  const h = await house();
  t.after(() => h.close());
  const admin = await h.admin();
  const { Role } = await h.ask(admin, CreateServiceLinkedRole, { AWSServiceName });
  assert.equal(
    Role!.Arn,
    `arn:aws:iam::${ACCOUNT}:role/aws-service-role/${AWSServiceName}/${RoleName}`,
  );
  await assert.rejects(h.ask(admin, CreateServiceLinkedRole, { AWSServiceName }), {
    code: 'InvalidInput',
    message: `Service role name ${RoleName} has been taken in this account, please try a different suffix.`,
  });
  await assert.rejects(h.ask(admin, AssumeRole, { RoleArn: Role!.Arn, RoleSessionName: 'me' }), {
    code: 'AccessDenied',
  });
  const unmodifiable = { code: 'UnmodifiableEntity' };
  await assert.rejects(h.ask(admin, DeleteRole, { RoleName }), unmodifiable);
  const ReadOnly = { RoleName, PolicyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' };
  await assert.rejects(h.ask(admin, AttachRolePolicy, ReadOnly), unmodifiable);
  const { AttachedPolicies } = await h.ask(admin, ListAttachedRolePolicies, { RoleName });
  const PolicyArn = policyArn('AWSResourceAccessManagerServiceRolePolicy');
  assert.deepEqual(
    AttachedPolicies!.map((one) => one.PolicyArn),
    [PolicyArn],
  );
  // The service's policy is for its role alone.
  await h.ask(admin, CreateUser, { UserName: 'ann' });
  await assert.rejects(h.ask(admin, AttachUserPolicy, { UserName: 'ann', PolicyArn }), {
    code: 'PolicyNotAttachable',
    message: 'Cannot attach a Service Role Policy to a Customer Role.',
  });
  const { DeletionTaskId } = await h.ask(admin, DeleteServiceLinkedRole, { RoleName });
  assert.ok(DeletionTaskId.startsWith(`task/aws-service-role/${AWSServiceName}/${RoleName}/`));
  const status = await h.ask(admin, GetServiceLinkedRoleDeletionStatus, { DeletionTaskId });
  assert.deepEqual(status, { Status: 'SUCCEEDED' });
  await assert.rejects(h.ask(admin, GetRole, { RoleName }), { code: 'NoSuchEntity' });
  await assert.rejects(
    h.ask(admin, GetServiceLinkedRoleDeletionStatus, { DeletionTaskId: 'task/x' }),
    { code: 'InvalidInput' },
  );
});

test('conditions see which service a role is for', async (t) => {
  const h = await house();
  t.after(() => h.close());
  const ann = await h.user('ann', {
    Version: '2012-10-17',
    Statement: {
      Effect: 'Allow',
      Action: ['iam:CreateServiceLinkedRole', 'iam:DeleteServiceLinkedRole'],
      Resource: 'arn:aws:iam::*:role/aws-service-role/*',
      Condition: { StringLike: { 'iam:AWSServiceName': 'ram.amazonaws.com' } },
    },
  });
  await h.ask(ann, CreateServiceLinkedRole, { AWSServiceName });
  await h.ask(ann, DeleteServiceLinkedRole, { RoleName });
  const other = { AWSServiceName: 'rds.amazonaws.com' };
  await assert.rejects(h.ask(ann, CreateServiceLinkedRole, other), { code: 'AccessDenied' });
});

test('the role of Organizations stays while the account is a member', async (t) => {
  const h = await house();
  t.after(() => h.close());
  const root = h.root();
  await h
    .ask(root, CreateServiceLinkedRole, { AWSServiceName: 'organizations.amazonaws.com' })
    .catch(() => {});
  await h.ask(root, CreateOrganization, {});
  const role = { RoleName: 'AWSServiceRoleForOrganizations' };
  const { DeletionTaskId } = await h.ask(root, DeleteServiceLinkedRole, role);
  const status = await h.ask(root, GetServiceLinkedRoleDeletionStatus, { DeletionTaskId });
  assert.equal(status.Status, 'FAILED');
  await h.ask(root, GetRole, role);
});

test('some services have several roles, and most have one', async (t) => {
  const h = await house();
  t.after(() => h.close());
  const make = (service: string, CustomSuffix?: string) =>
    h.ask(h.root(), CreateServiceLinkedRole, {
      AWSServiceName: service,
      ...(CustomSuffix !== undefined && { CustomSuffix }),
    });
  const { Role } = await make('autoscaling.amazonaws.com', 'mine');
  assert.equal(Role!.RoleName, 'AWSServiceRoleForAutoScaling_mine');
  await assert.rejects(make('rds.amazonaws.com', 'mine'), {
    code: 'InvalidInput',
    message: 'Custom suffix is not allowed for rds.amazonaws.com',
  });
  await assert.rejects(make('nobody.amazonaws.com'), { code: 'InvalidInput' });
});

test('of a policy whose text is not known, its name is, and it gives nothing', async (t) => {
  const h = await house();
  t.after(() => h.close());
  const PolicyArn = policyArn('AWSResourceExplorerServiceRolePolicy');
  assert.equal(awsManagedPolicy(PolicyArn)!.document, undefined);
  const { Versions } = await h.ask(h.root(), ListPolicyVersions, { PolicyArn });
  assert.deepEqual(Versions, []);
  await assert.rejects(h.ask(h.root(), GetPolicyVersion, { PolicyArn, VersionId: 'v16' }), {
    code: 'NoSuchEntity',
  });
});
