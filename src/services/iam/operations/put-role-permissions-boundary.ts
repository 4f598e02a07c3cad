import { PutRolePermissionsBoundary } from '../../../generated/iam.ts';
import { change } from '../../../store/statement.ts';
import { boundaryKeys, resourceTagKeys } from '../condition-keys.ts';
import { holdBoundary } from '../boundary.ts';
import { onRole } from '../inline-policy.ts';
import { operation } from '../parts.ts';
import { assertOurs } from '../role.ts';
import { updateRoleBoundary } from '../role-tables.ts';

export const putRolePermissionsBoundary = operation(PutRolePermissionsBoundary)
  .access({
    ...onRole('iam:PutRolePermissionsBoundary'),
    keys: ({ PermissionsBoundary }, role) => ({
      ...boundaryKeys(PermissionsBoundary),
      ...resourceTagKeys(role?.tags),
    }),
  })
  .handle(async (call) => {
    const { row } = call.resource;
    assertOurs(row, call.error);
    const { id, revision } = row;
    const { PermissionsBoundary: boundary } = call.input;
    const held = await holdBoundary(call, boundary);
    return {
      output: {},
      changes: [...held, change(updateRoleBoundary, { id, revision, boundary })],
    };
  });
