import { UntagPolicy } from '../../../generated/iam.ts';
import { change } from '../../../store/statement.ts';
import { untaggingKeys } from '../condition-keys.ts';
import { onPolicy } from '../managed-policy.ts';
import { updatePolicyTags } from '../managed-policy-tables.ts';
import { operation } from '../parts.ts';
import { withoutTags } from '../tags.ts';

export const untagPolicy = operation(UntagPolicy)
  .access({ ...onPolicy('iam:UntagPolicy'), keys: untaggingKeys })
  .handle(async ({ input, resource: { row } }) => {
    const { arn, revision } = row;
    const tags = withoutTags(row.tags, input.TagKeys);
    return { output: {}, changes: [change(updatePolicyTags, { arn, revision, tags })] };
  });
