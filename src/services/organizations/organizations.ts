import { service } from '../../generated/organizations.ts';
import type { Service } from '../../operation/service.ts';
import { createAccountJob } from './create-account-request.ts';
import { createAccount } from './operations/create-account.ts';
import { createOrganization } from './operations/create-organization.ts';
import { describeAccount } from './operations/describe-account.ts';
import { describeCreateAccountStatus } from './operations/describe-create-account-status.ts';
import { describeOrganization } from './operations/describe-organization.ts';
import { listAccountsForParent } from './operations/list-accounts-for-parent.ts';
import { listAccounts } from './operations/list-accounts.ts';
import { listChildren } from './operations/list-children.ts';
import { listCreateAccountStatus } from './operations/list-create-account-status.ts';
import { listParents } from './operations/list-parents.ts';
import { listRoots } from './operations/list-roots.ts';
import { createOrganizationalUnit } from './operations/create-organizational-unit.ts';
import { deleteOrganizationalUnit } from './operations/delete-organizational-unit.ts';
import { describeOrganizationalUnit } from './operations/describe-organizational-unit.ts';
import { listOrganizationalUnitsForParent } from './operations/list-organizational-units-for-parent.ts';
import { moveAccount } from './operations/move-account.ts';
import { updateOrganizationalUnit } from './operations/update-organizational-unit.ts';
import { createPolicy } from './operations/create-policy.ts';
import { describePolicy } from './operations/describe-policy.ts';
import { updatePolicy } from './operations/update-policy.ts';
import { deletePolicy } from './operations/delete-policy.ts';
import { listPolicies } from './operations/list-policies.ts';
import { listPoliciesForTarget } from './operations/list-policies-for-target.ts';
import { listTargetsForPolicy } from './operations/list-targets-for-policy.ts';
import { attachPolicy } from './operations/attach-policy.ts';
import { detachPolicy } from './operations/detach-policy.ts';
import { enablePolicyType } from './operations/enable-policy-type.ts';
import { disablePolicyType } from './operations/disable-policy-type.ts';
import { describeEffectivePolicy } from './operations/describe-effective-policy.ts';
import { listEffectivePolicyValidationErrors } from './operations/list-effective-policy-validation-errors.ts';
import { listAccountsWithInvalidEffectivePolicy } from './operations/list-accounts-with-invalid-effective-policy.ts';
import type { Parts } from './parts.ts';
import { migrations } from './tables.ts';

/** The service with its parts, its operations and its jobs. */
export function organizations(parts: Parts): Service<Parts> {
  return {
    model: service,
    parts,
    operations: [
      createAccount,
      createOrganization,
      describeAccount,
      describeCreateAccountStatus,
      describeOrganization,
      listAccounts,
      listAccountsForParent,
      listChildren,
      listCreateAccountStatus,
      listParents,
      listRoots,
      createOrganizationalUnit,
      deleteOrganizationalUnit,
      describeOrganizationalUnit,
      listOrganizationalUnitsForParent,
      moveAccount,
      updateOrganizationalUnit,
      createPolicy,
      describePolicy,
      updatePolicy,
      deletePolicy,
      listPolicies,
      listPoliciesForTarget,
      listTargetsForPolicy,
      attachPolicy,
      detachPolicy,
      enablePolicyType,
      disablePolicyType,
      describeEffectivePolicy,
      listEffectivePolicyValidationErrors,
      listAccountsWithInvalidEffectivePolicy,
    ],
    jobs: [createAccountJob],
    migrations,
  };
}
