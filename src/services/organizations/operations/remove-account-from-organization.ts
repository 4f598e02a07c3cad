import { isoSeconds } from '../../../base/clock.ts';
import { RemoveAccountFromOrganization } from '../../../generated/organizations.ts';
import { asManager } from '../caller.ts';
import { findMember } from '../child.ts';
import { checkDeparture, depart, departed } from '../departure.ts';
import { operation } from '../parts.ts';

export const removeAccountFromOrganization = operation(RemoveAccountFromOrganization)
  .access({
    action: 'organizations:RemoveAccountFromOrganization',
    on: ({ AccountId }, asking) => findMember(asManager, AccountId, asking),
  })
  .handle(async ({ resource: { organization, row }, store, now, error }) => {
    await checkDeparture(store, organization, { row, now, error });
    const told = { departureMethod: 'REMOVED', departureTime: isoSeconds(now) } as const;
    return {
      output: {},
      changes: await depart(store, organization, { row, now, status: row.status }),
      events: [departed(organization, row.id, told)],
    };
  });
