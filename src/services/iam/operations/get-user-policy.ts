import { GetUserPolicy } from '../../../generated/iam.ts';
import { onUser, shownInlinePolicy } from '../inline-policy.ts';
import { operation } from '../parts.ts';

export const getUserPolicy = operation(GetUserPolicy)
  .access(onUser('iam:GetUserPolicy'))
  .handle(async (call) => ({
    output: {
      UserName: call.resource.row.name,
      ...(await shownInlinePolicy(call, call.input.PolicyName)),
    },
  }));
