import { EnablePolicyType } from '../../../generated/organizations.ts';
import { change } from '../../../store/statement.ts';
import { awsPolicyOf } from '../aws-policies.ts';
import { asAdministrator } from '../caller.ts';
import { selectTrustedService } from '../delegation-tables.ts';
import { enabledTypes, readOrganization, rootWith, takeTurn } from '../organization.ts';
import { operation } from '../parts.ts';
import { TYPE_NOT_AVAILABLE } from '../policy.ts';
import { attachEverywhere, insertPolicyType } from '../policy-tables.ts';
import { POLICY_TYPES } from '../policy-type.ts';
import { findRoot } from '../root.ts';

export const enablePolicyType = operation(EnablePolicyType)
  .access({
    action: 'organizations:EnablePolicyType',
    on: ({ RootId }, asking) => findRoot(asAdministrator, RootId, asking),
    keys: ({ PolicyType }) => ({ 'organizations:PolicyType': PolicyType }),
  })
  .handle(async ({ input: { PolicyType: type }, resource, store, now, error }) => {
    const { organization } = resource;
    const of = await readOrganization(store, organization);
    if (of.feature_set !== 'ALL') {
      throw error('PolicyTypeNotAvailableForOrganizationException', TYPE_NOT_AVAILABLE);
    }
    const enabled = await enabledTypes(store, organization);
    if (enabled.includes(type)) throw error('PolicyTypeAlreadyEnabledException', ENABLED_ALREADY);
    const { service } = POLICY_TYPES[type];
    if (service && !(await store.one(selectTrustedService, { organization: of.id, service }))) {
      throw error('ConstraintViolationException', NOT_TRUSTED, {
        Reason: 'SERVICE_ACCESS_NOT_ENABLED',
      });
    }
    const own = awsPolicyOf(type);
    return {
      output: { Root: rootWith(organization, [...enabled, type].sort()) },
      changes: [
        takeTurn(of),
        change(insertPolicyType, { organization: of.id, type }),
        ...(own
          ? [
              change(
                attachEverywhere,
                { organization: of.id, policy: own.id, type, attached_at: now },
                'any',
              ),
            ]
          : []),
      ],
    };
  });

const ENABLED_ALREADY = 'The specified policy type is already enabled in the specified root.';
const NOT_TRUSTED =
  'You attempted to enable a policy type before you enabled service access. Call the EnableAWSServiceAccess API first.';
