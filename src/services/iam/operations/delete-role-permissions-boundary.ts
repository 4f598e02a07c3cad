import { DeleteRolePermissionsBoundary } from '../../../generated/iam.ts';
import { change } from '../../../store/statement.ts';
import { boundedKeys, onRole } from '../inline-policy.ts';
import { operation } from '../parts.ts';
import { assertOurs } from '../role.ts';
import { updateRoleBoundary } from '../role-tables.ts';

export const deleteRolePermissionsBoundary = operation(DeleteRolePermissionsBoundary)
  .access({ ...onRole('iam:DeleteRolePermissionsBoundary'), keys: boundedKeys })
  .handle(async ({ resource: { row }, error }) => {
    assertOurs(row, error);
    const { id, revision } = row;
    return { output: {}, changes: [change(updateRoleBoundary, { id, revision, boundary: null })] };
  });
