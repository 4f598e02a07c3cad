import { GetAccountSummary } from '../../../generated/iam.ts';
import { anything } from '../../../operation/operation.ts';
import { ACCESS_KEYS_PER_USER } from '../access-key.ts';
import { selectAwsPoliciesInUse, selectUsage } from '../account-tables.ts';
import { GROUPS_PER_USER } from '../group.ts';
import { POLICY_SIZE, VERSIONS_PER_POLICY } from '../managed-policy.ts';
import { operation } from '../parts.ts';
import { quotaOf } from '../quota.ts';
import { TRUST_SIZE } from '../trust.ts';

export const getAccountSummary = operation(GetAccountSummary)
  .access({ action: 'iam:GetAccountSummary', on: anything })
  .handle(async ({ caller: { account }, store }) => {
    const usage = (await store.one(selectUsage, { account }))!;
    const awsPolicies = (await store.one(selectAwsPoliciesInUse, { account }))!;
    const SummaryMap = {
      ...QUOTAS,
      ...NONE,
      Users: usage.users,
      Groups: usage.groups,
      Roles: usage.roles,
      Policies: usage.policies,
      // AWS's own policies are in use where they are attached, each in the one version in force.
      PolicyVersionsInUse: usage.versions + awsPolicies.number,
      AccountAccessKeysPresent: Math.min(1, usage.root_keys),
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
  SigningCertificatesPerUserQuota: 2,
  InstanceProfilesQuota: quotaOf('instanceProfile'),
  ServerCertificatesQuota: 20,
  /** STS's global endpoint gives tokens that are valid everywhere. */
  GlobalEndpointTokenVersion: 2,
};

/** Nobody can have these here. */
const NONE = {
  InstanceProfiles: 0,
  ServerCertificates: 0,
  Providers: 0,
  MFADevices: 0,
  MFADevicesInUse: 0,
  AccountMFAEnabled: 0,
  AccountPasswordPresent: 0,
  AccountSigningCertificatesPresent: 0,
};
