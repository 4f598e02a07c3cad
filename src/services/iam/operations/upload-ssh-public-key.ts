import { readSshKey } from '../../../crypto/ssh-key.ts';
import { UploadSSHPublicKey } from '../../../generated/iam.ts';
import { change } from '../../../store/statement.ts';
import { quotaExceeded } from '../documents.ts';
import { uniqueId } from '../first-user.ts';
import { onUser, touch } from '../inline-policy.ts';
import { operation } from '../parts.ts';
import { shownSshKey, SSH_KEYS_PER_USER, sshKeysOf } from '../ssh-key.ts';
import { insertSshKey } from '../user-credential-tables.ts';

export const uploadSSHPublicKey = operation(UploadSSHPublicKey)
  .access(onUser('iam:UploadSSHPublicKey'))
  .handle(async (call) => {
    const { input, resource: user, random, now, error } = call;
    const key = readSshKey(input.SSHPublicKeyBody);
    if (key === 'unrecognized') throw error('UnrecognizedPublicKeyEncoding', UNRECOGNIZED);
    if (key === 'malformed' || key.bits < 2048) throw error('InvalidPublicKey', INVALID);
    const there = await sshKeysOf(call, user);
    if (there.some(({ body }) => body === key.ssh)) throw error('DuplicateSSHPublicKey', DUPLICATE);
    if (there.length >= SSH_KEYS_PER_USER.most)
      throw error('LimitExceeded', quotaExceeded(SSH_KEYS_PER_USER));
    const row = {
      id: uniqueId(random, 'APKA'),
      account: user.account,
      user_id: user.row.id,
      body: key.ssh,
      fingerprint: key.fingerprint,
      status: 'Active' as const,
      created_at: now,
      revision: 1,
    };
    return {
      output: { SSHPublicKey: shownSshKey(row, user.row.name, input.SSHPublicKeyBody) },
      changes: [touch(user), change(insertSshKey, row)],
    };
  });

const UNRECOGNIZED = 'The public key encoding format is unsupported or unrecognized.';
const INVALID = 'The public key is malformed or otherwise invalid.';
const DUPLICATE = 'The SSH public key is already associated with the specified IAM user.';
