import { UpdateAccountPasswordPolicy } from '../../../generated/iam.ts';
import { anything } from '../../../operation/operation.ts';
import { change } from '../../../store/statement.ts';
import { upsertPasswordPolicy } from '../login-profile-tables.ts';
import { operation } from '../parts.ts';
import { UNSAID } from '../password-policy.ts';

export const updateAccountPasswordPolicy = operation(UpdateAccountPasswordPolicy)
  .access({ action: 'iam:UpdateAccountPasswordPolicy', on: anything })
  .handle(async ({ input, caller: { account } }) => {
    // What is left out is not kept from before: it gets AWS's default.
    const policy = JSON.stringify({ ...UNSAID, ...input });
    return { output: {}, changes: [change(upsertPasswordPolicy, { account, policy })] };
  });
