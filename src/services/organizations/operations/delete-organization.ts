import { assert } from '../../../base/assert.ts';
import { isoSeconds } from '../../../base/clock.ts';
import { DeleteOrganization } from '../../../generated/organizations.ts';
import { change } from '../../../store/statement.ts';
import { asManager } from '../caller.ts';
import { deleteResourcePolicyOf, deleteTrustedServicesOf } from '../delegation-tables.ts';
import { departed } from '../departure.ts';
import { deleteHandshakesOf } from '../handshake-tables.ts';
import { readOrganization } from '../organization.ts';
import { operation } from '../parts.ts';
import { deletePoliciesOf, deletePolicyTypesOf, detachAllOf } from '../policy-tables.ts';
import {
  countAccounts,
  deleteOrganization as remove,
  leaveOrganization,
  selectAccount,
} from '../tables.ts';
import { deleteLineageUnder, deleteUnitsOf } from '../unit-tables.ts';

export const deleteOrganization = operation(DeleteOrganization)
  .access({ action: 'organizations:DeleteOrganization', on: asManager })
  .handle(async ({ resource: { organization }, store, now, error }) => {
    const of = { organization: organization.organizationId };
    const members = await store.one(countAccounts, of);
    if (members!.count > 1) throw error('OrganizationNotEmptyException', NOT_EMPTY);
    const row = await readOrganization(store, organization);
    const account = await store.one(selectAccount, { id: row.management_account });
    assert(account, 'an organization has the account that manages it');
    const { id, status, revision } = account;
    const told = { departureMethod: 'LEFT', departureTime: isoSeconds(now) } as const;
    return {
      output: {},
      changes: [
        change(remove, { id: row.id, revision: row.revision }),
        change(leaveOrganization, { id, status, revision }),
        change(deleteLineageUnder, { root: row.root_id }, 'any'),
        change(deleteUnitsOf, of, 'any'),
        change(detachAllOf, of, 'any'),
        change(deletePoliciesOf, of, 'any'),
        change(deletePolicyTypesOf, of, 'any'),
        change(deleteHandshakesOf, of, 'any'),
        change(deleteTrustedServicesOf, of, 'any'),
        change(deleteResourcePolicyOf, of, 'any'),
      ],
      events: [departed(organization, id, told)],
    };
  });

const NOT_EMPTY =
  "The organization isn't empty. To delete an organization, you must first remove all accounts except the management account.";
