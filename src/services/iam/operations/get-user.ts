import { GetUser } from '../../../generated/iam.ts';
import type { User } from '../../../generated/iam.types.ts';
import { onUserOrCaller } from '../access-key.ts';
import { operation } from '../parts.ts';
import { shownUser } from '../user.ts';

export const getUser = operation(GetUser)
  .access(onUserOrCaller('iam:GetUser'))
  .handle(async (call) => {
    const { resource: user, store, parts } = call;
    if (user.kind === 'user') return { output: { User: shownUser(user.row) } };

    // The root user has neither name nor path, and is as old as his account.
    const CreateDate = await parts.accountMadeAt(store, user.account);
    const root = { UserId: user.account, Arn: user.arn, CreateDate };
    return { output: { User: root as User } };
  });
