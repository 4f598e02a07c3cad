import { GetPolicy } from '../../../generated/iam.ts';
import { onAnyPolicy, shownPolicy, usageIn } from '../managed-policy.ts';
import { operation } from '../parts.ts';

export const getPolicy = operation(GetPolicy)
  .access(onAnyPolicy('iam:GetPolicy'))
  .handle(async ({ resource: policy, store, caller }) => {
    const usage = await usageIn(store, caller.account);
    return { output: { Policy: shownPolicy('row' in policy ? policy.row : policy.aws, usage) } };
  });
