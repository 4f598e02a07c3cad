import type { Keyring } from '../../../crypto/keyring.ts';
import { ChangePassword } from '../../../generated/iam.ts';
import type { Asking } from '../../../operation/operation.ts';
import { change } from '../../../store/statement.ts';
import { keyHolder, onUserOrCaller } from '../access-key.ts';
import {
  isLockedOut,
  isPassword,
  openPasswords,
  readLoginProfile,
  sealPasswords,
  withPassword,
} from '../login-profile.ts';
import { updateLoginProfileRow } from '../login-profile-tables.ts';
import { operation } from '../parts.ts';
import { findPasswordPolicy, withUsersRight } from '../password-policy.ts';
import { Patience } from '../patience.ts';

const himself = onUserOrCaller('iam:ChangePassword');

export const changePassword = operation(ChangePassword)
  .access({
    ...himself,
    on: async (_input, asking: Asking) => {
      const { kind, account } = asking.caller;
      if (kind !== 'user') return keyHolder(account, undefined);
      const found = await himself.on({}, asking);
      return 'missing' in found ? found : withUsersRight(found, asking);
    },
  })
  .handle(async (call) => {
    const { input, resource: user, store, parts, now, error } = call;
    if (user.kind !== 'user') throw error('InvalidUserType', ONLY_USERS);
    const row = await readLoginProfile(call);
    const { account, user_id, revision } = row;
    const policy = await findPasswordPolicy(store, account);
    if (isLockedOut(row, policy, now)) throw error('AccessDenied', EXPIRED);
    const patience = patienceOf(parts.keyring);
    if (patience.waits(user_id, now)) throw error('AccessDenied', WRONG);
    const passwords = openPasswords(parts.keyring, row);
    if (!(await isPassword(passwords, input.OldPassword))) {
      patience.wrong(user_id, now);
      throw error('AccessDenied', WRONG);
    }
    patience.right(user_id);
    const changed = await withPassword(passwords, input.NewPassword, call);
    const sealed = sealPasswords(parts.keyring, row, changed);
    const updated = { account, user_id, revision, sealed, must_reset: 0, changed_at: now };
    return { output: {}, changes: [change(updateLoginProfileRow, updated)] };
  });

// A house has one keyring, and its own memory of who was wrong.
const houses = new WeakMap<Keyring, Patience>();

function patienceOf(keyring: Keyring): Patience {
  let patience = houses.get(keyring);
  if (!patience) houses.set(keyring, (patience = new Patience()));
  return patience;
}

const ONLY_USERS = 'Only IAM users can change their own password.';
const WRONG = 'The old password was incorrect.';
const EXPIRED = 'The password has expired. Only an administrator can set a new one.';
