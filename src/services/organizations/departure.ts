/** How an account comes into an organization, and how it goes. */
import { DAY, type Instant } from '../../base/clock.ts';
import type { Membership } from '../../operation/identities.ts';
import type { ServiceEvent } from '../../operation/job.ts';
import { type Change, change } from '../../store/statement.ts';
import type { Reader } from '../../store/store.ts';
import { accountArn } from './account.ts';
import { deleteDelegationsOf, selectDelegationsOf } from './delegation-tables.ts';
import { withdrawApproval } from './all-features.ts';
import { readOrganization, takeTurn } from './organization.ts';
import { detachAllFrom } from './policy-tables.ts';
import { type AccountRow, leaveOrganization } from './tables.ts';

type Refuse = (
  code: 'MasterCannotLeaveOrganizationException' | 'ConstraintViolationException',
  message: string,
  members?: { readonly Reason: string },
) => Error;

/** Throws where an account cannot go from its organization. */
export async function checkDeparture(
  store: Reader,
  of: Membership,
  { row, now, error }: { readonly row: AccountRow; readonly now: Instant; readonly error: Refuse },
): Promise<void> {
  const refuse = (Reason: string, message: string) =>
    error('ConstraintViolationException', message, { Reason });
  if (row.id === of.managementAccount) {
    throw error('MasterCannotLeaveOrganizationException', MANAGEMENT);
  }
  if (row.status !== 'ACTIVE') throw refuse('ACCOUNT_CANNOT_LEAVE_ORGANIZATION', CLOSED);
  const delegated = await store.all(selectDelegationsOf, {
    organization: of.organizationId,
    account: row.id,
  });
  if (delegated.length > 0) {
    throw refuse('CANNOT_REMOVE_DELEGATED_ADMINISTRATOR_FROM_ORG', DELEGATED);
  }
  if (row.joined_method === 'CREATED' && now < row.created_at + WAIT) {
    throw refuse('WAIT_PERIOD_ACTIVE', TOO_YOUNG);
  }
}

interface Departing {
  readonly row: AccountRow;
  readonly now: Instant;
  readonly status: string;
}

/** What becomes of an account that goes: its place, its policies and its tags stay behind. */
export async function depart(
  store: Reader,
  of: Membership,
  { row, now, status }: Departing,
): Promise<readonly Change[]> {
  return [
    ...(await withoutPlace(store, of, { account: row.id, now })),
    change(leaveOrganization, { id: row.id, status, revision: row.revision }),
  ];
}

/** What an organization no longer holds of an account that is elsewhere now. */
export async function withoutPlace(
  store: Reader,
  of: Membership,
  { account, now }: { readonly account: string; readonly now: Instant },
): Promise<readonly Change[]> {
  const organization = await readOrganization(store, of);
  return [
    takeTurn(organization),
    change(detachAllFrom, { target: account }, 'any'),
    change(deleteDelegationsOf, { organization: organization.id, account }, 'any'),
    ...(await withdrawApproval(store, organization.id, { account, now })),
  ];
}

type Known = Pick<Membership, 'organizationId' | 'managementAccount'>;

/** What the management account's trail tells of it. */
export const departed = (
  of: Known,
  account: string,
  told: {
    readonly departureMethod: 'LEFT' | 'REMOVED' | 'CLEANED';
    readonly departureTime: string;
  },
): ServiceEvent => membershipEvent('AccountDepartedOrganization', of, account, told);

/** The same of an account that comes. */
export const joined = (
  of: Known,
  account: string,
  told: { readonly joinedMethod: 'INVITED' | 'CREATED'; readonly joinedTime: string },
): ServiceEvent => membershipEvent('AccountJoinedOrganization', of, account, told);

/** Organizations is one service for the whole world, and tells its story there. */
export const HOME = 'us-east-1';

const membershipEvent = (name: string, of: Known, account: string, told: object): ServiceEvent => ({
  name,
  account: of.managementAccount,
  region: HOME,
  resource: { arn: accountArn(of, account), type: 'AWS::Organizations::Account' },
  details: { accountId: account, organizationId: of.organizationId, ...told },
});

/** How long a new account stays where it was made. */
const WAIT = 4 * DAY;

const MANAGEMENT =
  "You can't remove a management account from an organization. If you want the management account to become a member account in another organization, you must first delete the current organization of the management account.";
const CLOSED =
  "You can't remove a closed account from the organization. It leaves by itself when it is closed permanently.";
const DELEGATED =
  'You attempted to remove an account that is registered as a delegated administrator for a service integrated with your organization. To complete this operation, you must first deregister this account as a delegated administrator.';
const TOO_YOUNG =
  'After you create an Amazon Web Services account, you must wait until at least four days after the account was created.';
