import { assert } from '../../../base/assert.ts';
import { randomText } from '../../../base/random.ts';
import { CreateOrganization } from '../../../generated/organizations.ts';
import { anything } from '../../../operation/operation.ts';
import { change } from '../../../store/statement.ts';
import { ID_ALPHABET, shownOrganization } from '../organization.ts';
import { takeOwnRole } from '../own-role.ts';
import { operation } from '../parts.ts';
import { insertOrganization, joinAccount, selectAccount } from '../tables.ts';
import { insertLineage } from '../unit-tables.ts';

export const createOrganization = operation(CreateOrganization)
  .access({ action: 'organizations:CreateOrganization', on: anything })
  .handle(async (call) => {
    const { input, caller, store, now, random, error } = call;
    const account = await store.one(selectAccount, { id: caller.account });
    assert(account, 'whoever signs belongs to an account');
    if (account.organization !== null)
      throw error('AlreadyInOrganizationException', ALREADY_MEMBER);

    const organization = {
      id: `o-${randomText(random, ID_ALPHABET, 10)}`,
      management_account: account.id,
      feature_set: input.FeatureSet ?? 'ALL',
      root_id: `r-${randomText(random, ID_ALPHABET, 4)}`,
      root_tags: '{}',
      created_at: now,
      revision: 1,
    };
    if (organization.feature_set === 'ALL') await takeOwnRole(call);
    const of = {
      organizationId: organization.id,
      managementAccount: account.id,
      path: `${organization.id}/${organization.root_id}/`,
      scps: [],
      rcps: [],
    };
    return {
      output: { Organization: shownOrganization(of, organization, account.email) },
      changes: [
        change(insertOrganization, organization),
        change(joinAccount, {
          id: account.id,
          organization: organization.id,
          parent: organization.root_id,
          // So AWS tells of the account that made the organization.
          joined_method: 'INVITED',
          joined_at: now,
          tags: '{}',
          revision: account.revision,
        }),
        change(insertLineage, {
          place: organization.root_id,
          ancestor: organization.root_id,
          level: 0,
        }),
      ],
    };
  });

const ALREADY_MEMBER = 'The AWS account is already a member of an organization.';
