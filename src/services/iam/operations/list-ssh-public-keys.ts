import { ListSSHPublicKeys } from '../../../generated/iam.ts';
import { onUserOrCaller } from '../access-key.ts';
import { pageOf, readFrom } from '../page.ts';
import { operation } from '../parts.ts';
import { sshKeysOf } from '../ssh-key.ts';

export const listSSHPublicKeys = operation(ListSSHPublicKeys)
  .access(onUserOrCaller('iam:ListSSHPublicKeys'))
  .handle(async (call) => {
    const { resource: user } = call;
    // The root user cannot have any.
    if (user.kind === 'root') return { output: { SSHPublicKeys: [], IsTruncated: false } };
    const byId = readFrom(await sshKeysOf(call, user), ({ id }) => id);
    const { shown, more } = await pageOf(call, `SSH keys of ${user.row.id}`, byId);
    const SSHPublicKeys = shown.map(({ id, status, created_at }) => ({
      UserName: user.row.name,
      SSHPublicKeyId: id,
      Status: status,
      UploadDate: created_at,
    }));
    return { output: { SSHPublicKeys, ...more } };
  });
