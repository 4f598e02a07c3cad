import assert from 'node:assert/strict';
import { samlMetadata } from '../saml-metadata.ts';
import { type Client, refused, type Told } from './client.ts';

type Ask = (operation: string, input?: object) => Promise<Told>;

const names = (list: readonly Told[], member: string) => list.map((each) => each[member]);

/** IAM's operations about those who come from elsewhere: machines, services, identity providers. */
export async function iamFederationJourney(client: Client): Promise<void> {
  const iam: Ask = (operation, input = {}) => client.ask('iam', operation, input);
  await instanceProfiles(client, iam);
  await oidcProviders(iam);
  await samlProviders(iam);
  await serviceLinkedRoles(iam);
  await delegations(client, iam);
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

async function oidcProviders(iam: Ask): Promise<void> {
  const made = await iam('CreateOpenIDConnectProvider', {
    Url: 'https://issuer.example.com/ids',
    ClientIDList: ['sts.amazonaws.com'],
  });
  const { OpenIDConnectProviderArn } = made;
  const one = { OpenIDConnectProviderArn };
  await iam('AddClientIDToOpenIDConnectProvider', { ...one, ClientID: 'other' });
  await iam('RemoveClientIDFromOpenIDConnectProvider', { ...one, ClientID: 'sts.amazonaws.com' });
  const ThumbprintList = ['6938fd4d98bab03faadb97b34396831e3780aea1'];
  await iam('UpdateOpenIDConnectProviderThumbprint', { ...one, ThumbprintList });
  await iam('TagOpenIDConnectProvider', { ...one, Tags: [{ Key: 'a', Value: '1' }] });
  const { Tags } = await iam('ListOpenIDConnectProviderTags', one);
  assert.deepEqual(Tags, [{ Key: 'a', Value: '1' }]);
  await iam('UntagOpenIDConnectProvider', { ...one, TagKeys: ['a'] });
  const shown = await iam('GetOpenIDConnectProvider', one);
  assert.deepEqual(shown.ClientIDList, ['other']);
  assert.deepEqual(shown.ThumbprintList, ThumbprintList);
  const { OpenIDConnectProviderList } = await iam('ListOpenIDConnectProviders');
  assert.deepEqual(names(OpenIDConnectProviderList, 'Arn'), [OpenIDConnectProviderArn]);
  await iam('DeleteOpenIDConnectProvider', one);
  await iam('DeleteOpenIDConnectProvider', one);
  await refused(
    iam('GetOpenIDConnectProvider', one),
    'NoSuchEntity',
    `OpenIDConnect Provider not found for arn ${OpenIDConnectProviderArn}`,
    404,
  );
}

async function samlProviders(iam: Ask): Promise<void> {
  const SAMLMetadataDocument = samlMetadata();
  await refused(
    iam('CreateSAMLProvider', { Name: 'idp', SAMLMetadataDocument: 'x'.repeat(1000) }),
    'InvalidInput',
    'Could not parse metadata',
  );
  const { SAMLProviderArn } = await iam('CreateSAMLProvider', {
    Name: 'idp',
    SAMLMetadataDocument,
  });
  const one = { SAMLProviderArn };
  await iam('UpdateSAMLProvider', { ...one, SAMLMetadataDocument });
  const shown = await iam('GetSAMLProvider', one);
  assert.equal(shown.SAMLMetadataDocument, SAMLMetadataDocument);
  assert.match(shown.ValidUntil, /^21\d\d/);
  await iam('TagSAMLProvider', { ...one, Tags: [{ Key: 'a', Value: '1' }] });
  assert.equal((await iam('ListSAMLProviderTags', one)).Tags.length, 1);
  await iam('UntagSAMLProvider', { ...one, TagKeys: ['a'] });
  const { SAMLProviderList } = await iam('ListSAMLProviders');
  assert.deepEqual(names(SAMLProviderList, 'Arn'), [SAMLProviderArn]);
  await iam('DeleteSAMLProvider', one);
}

async function serviceLinkedRoles(iam: Ask): Promise<void> {
  const AWSServiceName = 'ram.amazonaws.com';
  const { Role } = await iam('CreateServiceLinkedRole', { AWSServiceName });
  const { RoleName } = Role;
  assert.equal(RoleName, 'AWSServiceRoleForResourceAccessManager');
  await refused(
    iam('CreateServiceLinkedRole', { AWSServiceName, CustomSuffix: 'mine' }),
    'InvalidInput',
    'Custom suffix is not allowed for ram.amazonaws.com',
  );
  const { DeletionTaskId } = await iam('DeleteServiceLinkedRole', { RoleName });
  const { Status } = await iam('GetServiceLinkedRoleDeletionStatus', { DeletionTaskId });
  assert.equal(Status, 'SUCCEEDED');
}

async function delegations(client: Client, iam: Ask): Promise<void> {
  // Older releases of boto3 do not know what is newer than they are.
  if (!(await client.knows('iam', 'CreateDelegationRequest'))) return;
  const channel = await client.ask('secretsmanager', 'CreateSecret', {
    Name: 'delegation-tokens',
    SecretString: 'none yet',
  });
  const ask = async () => {
    const { DelegationRequestId } = await iam('CreateDelegationRequest', {
      Description: 'Reads',
      Permissions: { PolicyTemplateArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' },
      RequestorWorkflowId: 'workflow',
      NotificationChannel: channel.ARN,
      SessionDuration: 900,
    });
    await iam('AssociateDelegationRequest', { DelegationRequestId });
    return { DelegationRequestId };
  };
  const one = await ask();
  await iam('UpdateDelegationRequest', { ...one, Notes: 'please' });
  await iam('AcceptDelegationRequest', one);
  // The secret's policy does not let IAM in.
  await refused(iam('SendDelegationToken', one), 'InvalidInput', /did not take the token/);
  const { DelegationRequest } = await iam('GetDelegationRequest', one);
  assert.equal(DelegationRequest.State, 'ACCEPTED');
  const EntityArn = `${DelegationRequest.OwnerId.split(':user/')[0]}:delegation-request/${one.DelegationRequestId}`;
  const { SummaryState } = await iam('GetHumanReadableSummary', { EntityArn });
  assert.equal(SummaryState, 'AVAILABLE');
  const other = await ask();
  await iam('RejectDelegationRequest', { ...other, Notes: 'no' });
  const { DelegationRequests } = await iam('ListDelegationRequests');
  assert.deepEqual(names(DelegationRequests, 'State').sort(), ['ACCEPTED', 'REJECTED']);
  await client.ask('secretsmanager', 'DeleteSecret', {
    SecretId: channel.ARN,
    ForceDeleteWithoutRecovery: true,
  });
}
