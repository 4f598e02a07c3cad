import { assert } from '../../../base/assert.ts';
import { isoSeconds } from '../../../base/clock.ts';
import { LeaveOrganization } from '../../../generated/organizations.ts';
import { asMember } from '../caller.ts';
import { checkDeparture, depart, departed } from '../departure.ts';
import { operation } from '../parts.ts';
import { selectAccount } from '../tables.ts';

export const leaveOrganization = operation(LeaveOrganization)
  .access({ action: 'organizations:LeaveOrganization', on: asMember })
  .handle(async ({ resource: { organization }, caller, store, now, error }) => {
    const row = await store.one(selectAccount, { id: caller.account });
    assert(row, 'whoever signs belongs to an account');
    await checkDeparture(store, organization, { row, now, error });
    const told = { departureMethod: 'LEFT', departureTime: isoSeconds(now) } as const;
    return {
      output: {},
      changes: await depart(store, organization, { row, now, status: row.status }),
      events: [departed(organization, row.id, told)],
    };
  });
