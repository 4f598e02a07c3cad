import { DeleteSSHPublicKey } from '../../../generated/iam.ts';
import { change } from '../../../store/statement.ts';
import { onUser } from '../inline-policy.ts';
import { operation } from '../parts.ts';
import { readSshKeyOf } from '../ssh-key.ts';
import { deleteSshKeyRow } from '../user-credential-tables.ts';

export const deleteSSHPublicKey = operation(DeleteSSHPublicKey)
  .access(onUser('iam:DeleteSSHPublicKey'))
  .handle(async (call) => {
    const { id, revision } = await readSshKeyOf(call, call.input.SSHPublicKeyId);
    return { output: {}, changes: [change(deleteSshKeyRow, { id, revision })] };
  });
