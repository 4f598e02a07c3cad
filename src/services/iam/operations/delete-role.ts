import { DeleteRole } from '../../../generated/iam.ts';
import { change } from '../../../store/statement.ts';
import { onRole } from '../inline-policy.ts';
import { operation } from '../parts.ts';
import { assertOurs } from '../role.ts';
import { deleteRoleRow } from '../role-tables.ts';
import { selectAttachedPolicies, selectInlinePolicies } from '../tables.ts';

export const deleteRole = operation(DeleteRole)
  .access(onRole('iam:DeleteRole'))
  .handle(async ({ resource: { row: role }, store, error }) => {
    assertOurs(role, error);
    const { id, revision } = role;
    if ((await store.all(selectAttachedPolicies, { owner: id })).length > 0)
      throw error('DeleteConflict', 'Cannot delete entity, must detach all policies first.');
    if ((await store.all(selectInlinePolicies, { owner: id })).length > 0)
      throw error('DeleteConflict', 'Cannot delete entity, must delete policies first.');
    return { output: {}, changes: [change(deleteRoleRow, { id, revision })] };
  });
