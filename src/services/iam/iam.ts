import { service } from '../../generated/iam.ts';
import type { Service } from '../../operation/service.ts';
import { addUserToGroup } from './operations/add-user-to-group.ts';
import { createAccessKey } from './operations/create-access-key.ts';
import { createGroup } from './operations/create-group.ts';
import { createRole } from './operations/create-role.ts';
import { createUser } from './operations/create-user.ts';
import { deleteAccessKey } from './operations/delete-access-key.ts';
import { deleteGroup } from './operations/delete-group.ts';
import { deleteGroupPolicy } from './operations/delete-group-policy.ts';
import { deleteRole } from './operations/delete-role.ts';
import { deleteRolePolicy } from './operations/delete-role-policy.ts';
import { deleteUser } from './operations/delete-user.ts';
import { deleteUserPolicy } from './operations/delete-user-policy.ts';
import { getContextKeysForCustomPolicy } from './operations/get-context-keys-for-custom-policy.ts';
import { getContextKeysForPrincipalPolicy } from './operations/get-context-keys-for-principal-policy.ts';
import { getGroup } from './operations/get-group.ts';
import { getGroupPolicy } from './operations/get-group-policy.ts';
import { getRole } from './operations/get-role.ts';
import { getRolePolicy } from './operations/get-role-policy.ts';
import { getUser } from './operations/get-user.ts';
import { getUserPolicy } from './operations/get-user-policy.ts';
import { listAccessKeys } from './operations/list-access-keys.ts';
import { listGroupPolicies } from './operations/list-group-policies.ts';
import { listGroups } from './operations/list-groups.ts';
import { listGroupsForUser } from './operations/list-groups-for-user.ts';
import { listRolePolicies } from './operations/list-role-policies.ts';
import { listRoles } from './operations/list-roles.ts';
import { listUserPolicies } from './operations/list-user-policies.ts';
import { listUsers } from './operations/list-users.ts';
import { putGroupPolicy } from './operations/put-group-policy.ts';
import { putRolePolicy } from './operations/put-role-policy.ts';
import { putUserPolicy } from './operations/put-user-policy.ts';
import { removeUserFromGroup } from './operations/remove-user-from-group.ts';
import { simulateCustomPolicy } from './operations/simulate-custom-policy.ts';
import { simulatePrincipalPolicy } from './operations/simulate-principal-policy.ts';
import { updateAccessKey } from './operations/update-access-key.ts';
import { updateAssumeRolePolicy } from './operations/update-assume-role-policy.ts';
import { updateGroup } from './operations/update-group.ts';
import { updateRole } from './operations/update-role.ts';
import { updateRoleDescription } from './operations/update-role-description.ts';
import { updateUser } from './operations/update-user.ts';
import type { Parts } from './parts.ts';
import { migrations } from './tables.ts';

/** The service with its parts, its operations and its jobs. */
export function iam(parts: Parts): Service<Parts> {
  return {
    model: service,
    parts,
    operations: [
      addUserToGroup,
      createAccessKey,
      createGroup,
      createRole,
      createUser,
      deleteAccessKey,
      deleteGroup,
      deleteGroupPolicy,
      deleteRole,
      deleteRolePolicy,
      deleteUser,
      deleteUserPolicy,
      getContextKeysForCustomPolicy,
      getContextKeysForPrincipalPolicy,
      getGroup,
      getGroupPolicy,
      getRole,
      getRolePolicy,
      getUser,
      getUserPolicy,
      listAccessKeys,
      listGroupPolicies,
      listGroups,
      listGroupsForUser,
      listRolePolicies,
      listRoles,
      listUserPolicies,
      listUsers,
      putGroupPolicy,
      putRolePolicy,
      putUserPolicy,
      removeUserFromGroup,
      simulateCustomPolicy,
      simulatePrincipalPolicy,
      updateAccessKey,
      updateAssumeRolePolicy,
      updateGroup,
      updateRole,
      updateRoleDescription,
      updateUser,
    ],
    jobs: [],
    migrations,
  };
}
