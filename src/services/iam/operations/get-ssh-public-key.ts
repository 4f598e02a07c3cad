import { readSshKey } from '../../../crypto/ssh-key.ts';
import { GetSSHPublicKey } from '../../../generated/iam.ts';
import { onUser } from '../inline-policy.ts';
import { operation } from '../parts.ts';
import { readSshKeyOf, shownSshKey } from '../ssh-key.ts';

export const getSSHPublicKey = operation(GetSSHPublicKey)
  .access(onUser('iam:GetSSHPublicKey'))
  .handle(async (call) => {
    const { input, resource: user } = call;
    const row = await readSshKeyOf(call, input.SSHPublicKeyId);
    const key = readSshKey(row.body);
    if (typeof key === 'string') throw new Error(`the SSH key ${row.id} is ${key}`);
    const body = input.Encoding === 'PEM' ? key.pem : key.ssh;
    return { output: { SSHPublicKey: shownSshKey(row, user.row.name, body) } };
  });
