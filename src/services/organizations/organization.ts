/** Organizations: what they are, and what they are called. */
import { assert } from '../../base/assert.ts';
import { arn } from '../../base/arn.ts';
import { DIGITS, LOWER } from '../../base/random.ts';
import type * as T from '../../generated/organizations.types.ts';
import type { Membership } from '../../operation/identities.ts';
import { type Change, change } from '../../store/statement.ts';
import type { Reader } from '../../store/store.ts';
import { accountArn, emailOfRoot } from './account.ts';
import { selectPolicyTypes } from './policy-tables.ts';
import { type OrganizationRow, selectOrganization, turnOrganization } from './tables.ts';

/** The organization's row behind a membership. */
export async function readOrganization(
  store: Reader,
  { organizationId }: Pick<Membership, 'organizationId'>,
): Promise<OrganizationRow> {
  const row = await store.one(selectOrganization, { id: organizationId });
  assert(row, 'an account is a member of an organization that exists');
  return row;
}

/**
 * The change that goes with every other one to what is in an organization. Limits, names and "the
 * last one" are counted first and written later: whoever counted what is no more, counts again.
 */
export const takeTurn = ({ id, revision }: OrganizationRow): Change =>
  change(turnOrganization, { id, revision });

/** The organization as the API shows it. */
export const shownOrganization = (
  of: Membership,
  { feature_set }: Pick<OrganizationRow, 'feature_set'>,
  email: string | undefined,
): T.Organization => ({
  Id: of.organizationId,
  Arn: organizationArn(of),
  FeatureSet: feature_set as T.Organization['FeatureSet'],
  MasterAccountArn: accountArn(of, of.managementAccount),
  MasterAccountId: of.managementAccount,
  MasterAccountEmail: email,
  // AWS still answers so, though it tells readers not to rely on it: roots say which types are in use.
  AvailablePolicyTypes:
    feature_set === 'ALL' ? [{ Type: 'SERVICE_CONTROL_POLICY', Status: 'ENABLED' }] : [],
});

/** The address that an organization's management account is known by. */
export const managementEmail = (store: Reader, of: Membership): Promise<string | undefined> =>
  emailOfRoot(store, of.managementAccount);

/** The id of the organization's root: the second part of every path. */
export const rootIdOf = ({ path }: Membership): string => path.split('/', 2)[1]!;

export const organizationArn = (of: Membership): string =>
  arn('organizations', '', of.managementAccount, `organization/${of.organizationId}`);

/** The ARN of the organization's root. */
export const organizationRootArn = (of: Membership): string =>
  arn('organizations', '', of.managementAccount, `root/${of.organizationId}/${rootIdOf(of)}`);

/** The organization's root as the API shows it. */
export async function shownRoot(store: Reader, of: Membership): Promise<T.Root> {
  const types = await enabledTypes(store, of);
  return rootWith(of, types);
}

/** The organization's root with these types of policy enabled. */
export const rootWith = (of: Membership, types: readonly string[]): T.Root => ({
  Id: rootIdOf(of),
  Arn: organizationRootArn(of),
  Name: 'Root',
  PolicyTypes: types.map((type) => ({ Type: type as PolicyType, Status: 'ENABLED' as const })),
});

export type PolicyType = T.CreatePolicyRequest['Type'];

/** The types of policy that are enabled in the organization's root. */
export const enabledTypes = async (
  store: Reader,
  { organizationId }: Membership,
): Promise<readonly string[]> =>
  (await store.all(selectPolicyTypes, { organization: organizationId })).map(({ type }) => type);

/** What the ids of Organizations are made of. */
export const ID_ALPHABET = LOWER + DIGITS;
