import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { ACCOUNT, house, type TestHouse } from '../../../test/house.ts';
import { HOUR } from '../../base/clock.ts';
import {
  DisableOrganizationsRootSessions,
  DisableOutboundWebIdentityFederation,
  EnableOrganizationsRootCredentialsManagement,
  EnableOrganizationsRootSessions,
  EnableOutboundWebIdentityFederation,
  GenerateOrganizationsAccessReport,
  GetAccountSummary,
  GetOrganizationsAccessReport,
  GetOutboundWebIdentityFederationInfo,
  ListOrganizationsFeatures,
  SetSecurityTokenServicePreferences,
} from '../../generated/iam.ts';
import {
  CreateOrganization,
  EnableAWSServiceAccess,
  ListRoots,
} from '../../generated/organizations.ts';
import { ListSecrets } from '../../generated/secretsmanager.ts';

async function closing(t: TestContext): Promise<TestHouse> {
  const h = await house();
  t.after(() => h.close());
  return h;
}

test('the management account says what may be done about its members’ root users', async (t) => {
  const h = await closing(t);
  const admin = await h.admin();
  const enable = () => h.ask(admin, EnableOrganizationsRootSessions, {});
  await assert.rejects(enable(), { code: 'OrganizationNotFoundException' });
  const { Organization } = await h.ask(admin, CreateOrganization, {});
  await assert.rejects(enable(), { code: 'ServiceAccessNotEnabledException' });
  await h.ask(admin, EnableAWSServiceAccess, { ServicePrincipal: 'iam.amazonaws.com' });
  assert.deepEqual(await enable(), {
    OrganizationId: Organization!.Id,
    EnabledFeatures: ['RootSessions'],
  });
  await enable();
  await h.ask(admin, EnableOrganizationsRootCredentialsManagement, {});
  const list = () => h.ask(admin, ListOrganizationsFeatures, {});
  assert.deepEqual((await list()).EnabledFeatures, ['RootSessions', 'RootCredentialsManagement']);
  await h.ask(admin, DisableOrganizationsRootSessions, {});
  assert.deepEqual((await list()).EnabledFeatures, ['RootCredentialsManagement']);
});

test('a report on an organization tells which services its accounts may use and did', async (t) => {
  const h = await closing(t);
  const admin = await h.admin();
  await h.ask(admin, CreateOrganization, {});
  const { Roots } = await h.ask(admin, ListRoots, {});
  const [, organization] = /(o-[a-z0-9]+)/.exec(Roots![0]!.Arn!)!;
  await h.ask(admin, ListSecrets, {}, 'eu-west-1');
  h.clock.advance(HOUR);
  const EntityPath = `${organization}/${Roots![0]!.Id}`;
  const { JobId } = await h.ask(admin, GenerateOrganizationsAccessReport, { EntityPath });
  const get = (more: object = {}) =>
    h.ask(admin, GetOrganizationsAccessReport, { JobId: JobId!, ...more });
  assert.equal((await get()).JobStatus, 'IN_PROGRESS');
  await h.tick();
  const report = await get({ SortKey: 'LAST_AUTHENTICATED_TIME_DESCENDING', MaxItems: 1 });
  assert.equal(report.JobStatus, 'COMPLETED');
  const used = (await get()).AccessDetails!.find(
    (one) => one.ServiceNamespace === 'secretsmanager',
  );
  assert.deepEqual(used, {
    ServiceName: 'AWS Secrets Manager',
    ServiceNamespace: 'secretsmanager',
    Region: 'eu-west-1',
    EntityPath: `${EntityPath}/${ACCOUNT}`,
    LastAuthenticatedTime: h.clock.now() - HOUR,
    TotalAuthenticatedEntities: 1,
  });
  assert.equal(report.IsTruncated, true);
  const next = await get({
    SortKey: 'LAST_AUTHENTICATED_TIME_DESCENDING',
    Marker: report.Marker,
  });
  assert.equal(next.AccessDetails!.length, report.NumberOfServicesAccessible! - 1);
  const nowhere = await h.ask(admin, GenerateOrganizationsAccessReport, {
    EntityPath: `${EntityPath}/ou-none-12345678`,
  });
  const failed = await h.ask(admin, GetOrganizationsAccessReport, { JobId: nowhere.JobId! });
  assert.deepEqual([failed.JobStatus, failed.ErrorDetails!.Code], ['FAILED', 'NoSuchEntity']);
});

test('an account gives web identity tokens as an issuer of its own, once it has said so', async (t) => {
  const h = await closing(t);
  const root = h.root();
  const info = () => h.ask(root, GetOutboundWebIdentityFederationInfo, {});
  await assert.rejects(info(), { code: 'FeatureDisabled' });
  await assert.rejects(h.ask(root, DisableOutboundWebIdentityFederation, {}), {
    code: 'FeatureDisabled',
  });
  const { IssuerIdentifier } = await h.ask(root, EnableOutboundWebIdentityFederation, {});
  assert.deepEqual(await info(), { IssuerIdentifier, JwtVendingEnabled: true });
  await assert.rejects(h.ask(root, EnableOutboundWebIdentityFederation, {}), {
    code: 'FeatureEnabled',
  });
  await h.ask(root, DisableOutboundWebIdentityFederation, {});
  await assert.rejects(info(), { code: 'FeatureDisabled' });
});

test('the version of the global endpoint’s tokens is told in the summary', async (t) => {
  const h = await closing(t);
  const version = async () =>
    (await h.ask(h.root(), GetAccountSummary, {})).SummaryMap!['GlobalEndpointTokenVersion'];
  assert.equal(await version(), 2);
  await h.ask(h.root(), SetSecurityTokenServicePreferences, {
    GlobalEndpointTokenVersion: 'v1Token',
  });
  assert.equal(await version(), 1);
});
