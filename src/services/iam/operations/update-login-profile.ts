import { UpdateLoginProfile } from '../../../generated/iam.ts';
import { change } from '../../../store/statement.ts';
import { openPasswords, readLoginProfile, sealPasswords, withPassword } from '../login-profile.ts';
import { updateLoginProfileRow } from '../login-profile-tables.ts';
import { onNamedHolder } from '../mfa.ts';
import { operation } from '../parts.ts';

export const updateLoginProfile = operation(UpdateLoginProfile)
  .access(onNamedHolder('iam:UpdateLoginProfile'))
  .handle(async (call) => {
    const { input, parts, now } = call;
    const row = await readLoginProfile(call);
    const { account, user_id, revision } = row;
    const { Password, PasswordResetRequired = row.must_reset === 1 } = input;
    const sealed =
      Password === undefined
        ? row.sealed
        : sealPasswords(
            parts.keyring,
            row,
            await withPassword(openPasswords(parts.keyring, row), Password, call),
          );
    const updated = {
      account,
      user_id,
      revision,
      sealed,
      must_reset: PasswordResetRequired ? 1 : 0,
      changed_at: Password === undefined ? row.changed_at : now,
    };
    return { output: {}, changes: [change(updateLoginProfileRow, updated)] };
  });
