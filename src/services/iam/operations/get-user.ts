import { GetUser } from '../../../generated/iam.ts';
import type { User } from '../../../generated/iam.types.ts';
import { accessKeysOf, onUserOrCaller } from '../access-key.ts';
import { operation } from '../parts.ts';
import { shownUser } from '../user.ts';

export const getUser = operation(GetUser)
  .access(onUserOrCaller('iam:GetUser'))
  .handle(async (call) => {
    const { resource: user, now } = call;
    if (user.kind === 'user') return { output: { User: shownUser(user.row) } };

    // The root user has neither name nor path, and is as old as the oldest key that he has.
    const keys = await accessKeysOf(call, user);
    const CreateDate = Math.min(now, ...keys.map(({ created_at }) => created_at));
    const root = { UserId: user.account, Arn: user.arn, CreateDate };
    return { output: { User: root as User } };
  });
