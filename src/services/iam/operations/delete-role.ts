import { DeleteRole } from '../../../generated/iam.ts';
import { change } from '../../../store/statement.ts';
import { onRole } from '../inline-policy.ts';
import { selectInstanceProfilesOfRole } from '../instance-profile-tables.ts';
import { operation } from '../parts.ts';
import { assertOurs } from '../role.ts';
import { deleteRoleRow } from '../role-tables.ts';
import { selectAttachedPolicies, selectInlinePolicies } from '../tables.ts';

export const deleteRole = operation(DeleteRole)
  .access(onRole('iam:DeleteRole'))
  .handle(async ({ resource: { row }, store, error }) => {
    assertOurs(row, error);
    const { id, revision } = row;
    const conflict = (what: string) =>
      error('DeleteConflict', `Cannot delete entity, must ${what} first.`);
    if ((await store.all(selectAttachedPolicies, { owner: id })).length > 0)
      throw conflict('detach all policies');
    if ((await store.all(selectInlinePolicies, { owner: id })).length > 0)
      throw conflict('delete policies');
    if ((await store.all(selectInstanceProfilesOfRole, { role_id: id })).length > 0)
      throw conflict('remove roles from instance profile');
    return { output: {}, changes: [change(deleteRoleRow, { id, revision })] };
  });
