/** How a registration ends: the server stays as it is, with the password that is in force. */
import type { Call } from '../../operation/operation.ts';
import { type Change, change } from '../../store/statement.ts';
import type { Database } from './database.ts';
import { removeSecret, unscheduleFirstRotation } from './master-secret.ts';
import { findMasterUser, forgetMasterUser } from './master-user.ts';
import { unscheduleNewPassword } from './new-password.ts';
import { deleteDatabase, type MasterUserRow } from './tables.ts';

interface Ending {
  readonly SkipFinalSnapshot?: boolean | undefined;
  readonly FinalDBSnapshotIdentifier?: string | undefined;
}

type Fail = (code: 'InvalidParameterCombination', message: string) => Error;

/** Refuses an end with a snapshot: there is nothing here to make one with. */
export function assertNoSnapshot(
  { SkipFinalSnapshot, FinalDBSnapshotIdentifier }: Ending,
  error: Fail,
): void {
  if (FinalDBSnapshotIdentifier)
    throw error('InvalidParameterCombination', SkipFinalSnapshot ? BOTH : NO_SNAPSHOTS);
  if (!SkipFinalSnapshot) throw error('InvalidParameterCombination', NEEDED);
}

type RemovalCall = Pick<Call<any, any, any, any, any>, 'store' | 'askAs'>;

/** Forgets a database and its master user, and removes the secret that was kept for him. */
export async function removal(
  call: RemovalCall,
  { arn, account, row }: Database,
): Promise<{
  readonly masterUser: MasterUserRow | undefined;
  readonly changes: readonly Change[];
}> {
  const masterUser = await findMasterUser(call.store, arn);
  if (masterUser && masterUser.secret_arn !== '')
    await removeSecret(call, account, masterUser.secret_arn);
  return {
    masterUser,
    changes: [
      change(deleteDatabase, { arn, revision: row.revision }),
      forgetMasterUser(arn),
      unscheduleNewPassword(arn),
      unscheduleFirstRotation(arn),
    ],
  };
}

const NEEDED = 'FinalDBSnapshotIdentifier is required unless SkipFinalSnapshot is specified.';
const BOTH = 'FinalDBSnapshotIdentifier can not be specified when deleting with SkipFinalSnapshot.';
const NO_SNAPSHOTS =
  'Lockstead takes no snapshots, and deletes a registration alone: specify SkipFinalSnapshot, and leave out FinalDBSnapshotIdentifier. The server and its data stay as they are.';
