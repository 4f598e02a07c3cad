import { DisableAWSServiceAccess } from '../../../generated/organizations.ts';
import { change } from '../../../store/statement.ts';
import { asManager } from '../caller.ts';
import { deleteTrustedService } from '../delegation-tables.ts';
import { enabledTypes, readOrganization, takeTurn, type PolicyType } from '../organization.ts';
import { operation } from '../parts.ts';
import { POLICY_TYPES } from '../policy-type.ts';
import { checkServicePrincipal } from '../service-principal.ts';

export const disableAwsServiceAccess = operation(DisableAWSServiceAccess)
  .access({
    action: 'organizations:DisableAWSServiceAccess',
    on: asManager,
    keys: ({ ServicePrincipal }) => ({ 'organizations:ServicePrincipal': ServicePrincipal }),
  })
  .handle(async ({ input: { ServicePrincipal: service }, resource, store, error }) => {
    checkServicePrincipal(service, error);
    const types = await enabledTypes(store, resource.organization);
    if (types.some((type) => POLICY_TYPES[type as PolicyType].service === service)) {
      throw error('ConstraintViolationException', STILL_NEEDED, {
        Reason: 'POLICY_TYPE_ENABLED_FOR_THIS_SERVICE',
      });
    }
    const of = await readOrganization(store, resource.organization);
    return {
      output: {},
      changes: [
        takeTurn(of),
        change(deleteTrustedService, { organization: of.id, service }, 'any'),
      ],
    };
  });

const STILL_NEEDED =
  'You attempted to disable service access before you disabled the policy type. To complete this operation, you must first disable the policy type.';
