import { GetCallerIdentity } from '../../../generated/sts.ts';
import { operation } from '../parts.ts';

export const getCallerIdentity = operation(GetCallerIdentity)
  .open('who has valid credentials may always ask whose they are, even where a policy denies it')
  .handle(async ({ caller }) => ({
    output: { UserId: caller.userId, Account: caller.account, Arn: caller.arn },
  }));
