import { DeleteLoginProfile } from '../../../generated/iam.ts';
import { change } from '../../../store/statement.ts';
import { onUserOrCaller } from '../access-key.ts';
import { readLoginProfile } from '../login-profile.ts';
import { deleteLoginProfileRow } from '../login-profile-tables.ts';
import { operation } from '../parts.ts';

export const deleteLoginProfile = operation(DeleteLoginProfile)
  .access(onUserOrCaller('iam:DeleteLoginProfile'))
  .handle(async (call) => {
    const { account, user_id, revision } = await readLoginProfile(call);
    return {
      output: {},
      changes: [change(deleteLoginProfileRow, { account, user_id, revision })],
    };
  });
