import { DeleteGroup } from '../../../generated/iam.ts';
import { change } from '../../../store/statement.ts';
import { ownGroup } from '../group.ts';
import { deleteGroupRow, selectUsersOfGroup } from '../group-tables.ts';
import { operation } from '../parts.ts';
import { selectAttachedPolicies, selectInlinePolicies } from '../tables.ts';

export const deleteGroup = operation(DeleteGroup)
  .access(ownGroup('iam:DeleteGroup'))
  .handle(async ({ resource: group, store, error }) => {
    const { id, revision } = group.row;
    const users = await store.all(selectUsersOfGroup, { group_id: id, after: '', count: 1 });
    if (users.length > 0)
      throw error('DeleteConflict', 'Cannot delete entity, must remove users from group first.');
    if ((await store.all(selectAttachedPolicies, { owner: id })).length > 0)
      throw error('DeleteConflict', 'Cannot delete entity, must detach all policies first.');
    if ((await store.all(selectInlinePolicies, { owner: id })).length > 0)
      throw error('DeleteConflict', 'Cannot delete entity, must delete policies first.');
    return { output: {}, changes: [change(deleteGroupRow, { id, revision })] };
  });
