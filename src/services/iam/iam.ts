import { service } from '../../generated/iam.ts';
import type { Service } from '../../operation/service.ts';
import { deleteGroupPolicy } from './operations/delete-group-policy.ts';
import { deleteRolePolicy } from './operations/delete-role-policy.ts';
import { deleteUserPolicy } from './operations/delete-user-policy.ts';
import { getGroupPolicy } from './operations/get-group-policy.ts';
import { getRolePolicy } from './operations/get-role-policy.ts';
import { getUserPolicy } from './operations/get-user-policy.ts';
import { putGroupPolicy } from './operations/put-group-policy.ts';
import { putRolePolicy } from './operations/put-role-policy.ts';
import { putUserPolicy } from './operations/put-user-policy.ts';
import type { Parts } from './parts.ts';
import { migrations } from './tables.ts';

/** The service with its parts, its operations and its jobs. */
export function iam(parts: Parts): Service<Parts> {
  return {
    model: service,
    parts,
    operations: [
      deleteGroupPolicy,
      deleteRolePolicy,
      deleteUserPolicy,
      getGroupPolicy,
      getRolePolicy,
      getUserPolicy,
      putGroupPolicy,
      putRolePolicy,
      putUserPolicy,
    ],
    jobs: [],
    migrations,
  };
}
