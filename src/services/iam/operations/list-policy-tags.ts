import { ListPolicyTags } from '../../../generated/iam.ts';
import { onAnyPolicy } from '../managed-policy.ts';
import { operation } from '../parts.ts';
import { pageOfTags } from '../tags.ts';

export const listPolicyTags = operation(ListPolicyTags)
  .access(onAnyPolicy('iam:ListPolicyTags'))
  .handle(async (call) => {
    const { resource: policy } = call;
    const tags = 'row' in policy ? policy.row.tags : '[]';
    return { output: await pageOfTags(call, { id: policy.arn, tags }) };
  });
