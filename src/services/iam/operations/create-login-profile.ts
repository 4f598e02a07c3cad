import { CreateLoginProfile } from '../../../generated/iam.ts';
import { change } from '../../../store/statement.ts';
import { holderId, holderName, onUserOrCaller } from '../access-key.ts';
import { touch } from '../inline-policy.ts';
import {
  findLoginProfile,
  noPasswords,
  sealPasswords,
  shownLoginProfile,
  withPassword,
} from '../login-profile.ts';
import { insertLoginProfile } from '../login-profile-tables.ts';
import { operation } from '../parts.ts';

export const createLoginProfile = operation(CreateLoginProfile)
  .access(onUserOrCaller('iam:CreateLoginProfile'))
  .handle(async (call) => {
    const { input, resource: holder, random, parts, now, error } = call;
    const { Password, PasswordResetRequired = false } = input;
    // Without a password the root user may be given one later; a user is nothing without.
    if (Password === undefined && holder.kind === 'user')
      throw error('ValidationError', PASSWORD_NEEDED);
    if (await findLoginProfile(call, holder))
      throw error('EntityAlreadyExists', taken(holderName(holder)));
    const none = noPasswords(random);
    const passwords = Password === undefined ? none : await withPassword(none, Password, call);
    const owner = { account: holder.account, user_id: holderId(holder) };
    const row = {
      ...owner,
      sealed: sealPasswords(parts.keyring, owner, passwords),
      must_reset: PasswordResetRequired || Password === undefined ? 1 : 0,
      changed_at: now,
      created_at: now,
      revision: 1,
    };
    return {
      output: { LoginProfile: shownLoginProfile(row, holder) },
      changes: [
        ...(holder.kind === 'user' ? [touch(holder)] : []),
        change(insertLoginProfile, row),
      ],
    };
  });

const PASSWORD_NEEDED = 'Must specify password when creating a login profile for an IAM user';
const taken = (name: string | undefined): string =>
  `Login Profile for user ${name ?? 'root'} already exists.`;
