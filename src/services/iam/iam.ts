import { service } from '../../generated/iam.ts';
import type { Service } from '../../operation/service.ts';
import { addUserToGroup } from './operations/add-user-to-group.ts';
import { createGroup } from './operations/create-group.ts';
import { deleteGroupPolicy } from './operations/delete-group-policy.ts';
import { deleteGroup } from './operations/delete-group.ts';
import { deleteRolePolicy } from './operations/delete-role-policy.ts';
import { deleteUserPolicy } from './operations/delete-user-policy.ts';
import { getGroupPolicy } from './operations/get-group-policy.ts';
import { getGroup } from './operations/get-group.ts';
import { getRolePolicy } from './operations/get-role-policy.ts';
import { getUserPolicy } from './operations/get-user-policy.ts';
import { listGroupPolicies } from './operations/list-group-policies.ts';
import { listGroupsForUser } from './operations/list-groups-for-user.ts';
import { listGroups } from './operations/list-groups.ts';
import { listRolePolicies } from './operations/list-role-policies.ts';
import { listUserPolicies } from './operations/list-user-policies.ts';
import { putGroupPolicy } from './operations/put-group-policy.ts';
import { putRolePolicy } from './operations/put-role-policy.ts';
import { putUserPolicy } from './operations/put-user-policy.ts';
import { removeUserFromGroup } from './operations/remove-user-from-group.ts';
import { updateGroup } from './operations/update-group.ts';
import type { Parts } from './parts.ts';
import { migrations } from './tables.ts';

/** The service with its parts, its operations and its jobs. */
export function iam(parts: Parts): Service<Parts> {
  return {
    model: service,
    parts,
    operations: [
      addUserToGroup,
      createGroup,
      deleteGroup,
      deleteGroupPolicy,
      deleteRolePolicy,
      deleteUserPolicy,
      getGroup,
      getGroupPolicy,
      getRolePolicy,
      getUserPolicy,
      listGroupPolicies,
      listGroups,
      listGroupsForUser,
      listRolePolicies,
      listUserPolicies,
      putGroupPolicy,
      putRolePolicy,
      putUserPolicy,
      removeUserFromGroup,
      updateGroup,
    ],
    jobs: [],
    migrations,
  };
}
