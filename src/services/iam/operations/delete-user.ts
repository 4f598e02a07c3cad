import { DeleteUser } from '../../../generated/iam.ts';
import { change } from '../../../store/statement.ts';
import { accessKeysOf } from '../access-key.ts';
import { onUser } from '../inline-policy.ts';
import { findLoginProfile } from '../login-profile.ts';
import { devicesOf } from '../mfa.ts';
import { operation } from '../parts.ts';
import { serviceCredentialsOf } from '../service-credential.ts';
import { signingCertificatesOf } from '../signing-certificate.ts';
import { sshKeysOf } from '../ssh-key.ts';
import { selectAttachedPolicies, selectGroupsOfUser, selectInlinePolicies } from '../tables.ts';
import { deleteUserRow } from '../user-tables.ts';

export const deleteUser = operation(DeleteUser)
  .access(onUser('iam:DeleteUser'))
  .handle(async (call) => {
    const { resource: user, store, error } = call;
    const { id, revision } = user.row;
    const conflict = (what: string) =>
      error('DeleteConflict', `Cannot delete entity, must ${what} first.`);
    if ((await accessKeysOf(call, user)).length > 0) throw conflict('delete access keys');
    if (await findLoginProfile(call, user)) throw conflict('delete login profile');
    if ((await devicesOf(call, user)).length > 0) throw conflict('delete MFA device');
    if ((await signingCertificatesOf(call, user)).length > 0)
      throw conflict('delete signing certificates');
    if ((await sshKeysOf(call, user)).length > 0) throw conflict('delete SSH public keys');
    if ((await serviceCredentialsOf(call, user)).length > 0)
      throw conflict('delete service specific credentials');
    if ((await store.all(selectAttachedPolicies, { owner: id })).length > 0)
      throw conflict('detach all policies');
    if ((await store.all(selectInlinePolicies, { owner: id })).length > 0)
      throw conflict('delete policies');
    if ((await store.all(selectGroupsOfUser, { user_id: id })).length > 0)
      throw conflict('remove users from group');
    return { output: {}, changes: [change(deleteUserRow, { id, revision })] };
  });
