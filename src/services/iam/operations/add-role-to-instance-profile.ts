import { AddRoleToInstanceProfile } from '../../../generated/iam.ts';
import { change } from '../../../store/statement.ts';
import { quotaExceeded } from '../documents.ts';
import { findOwner, touch } from '../inline-policy.ts';
import { onInstanceProfile } from '../instance-profile.ts';
import { updateInstanceProfileRole } from '../instance-profile-tables.ts';
import { operation } from '../parts.ts';
import { assertOurs } from '../role.ts';

export const addRoleToInstanceProfile = operation(AddRoleToInstanceProfile)
  .access(onInstanceProfile('iam:AddRoleToInstanceProfile'))
  // Whoever puts a role into a profile gives it to machines, and must be allowed to pass it on.
  .also('role', {
    action: 'iam:PassRole',
    on: ({ RoleName }, asking) => findOwner(asking, 'role', RoleName),
    keys: () => ({ 'iam:PassedToService': 'ec2.amazonaws.com' }),
  })
  .handle(async ({ resource: { row }, also: { role }, error }) => {
    const { id, revision } = row;
    assertOurs(role.row, error);
    if (row.role_id) throw error('LimitExceeded', quotaExceeded(ONE_ROLE));
    const change_ = change(updateInstanceProfileRole, { id, revision, role_id: role.row.id });
    return { output: {}, changes: [touch(role), change_] };
  });

const ONE_ROLE = { name: 'InstanceSessionsPerInstanceProfile', most: 1 };
