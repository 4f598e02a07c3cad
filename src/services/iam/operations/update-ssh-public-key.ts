import { UpdateSSHPublicKey } from '../../../generated/iam.ts';
import { change } from '../../../store/statement.ts';
import { onUser } from '../inline-policy.ts';
import { operation } from '../parts.ts';
import { readSshKeyOf } from '../ssh-key.ts';
import { updateSshKeyStatus } from '../user-credential-tables.ts';

export const updateSSHPublicKey = operation(UpdateSSHPublicKey)
  .access(onUser('iam:UpdateSSHPublicKey'))
  .handle(async (call) => {
    const { SSHPublicKeyId, Status: status } = call.input;
    if (status === 'Expired') throw call.error('InvalidInput', NOT_BY_HAND);
    const { id, revision } = await readSshKeyOf(call, SSHPublicKeyId);
    return { output: {}, changes: [change(updateSshKeyStatus, { id, revision, status })] };
  });

const NOT_BY_HAND = 'The status of an SSH public key can be set to Active or Inactive.';
