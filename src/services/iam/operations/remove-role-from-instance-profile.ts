import { RemoveRoleFromInstanceProfile } from '../../../generated/iam.ts';
import { change } from '../../../store/statement.ts';
import { findOwner } from '../inline-policy.ts';
import { onInstanceProfile } from '../instance-profile.ts';
import { updateInstanceProfileRole } from '../instance-profile-tables.ts';
import { operation } from '../parts.ts';

export const removeRoleFromInstanceProfile = operation(RemoveRoleFromInstanceProfile)
  .access(onInstanceProfile('iam:RemoveRoleFromInstanceProfile'))
  .handle(async (call) => {
    const { input, resource, error } = call;
    const { id, revision, role_id } = resource.row;
    const role = await findOwner(call, 'role', input.RoleName);
    if ('missing' in role) throw error(role.error, role.message);
    if (role.row.id !== role_id) throw error('NoSuchEntity', notInside(input));
    const change_ = change(updateInstanceProfileRole, { id, revision, role_id: '' });
    return { output: {}, changes: [change_] };
  });

const notInside = (input: { readonly RoleName: string; readonly InstanceProfileName: string }) =>
  `Role ${input.RoleName} in Instance Profile ${input.InstanceProfileName} cannot be found.`;
