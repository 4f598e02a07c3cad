import { DisablePolicyType } from '../../../generated/organizations.ts';
import { change } from '../../../store/statement.ts';
import { asAdministrator } from '../caller.ts';
import { enabledTypes, readOrganization, rootWith, takeTurn } from '../organization.ts';
import { operation } from '../parts.ts';
import { TYPE_NOT_ENABLED } from '../policy.ts';
import { deletePolicyType, detachAllOfType } from '../policy-tables.ts';
import { findRoot } from '../root.ts';

export const disablePolicyType = operation(DisablePolicyType)
  .access({
    action: 'organizations:DisablePolicyType',
    on: ({ RootId }, asking) => findRoot(asAdministrator, RootId, asking),
    keys: ({ PolicyType }) => ({ 'organizations:PolicyType': PolicyType }),
  })
  .handle(async ({ input: { PolicyType: type }, resource: { organization }, store, error }) => {
    const enabled = await enabledTypes(store, organization);
    if (!enabled.includes(type)) throw error('PolicyTypeNotEnabledException', TYPE_NOT_ENABLED);
    const of = await readOrganization(store, organization);
    const which = { organization: of.id, type };
    return {
      output: {
        Root: rootWith(
          organization,
          enabled.filter((each) => each !== type),
        ),
      },
      changes: [
        takeTurn(of),
        change(deletePolicyType, which),
        // The policies stay; what they hung on is forgotten.
        change(detachAllOfType, which, 'any'),
      ],
    };
  });
