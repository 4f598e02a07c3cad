import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ACCOUNT, house } from '../../../test/house.ts';
import {
  AddRoleToInstanceProfile,
  CreateInstanceProfile,
  CreateRole,
  DeleteInstanceProfile,
  DeleteRole,
  GetInstanceProfile,
  ListInstanceProfiles,
  ListInstanceProfilesForRole,
  ListInstanceProfileTags,
  RemoveRoleFromInstanceProfile,
  TagInstanceProfile,
} from '../../generated/iam.ts';

const AssumeRolePolicyDocument = JSON.stringify({
  Version: '2012-10-17',
  Statement: {
    Effect: 'Allow',
    Principal: { Service: 'ec2.amazonaws.com' },
    Action: 'sts:AssumeRole',
  },
});
const InstanceProfileName = 'web';
const RoleName = 'worker';

test('an instance profile carries one role, and neither goes while it does', async () => {
  const h = await house();
  const root = h.root();
  const made = await h.ask(root, CreateInstanceProfile, {
    InstanceProfileName,
    Path: '/apps/',
    Tags: [{ Key: 'team', Value: 'a' }],
  });
  assert.match(made.InstanceProfile.InstanceProfileId, /^AIPA[A-Z2-7]{17}$/);
  assert.equal(made.InstanceProfile.Arn, `arn:aws:iam::${ACCOUNT}:instance-profile/apps/web`);
  await assert.rejects(h.ask(root, CreateInstanceProfile, { InstanceProfileName: 'WEB' }), {
    code: 'EntityAlreadyExists',
    message: 'Instance Profile WEB already exists.',
  });
  await h.ask(root, CreateRole, { RoleName, AssumeRolePolicyDocument });
  await h.ask(root, CreateRole, { RoleName: 'other', AssumeRolePolicyDocument });
  await h.ask(root, AddRoleToInstanceProfile, { InstanceProfileName, RoleName });
  await assert.rejects(
    h.ask(root, AddRoleToInstanceProfile, { InstanceProfileName, RoleName: 'other' }),
    {
      code: 'LimitExceeded',
      message: 'Cannot exceed quota for InstanceSessionsPerInstanceProfile: 1',
    },
  );
  const { InstanceProfile } = await h.ask(root, GetInstanceProfile, { InstanceProfileName });
  assert.deepEqual(
    InstanceProfile.Roles.map((role) => role.RoleName),
    [RoleName],
  );
  const ofRole = await h.ask(root, ListInstanceProfilesForRole, { RoleName });
  assert.equal(ofRole.InstanceProfiles.length, 1);
  const conflict = {
    code: 'DeleteConflict',
    message: 'Cannot delete entity, must remove roles from instance profile first.',
  };
  await assert.rejects(h.ask(root, DeleteInstanceProfile, { InstanceProfileName }), conflict);
  await assert.rejects(h.ask(root, DeleteRole, { RoleName }), conflict);
  await assert.rejects(
    h.ask(root, RemoveRoleFromInstanceProfile, { InstanceProfileName, RoleName: 'other' }),
    { code: 'NoSuchEntity' },
  );
  await h.ask(root, RemoveRoleFromInstanceProfile, { InstanceProfileName, RoleName });
  await h.ask(root, DeleteRole, { RoleName });
  const listed = await h.ask(root, ListInstanceProfiles, { PathPrefix: '/apps/' });
  assert.deepEqual(
    listed.InstanceProfiles.map(({ Roles, Tags }) => [Roles, Tags]),
    [[[], undefined]],
  );
  await h.ask(root, TagInstanceProfile, {
    InstanceProfileName,
    Tags: [{ Key: 'env', Value: 'x' }],
  });
  const { Tags } = await h.ask(root, ListInstanceProfileTags, { InstanceProfileName });
  assert.equal(Tags.length, 2);
  await h.ask(root, DeleteInstanceProfile, { InstanceProfileName });
  await assert.rejects(h.ask(root, GetInstanceProfile, { InstanceProfileName }), {
    code: 'NoSuchEntity',
    message: 'Instance Profile web cannot be found.',
  });
  await h.close();
});

test('who may not pass a role may not put it into a profile', async () => {
  const h = await house();
  await h.ask(h.root(), CreateRole, { RoleName, AssumeRolePolicyDocument });
  await h.ask(h.root(), CreateInstanceProfile, { InstanceProfileName });
  const ann = await h.user('ann', ['iam:*InstanceProfile']);
  const add = { InstanceProfileName, RoleName };
  await assert.rejects(h.ask(ann, AddRoleToInstanceProfile, add), /iam:PassRole/);
  const passing = (Action: string, more: object = {}) => ({ Effect: 'Allow', Action, ...more });
  const bob = await h.user('bob', {
    Version: '2012-10-17',
    Statement: [
      passing('iam:AddRoleToInstanceProfile', { Resource: '*' }),
      passing('iam:PassRole', {
        Resource: `arn:aws:iam::${ACCOUNT}:role/worker`,
        Condition: { StringEquals: { 'iam:PassedToService': 'ec2.amazonaws.com' } },
      }),
    ],
  });
  await h.ask(bob, AddRoleToInstanceProfile, add);
  await h.close();
});
