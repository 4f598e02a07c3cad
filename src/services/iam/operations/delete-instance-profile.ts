import { DeleteInstanceProfile } from '../../../generated/iam.ts';
import { change } from '../../../store/statement.ts';
import { onInstanceProfile } from '../instance-profile.ts';
import { deleteInstanceProfileRow } from '../instance-profile-tables.ts';
import { operation } from '../parts.ts';

export const deleteInstanceProfile = operation(DeleteInstanceProfile)
  .access(onInstanceProfile('iam:DeleteInstanceProfile'))
  .handle(async ({ resource: { row }, error }) => {
    const { id, revision, role_id } = row;
    if (role_id) throw error('DeleteConflict', HAS_ROLE);
    return { output: {}, changes: [change(deleteInstanceProfileRow, { id, revision })] };
  });

const HAS_ROLE = 'Cannot delete entity, must remove roles from instance profile first.';
