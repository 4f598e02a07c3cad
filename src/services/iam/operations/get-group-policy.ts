import { GetGroupPolicy } from '../../../generated/iam.ts';
import { onGroup, shownInlinePolicy } from '../inline-policy.ts';
import { operation } from '../parts.ts';

export const getGroupPolicy = operation(GetGroupPolicy)
  .access(onGroup('iam:GetGroupPolicy'))
  .handle(async (call) => ({
    output: {
      GroupName: call.resource.row.name,
      ...(await shownInlinePolicy(call, call.input.PolicyName)),
    },
  }));
