import { EnableAWSServiceAccess } from '../../../generated/organizations.ts';
import { change } from '../../../store/statement.ts';
import { asManager } from '../caller.ts';
import { insertTrustedService, selectTrustedService } from '../delegation-tables.ts';
import { readOrganization } from '../organization.ts';
import { operation } from '../parts.ts';
import { ALL_FEATURES_NEEDED, checkServicePrincipal } from '../service-principal.ts';

export const enableAwsServiceAccess = operation(EnableAWSServiceAccess)
  .access({
    action: 'organizations:EnableAWSServiceAccess',
    on: asManager,
    keys: ({ ServicePrincipal }) => ({ 'organizations:ServicePrincipal': ServicePrincipal }),
  })
  .handle(async ({ input: { ServicePrincipal }, resource, store, now, error }) => {
    checkServicePrincipal(ServicePrincipal, error);
    const of = await readOrganization(store, resource.organization);
    if (of.feature_set !== 'ALL') {
      throw error('ConstraintViolationException', ALL_FEATURES_NEEDED, {
        Reason: 'ORGANIZATION_NOT_IN_ALL_FEATURES_MODE',
      });
    }
    const trusted = { organization: of.id, service: ServicePrincipal };
    if (await store.one(selectTrustedService, trusted)) return { output: {} };
    return { output: {}, changes: [change(insertTrustedService, { ...trusted, enabled_at: now })] };
  });
