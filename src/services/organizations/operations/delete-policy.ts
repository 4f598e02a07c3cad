import { DeletePolicy } from '../../../generated/organizations.ts';
import { change } from '../../../store/statement.ts';
import { asAdministrator } from '../caller.ts';
import { readOrganization, takeTurn } from '../organization.ts';
import { operation } from '../parts.ts';
import { findPolicy, IMMUTABLE, policyKeys } from '../policy.ts';
import { countTargets, deletePolicy as remove } from '../policy-tables.ts';

export const deletePolicy = operation(DeletePolicy)
  .access({
    action: 'organizations:DeletePolicy',
    on: ({ PolicyId }, asking) => findPolicy(asAdministrator, PolicyId, asking),
    keys: policyKeys,
  })
  .handle(async ({ resource: { organization, row }, store, error }) => {
    if (!row) throw error('InvalidInputException', IMMUTABLE, { Reason: 'IMMUTABLE_POLICY' });
    const of = { organization: row.organization, policy: row.id };
    const targets = await store.one(countTargets, of);
    if (targets!.count > 0) throw error('PolicyInUseException', IN_USE);
    return {
      output: {},
      changes: [
        takeTurn(await readOrganization(store, organization)),
        change(remove, { id: row.id, revision: row.revision }),
      ],
    };
  });

const IN_USE =
  'The policy is attached to one or more entities. You must detach it from all roots, OUs, and accounts before performing this operation.';
