import assert from 'node:assert/strict';
import { type Client, refused, type Told } from './client.ts';

type Ask = (operation: string, input?: object) => Promise<Told>;

/** IAM's operations about those who come from elsewhere: machines, services, identity providers. */
export async function iamFederationJourney(client: Client): Promise<void> {
  const iam: Ask = (operation, input = {}) => client.ask('iam', operation, input);
  await instanceProfiles(client, iam);
}

async function instanceProfiles(client: Client, iam: Ask): Promise<void> {
  const InstanceProfileName = 'web';
  const RoleName = 'web-role';
  await iam('CreateInstanceProfile', { InstanceProfileName, Tags: [{ Key: 'a', Value: '1' }] });
  await client.wait('iam', 'InstanceProfileExists', { InstanceProfileName });
  const AssumeRolePolicyDocument = JSON.stringify({
    Version: '2012-10-17',
    Statement: {
      Effect: 'Allow',
      Principal: { Service: 'ec2.amazonaws.com' },
      Action: 'sts:AssumeRole',
    },
  });
  await iam('CreateRole', { RoleName, AssumeRolePolicyDocument });
  await iam('AddRoleToInstanceProfile', { InstanceProfileName, RoleName });
  const { InstanceProfile } = await iam('GetInstanceProfile', { InstanceProfileName });
  assert.equal(InstanceProfile.Roles[0].RoleName, RoleName);
  assert.deepEqual(InstanceProfile.Tags, [{ Key: 'a', Value: '1' }]);
  const all = await client.pages('iam', 'ListInstanceProfiles', {});
  assert.equal(all.flatMap((page) => page.InstanceProfiles).length, 1);
  const of = await iam('ListInstanceProfilesForRole', { RoleName });
  assert.equal(of.InstanceProfiles[0].InstanceProfileName, InstanceProfileName);
  await iam('TagInstanceProfile', { InstanceProfileName, Tags: [{ Key: 'b', Value: '2' }] });
  await iam('UntagInstanceProfile', { InstanceProfileName, TagKeys: ['a'] });
  const { Tags } = await iam('ListInstanceProfileTags', { InstanceProfileName });
  assert.deepEqual(Tags, [{ Key: 'b', Value: '2' }]);
  await refused(
    iam('DeleteInstanceProfile', { InstanceProfileName }),
    'DeleteConflict',
    'Cannot delete entity, must remove roles from instance profile first.',
    409,
  );
  await iam('RemoveRoleFromInstanceProfile', { InstanceProfileName, RoleName });
  await iam('DeleteRole', { RoleName });
  await iam('DeleteInstanceProfile', { InstanceProfileName });
}
