/** Quotas of an account: AWS's own, before anybody has them raised. */
import { type Change, change } from '../../store/statement.ts';
import type { Reader } from '../../store/store.ts';
import { quotaExceeded } from './documents.ts';
import { counting, lockQuota } from './quota-tables.ts';

const COUNTED = {
  user: { name: 'UsersPerAccount', most: 5000, ...counting('iam_user') },
  group: { name: 'GroupsPerAccount', most: 300, ...counting('iam_group') },
  role: { name: 'RolesPerAccount', most: 1000, ...counting('iam_role') },
  policy: { name: 'PoliciesPerAccount', most: 1500, ...counting('iam_policy') },
  rootKey: {
    name: 'AccessKeysPerUser',
    most: 2,
    ...counting('iam_access_key', " and user_id = ''"),
  },
  rootDevice: {
    name: 'MFADevicesPerUser',
    most: 8,
    ...counting('iam_mfa_device', " and holder = ''"),
  },
  oidcProvider: {
    name: 'OpenIdConnectProvidersPerAccount',
    most: 100,
    ...counting('iam_oidc_provider'),
  },
  samlProvider: {
    name: 'SAMLProvidersPerAccount',
    most: 100,
    ...counting('iam_saml_provider'),
  },
  serverCertificate: {
    name: 'ServerCertificatesPerAccount',
    most: 20,
    ...counting('iam_server_certificate'),
  },
  rootCertificate: {
    name: 'SigningCertificatesPerUser',
    most: 2,
    ...counting('iam_signing_certificate', " and user_id = ''"),
  },
  instanceProfile: {
    name: 'InstanceProfilesPerAccount',
    most: 1000,
    ...counting('iam_instance_profile'),
  },
};

/** What is counted in each account. */
export type Counted = keyof typeof COUNTED;

/** How many there may be. */
export const quotaOf = (kind: Counted): number => COUNTED[kind].most;

/**
 * What must be written so that one more may be made.
 *
 * Two who make the last one at the same time have both seen that there was room: the commit counts
 * again, one after the other, and who is too late runs again and is refused.
 *
 * @throws where there are as many as there may be.
 */
export async function oneMore(
  {
    store,
    error,
  }: {
    readonly store: Reader;
    readonly error: (code: 'LimitExceeded', message: string) => Error;
  },
  kind: Counted,
  account: string,
): Promise<readonly Change[]> {
  const quota = COUNTED[kind];
  const { number } = (await store.one(quota.count, { account }))!;
  if (number >= quota.most) throw error('LimitExceeded', quotaExceeded(quota));
  return [
    change(lockQuota, { account, kind }),
    change(quota.guard, { account, kind, most: quota.most }),
  ];
}
