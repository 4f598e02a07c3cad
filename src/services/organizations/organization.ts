/** Organizations: who is in one, and who manages it. */
import { assert } from '../../base/assert.ts';
import { arn } from '../../base/arn.ts';
import { DIGITS, LOWER } from '../../base/random.ts';
import type * as T from '../../generated/organizations.types.ts';
import type { Membership } from '../../operation/identities.ts';
import type { Asking, Missing, Resource } from '../../operation/operation.ts';
import type { Reader } from '../../store/store.ts';
import { accountArn, emailOfRoot, membership } from './account.ts';
import { type OrganizationRow, selectOrganization } from './tables.ts';

/** What an operation is about that looks at an organization as a whole: `*`, and where the caller stands. */
export type Standing = Resource & { readonly organization: Membership };

type NotMember = Missing<'AWSOrganizationsNotInUseException'>;

/** Why an operation of the management account has nothing to be about. */
export type NotManager = Missing<'AWSOrganizationsNotInUseException' | 'AccessDeniedException'>;

/** For operations that every member account may ask. */
export async function asMember(
  _input: unknown,
  { caller, store }: Asking,
): Promise<Standing | NotMember> {
  const organization = await membership(store, caller.account);
  if (!organization) {
    return { missing: '*', error: 'AWSOrganizationsNotInUseException', message: NOT_IN_USE };
  }
  return { arn: '*', account: caller.account, organization };
}

/** For operations of the management account alone. */
export async function asManager(input: unknown, asking: Asking): Promise<Standing | NotManager> {
  const standing = await asMember(input, asking);
  if ('missing' in standing) return standing;
  if (standing.organization.managementAccount === asking.caller.account) return standing;
  return { missing: '*', error: 'AccessDeniedException', message: NOT_MANAGER };
}

/** The organization's row behind a membership. */
export async function readOrganization(
  store: Reader,
  { organizationId }: Membership,
): Promise<OrganizationRow> {
  const row = await store.one(selectOrganization, { id: organizationId });
  assert(row, 'an account is a member of an organization that exists');
  return row;
}

/** The organization as the API shows it. */
export const shownOrganization = (
  of: Membership,
  { feature_set }: Pick<OrganizationRow, 'feature_set'>,
  email: string | undefined,
): T.Organization => ({
  Id: of.organizationId,
  Arn: arn('organizations', '', of.managementAccount, `organization/${of.organizationId}`),
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
export const rootIdOf = ({ path }: Membership): string => path.split('/')[1]!;

/** The ARN of the organization's root. */
export const organizationRootArn = (of: Membership): string =>
  arn('organizations', '', of.managementAccount, `root/${of.organizationId}/${rootIdOf(of)}`);

/** What the ids of Organizations are made of. */
export const ID_ALPHABET = LOWER + DIGITS;

const NOT_IN_USE = 'Your account is not a member of an organization.';
const NOT_MANAGER = "You don't have permissions to access this resource.";
