import assert from 'node:assert/strict';
import type { Client, Refused, Told } from './client.ts';

type Ask = (operation: string, input?: object) => Promise<Told>;

/** IAM's operations that tell of an account, or of an organization, what happened there. */
export async function iamReportsJourney(
  client: Client,
  tick: () => Promise<unknown>,
): Promise<void> {
  const iam: Ask = (operation, input = {}) => client.ask('iam', operation, input);
  await credentialReport(iam, tick);
  await accessAdvisor(iam, tick);
  await organizations(client, iam);
}

type Tick = () => Promise<unknown>;

async function credentialReport(iam: Ask, tick: Tick): Promise<void> {
  // The SDK for JavaScript calls the error by its shape's name, CredentialReportNotPresent.
  await assert.rejects(iam('GetCredentialReport'), /does not exist/);
  assert.equal((await iam('GenerateCredentialReport')).State, 'STARTED');
  await tick();
  assert.equal((await iam('GenerateCredentialReport')).State, 'COMPLETE');
  const { Content, ReportFormat } = await iam('GetCredentialReport');
  assert.equal(ReportFormat, 'text/csv');
  assert.match(Content.toString(), /^user,arn,user_creation_time,.*\n<root_account>,/);
}

async function accessAdvisor(iam: Ask, tick: Tick): Promise<void> {
  const { Arn } = (await iam('GetUser')).User;
  const { JobId } = await iam('GenerateServiceLastAccessedDetails', { Arn });
  await tick();
  const report = await iam('GetServiceLastAccessedDetails', { JobId });
  assert.equal(report.JobStatus, 'COMPLETED');
  const used = report.ServicesLastAccessed.find((one: Told) => one.ServiceNamespace === 'iam');
  assert.equal(used.LastAuthenticatedEntity, Arn);
  const { EntityDetailsList } = await iam('GetServiceLastAccessedDetailsWithEntities', {
    JobId,
    ServiceNamespace: 'iam',
  });
  assert.equal(EntityDetailsList[0].EntityInfo.Arn, Arn);
  const { PoliciesGrantingServiceAccess } = await iam('ListPoliciesGrantingServiceAccess', {
    Arn,
    ServiceNamespaces: ['iam'],
  });
  assert.equal(PoliciesGrantingServiceAccess[0].Policies[0].PolicyName, 'AdministratorAccess');
}

async function organizations(client: Client, iam: Ask): Promise<void> {
  await iam('SetSecurityTokenServicePreferences', { GlobalEndpointTokenVersion: 'v1Token' });
  await iam('SetSecurityTokenServicePreferences', { GlobalEndpointTokenVersion: 'v2Token' });
  const { JobId } = await iam('GenerateOrganizationsAccessReport', {
    EntityPath: 'o-abcdefghij/r-abcd/',
  });
  const { JobStatus } = await iam('GetOrganizationsAccessReport', { JobId });
  assert.equal(JobStatus, 'FAILED');
  // Older releases of boto3 do not know what is newer than they are.
  if (!(await client.knows('iam', 'ListOrganizationsFeatures'))) return;
  await ownOrganization(client);
  await iam('EnableOrganizationsRootCredentialsManagement');
  await iam('EnableOrganizationsRootSessions');
  const { EnabledFeatures } = await iam('ListOrganizationsFeatures');
  assert.deepEqual(EnabledFeatures, ['RootCredentialsManagement', 'RootSessions']);
  await iam('DisableOrganizationsRootSessions');
  await iam('DisableOrganizationsRootCredentialsManagement');
  if (!(await client.knows('iam', 'EnableOutboundWebIdentityFederation'))) return;
  const { IssuerIdentifier } = await iam('EnableOutboundWebIdentityFederation');
  const info = await iam('GetOutboundWebIdentityFederationInfo');
  assert.equal(info.IssuerIdentifier, IssuerIdentifier);
  await iam('DisableOutboundWebIdentityFederation');
}

/** The account governs an organization that lets IAM in. */
async function ownOrganization(client: Client): Promise<void> {
  await client.ask('organizations', 'CreateOrganization').catch((cause: unknown) => {
    if ((cause as Refused).code !== 'AlreadyInOrganizationException') throw cause;
  });
  const ServicePrincipal = 'iam.amazonaws.com';
  await client.ask('organizations', 'EnableAWSServiceAccess', { ServicePrincipal });
}
