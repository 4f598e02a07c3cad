import { DAY } from '../../../base/clock.ts';
import { CloseAccount } from '../../../generated/organizations.ts';
import { schedule } from '../../../operation/job.ts';
import { change } from '../../../store/statement.ts';
import { asManager } from '../caller.ts';
import { findMember } from '../child.ts';
import { CLOSE_ACCOUNT_JOB } from '../closure.ts';
import { readOrganization, takeTurn } from '../organization.ts';
import { operation } from '../parts.ts';
import { ALL_FEATURES_NEEDED } from '../service-principal.ts';
import { closeAccount as close, countAccounts, countClosed, countClosing } from '../tables.ts';

export const closeAccount = operation(CloseAccount)
  .access({
    action: 'organizations:CloseAccount',
    on: ({ AccountId }, asking) => findMember(asManager, AccountId, asking),
  })
  .handle(async ({ resource: { organization, row }, store, now, error }) => {
    const refuse = (Reason: string, message: string) =>
      error('ConstraintViolationException', message, { Reason });
    if (row.id === organization.managementAccount) {
      throw refuse('CANNOT_CLOSE_MANAGEMENT_ACCOUNT', MANAGEMENT);
    }
    const of = await readOrganization(store, organization);
    if (of.feature_set !== 'ALL') {
      throw refuse('ORGANIZATION_NOT_IN_ALL_FEATURES_MODE', ALL_FEATURES_NEEDED);
    }
    if (row.status !== 'ACTIVE') throw error('AccountAlreadyClosedException', CLOSED_ALREADY);
    const closing = await store.one(countClosing, { organization: of.id });
    if (closing!.count >= AT_A_TIME) {
      throw refuse('CLOSE_ACCOUNT_REQUESTS_LIMIT_EXCEEDED', TOO_MANY_AT_A_TIME);
    }
    const members = await store.one(countAccounts, { organization: of.id });
    const since = now - 30 * DAY;
    const closed = await store.one(countClosed, { organization: of.id, since });
    if (closed!.count >= quotaOf(members!.count - 1)) {
      throw refuse('CLOSE_ACCOUNT_QUOTA_EXCEEDED', QUOTA);
    }
    return {
      output: {},
      changes: [
        takeTurn(of),
        change(close, {
          id: row.id,
          status: 'PENDING_CLOSURE',
          closed_at: now,
          revision: row.revision,
        }),
        schedule(CLOSE_ACCOUNT_JOB, row.id, now),
      ],
    };
  });

/** In thirty days: a fifth of the members, or 250 where that is more, and 1,000 at the most. */
const quotaOf = (members: number): number => Math.min(1000, Math.max(250, Math.floor(members / 5)));

const AT_A_TIME = 3;
const MANAGEMENT =
  'You attempted to close the management account. To close the management account for the organization, you must first either remove or close all member accounts in the organization.';
const CLOSED_ALREADY = 'You attempted to close an account that is already closed.';
const TOO_MANY_AT_A_TIME =
  'You attempted to exceed the number of accounts that you can close at a time.';
const QUOTA = 'You have exceeded close account quota for the past 30 days.';
