import { TagPolicy } from '../../../generated/iam.ts';
import { change } from '../../../store/statement.ts';
import { taggingKeys } from '../condition-keys.ts';
import { onPolicy } from '../managed-policy.ts';
import { updatePolicyTags } from '../managed-policy-tables.ts';
import { operation } from '../parts.ts';
import { withTags } from '../tags.ts';

export const tagPolicy = operation(TagPolicy)
  .access({ ...onPolicy('iam:TagPolicy'), keys: taggingKeys })
  .handle(async ({ input, resource: { row }, error }) => {
    const { arn, revision } = row;
    const tags = withTags(row.tags, input.Tags, error);
    return { output: {}, changes: [change(updatePolicyTags, { arn, revision, tags })] };
  });
