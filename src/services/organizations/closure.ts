/** How an account is closed: at once for everybody in it, and for good after ninety days. */
import { DAY, isoSeconds } from '../../base/clock.ts';
import type { Job, ServiceEvent } from '../../operation/job.ts';
import { change } from '../../store/statement.ts';
import { accountArn } from './account.ts';
import { depart, departed, HOME } from './departure.ts';
import type { Membership } from '../../operation/identities.ts';
import type { Parts } from './parts.ts';
import { membership } from './standing.ts';
import { selectAccount, setAccountStatus } from './tables.ts';

export const CLOSE_ACCOUNT_JOB = 'organizations:close-account';

/** After this long nobody can open it again. */
const GRACE = 90 * DAY;

export const closeAccountJob: Job<Parts> = {
  kind: CLOSE_ACCOUNT_JOB,
  run: async ({ subject, store, now }) => {
    const row = await store.one(selectAccount, { id: subject });
    const of = await membership(store, subject);
    if (!row || !of || row.closed_at === null) return {};
    const until = row.closed_at + GRACE;
    if (row.status === 'PENDING_CLOSURE') {
      const suspended = { id: row.id, status: 'SUSPENDED', revision: row.revision };
      return {
        changes: [change(setAccountStatus, suspended)],
        events: [closed(of, row.id, isoSeconds(now))],
        again: until,
      };
    }
    if (now < until) return { again: until };
    return {
      changes: [...(await depart(store, of, { row, now, status: 'CLOSED' }))],
      events: [
        departed(of, row.id, { departureMethod: 'CLEANED', departureTime: isoSeconds(now) }),
      ],
    };
  },
};

const closed = (of: Membership, account: string, completedTimestamp: string): ServiceEvent => ({
  name: 'CloseAccountResult',
  account: of.managementAccount,
  region: HOME,
  resource: { arn: accountArn(of, account), type: 'AWS::Organizations::Account' },
  details: { closeAccountStatus: { accountId: account, state: 'SUCCEEDED', completedTimestamp } },
});
