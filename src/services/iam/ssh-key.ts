/** SSH public keys of users. */
import type { SSHPublicKey } from '../../generated/iam.types.ts';
import type { Asking } from '../../operation/operation.ts';
import type { OwnerOf } from './inline-policy.ts';
import { selectSshKeysOf, type SshKeyRow } from './user-credential-tables.ts';

/** The keys of a user, by id. */
export const sshKeysOf = (
  { store }: Pick<Asking, 'store'>,
  { account, row }: OwnerOf<'user'>,
): Promise<readonly SshKeyRow[]> => store.all(selectSshKeysOf, { account, user_id: row.id });

/** One of the keys of a user. */
export async function readSshKeyOf(
  call: Pick<Asking, 'store'> & {
    readonly resource: OwnerOf<'user'>;
    readonly error: (code: 'NoSuchEntity', message: string) => Error;
  },
  id: string,
): Promise<SshKeyRow> {
  const key = (await sshKeysOf(call, call.resource)).find((one) => one.id === id);
  if (!key) throw call.error('NoSuchEntity', `The Public Key with id ${id} cannot be found.`);
  return key;
}

/** A key as answers show it, in the form that was asked for. */
export const shownSshKey = (row: SshKeyRow, UserName: string, body: string): SSHPublicKey => ({
  UserName,
  SSHPublicKeyId: row.id,
  Fingerprint: row.fingerprint,
  SSHPublicKeyBody: body,
  Status: row.status,
  UploadDate: row.created_at,
});

export const SSH_KEYS_PER_USER = { name: 'SSHPublicKeysPerUser', most: 5 };
