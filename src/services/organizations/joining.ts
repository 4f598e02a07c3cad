import { assert } from '../../base/assert.ts';
import { type Instant, isoSeconds } from '../../base/clock.ts';
import type { Membership } from '../../operation/identities.ts';
import type { ServiceEvent } from '../../operation/job.ts';
import { type Change, change } from '../../store/statement.ts';
import type { Reader } from '../../store/store.ts';
import type { Acceptance } from './acceptance.ts';
import { MOST_ACCOUNTS } from './account.ts';
import { attachDefaults } from './attachment.ts';
import { checkDeparture, departed, joined, withoutPlace } from './departure.ts';
import type { HandshakeRow } from './handshake-tables.ts';
import { readOrganization, takeTurn } from './organization.ts';
import { membership } from './standing.ts';
import { type AccountRow, countAccounts, joinAccount, selectAccount } from './tables.ts';

type Refuse = (
  code:
    | 'HandshakeConstraintViolationException'
    | 'MasterCannotLeaveOrganizationException'
    | 'ConstraintViolationException',
  message: string,
  members?: { readonly Reason: string },
) => Error;

interface Given {
  readonly store: Reader;
  /** Who accepts. */
  readonly account: string;
  readonly now: Instant;
  readonly error: Refuse;
}

/** An account joins the organization that has invited it, and leaves the one that it may be in. */
export async function acceptInvitation(
  { organization, tags }: HandshakeRow,
  { store, account, now, error }: Given,
): Promise<Acceptance> {
  const row = await store.one(selectAccount, { id: account });
  assert(row, 'whoever signs belongs to an account');
  const before = await membership(store, account);
  if (before?.organizationId === organization) {
    throw error('HandshakeConstraintViolationException', MEMBER_ALREADY, {
      Reason: 'ALREADY_IN_AN_ORGANIZATION',
    });
  }
  const of = await readOrganization(store, { organizationId: organization });
  const members = await store.one(countAccounts, { organization });
  if (members!.count >= MOST_ACCOUNTS) {
    throw error('HandshakeConstraintViolationException', TOO_MANY, {
      Reason: 'ACCOUNT_NUMBER_LIMIT_EXCEEDED',
    });
  }
  const after: Membership = {
    organizationId: of.id,
    managementAccount: of.management_account,
    path: `${of.id}/${of.root_id}/`,
    scps: [],
    rcps: [],
  };
  const left = before && (await leaving(store, before, { row, now, error }));
  const told = { joinedMethod: 'INVITED', joinedTime: isoSeconds(now) } as const;
  return {
    changes: [
      ...(left?.changes ?? []),
      takeTurn(of),
      change(joinAccount, {
        id: account,
        organization,
        parent: of.root_id,
        joined_method: 'INVITED',
        joined_at: now,
        tags,
        revision: row.revision,
      }),
      ...(await attachDefaults(store, after, { target: account, now })),
    ],
    events: [...(left?.events ?? []), joined(after, account, told)],
  };
}

async function leaving(
  store: Reader,
  of: Membership,
  { row, now, error }: { readonly row: AccountRow; readonly now: Instant; readonly error: Refuse },
): Promise<{ readonly changes: readonly Change[]; readonly events: readonly ServiceEvent[] }> {
  await checkDeparture(store, of, { row, now, error });
  const told = { departureMethod: 'LEFT', departureTime: isoSeconds(now) } as const;
  return {
    changes: await withoutPlace(store, of, { account: row.id, now }),
    events: [departed(of, row.id, told)],
  };
}

const MEMBER_ALREADY =
  'The handshake request is invalid because the invited account is already a member of an organization.';
const TOO_MANY = 'You attempted to exceed the limit on the number of accounts in an organization.';
