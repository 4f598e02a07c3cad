import { GetAccountSummary } from '../../../generated/iam.ts';
import { anything } from '../../../operation/operation.ts';
import { ACCESS_KEYS_PER_USER } from '../access-key.ts';
import { selectAwsPoliciesInUse, selectUsage } from '../account-tables.ts';
import { GROUPS_PER_USER } from '../group.ts';
import { POLICY_SIZE, VERSIONS_PER_POLICY } from '../managed-policy.ts';
import { operation } from '../parts.ts';
import { quotaOf } from '../quota.ts';
import { SIGNING_CERTIFICATES_PER_USER } from '../signing-certificate.ts';
import { tokenVersion } from '../token-version.ts';
import { TRUST_SIZE } from '../trust.ts';

export const getAccountSummary = operation(GetAccountSummary)
  .access({ action: 'iam:GetAccountSummary', on: anything })
  .handle(async ({ caller: { account }, store }) => {
    const usage = (await store.one(selectUsage, { account }))!;
    const awsPolicies = (await store.one(selectAwsPoliciesInUse, { account }))!;
    const SummaryMap = {
      ...QUOTAS,
      Users: usage.users,
      Groups: usage.groups,
      Roles: usage.roles,
      Policies: usage.policies,
      // AWS's own policies are in use where they are attached, each in the one version in force.
      PolicyVersionsInUse: usage.versions + awsPolicies.number,
      InstanceProfiles: usage.instance_profiles,
      ServerCertificates: usage.server_certificates,
      Providers: usage.providers,
      MFADevices: usage.devices,
      MFADevicesInUse: usage.devices_in_use,
      AccountAccessKeysPresent: Math.min(1, usage.root_keys),
      AccountMFAEnabled: Math.min(1, usage.root_devices),
      AccountPasswordPresent: Math.min(1, usage.root_passwords),
      AccountSigningCertificatesPresent: Math.min(1, usage.root_certificates),
      GlobalEndpointTokenVersion: await tokenVersion(store, account),
    };
    return { output: { SummaryMap } };
  });

/** AWS's own quotas, before anybody has them raised. */
const QUOTAS = {
  UsersQuota: quotaOf('user'),
  GroupsQuota: quotaOf('group'),
  GroupsPerUserQuota: GROUPS_PER_USER,
  RolesQuota: quotaOf('role'),
  PoliciesQuota: quotaOf('policy'),
  PolicySizeQuota: POLICY_SIZE.most,
  PolicyVersionsInUseQuota: 10_000,
  VersionsPerPolicyQuota: VERSIONS_PER_POLICY,
  UserPolicySizeQuota: 2048,
  GroupPolicySizeQuota: 5120,
  RolePolicySizeQuota: 10_240,
  AssumeRolePolicySizeQuota: TRUST_SIZE.most,
  AttachedPoliciesPerUserQuota: 10,
  AttachedPoliciesPerGroupQuota: 10,
  AttachedPoliciesPerRoleQuota: 10,
  AccessKeysPerUserQuota: ACCESS_KEYS_PER_USER.most,
  SigningCertificatesPerUserQuota: SIGNING_CERTIFICATES_PER_USER.most,
  InstanceProfilesQuota: quotaOf('instanceProfile'),
  ServerCertificatesQuota: quotaOf('serverCertificate'),
};
