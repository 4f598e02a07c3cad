import { TagUser } from '../../../generated/iam.ts';
import { change } from '../../../store/statement.ts';
import { taggingKeys } from '../condition-keys.ts';
import { onUser } from '../inline-policy.ts';
import { operation } from '../parts.ts';
import { withTags } from '../tags.ts';
import { updateUserTags } from '../user-tables.ts';

export const tagUser = operation(TagUser)
  .access({ ...onUser('iam:TagUser'), keys: taggingKeys })
  .handle(async ({ input, resource: { row }, error }) => {
    const { id, revision } = row;
    const tags = withTags(row.tags, input.Tags, error);
    return { output: {}, changes: [change(updateUserTags, { id, revision, tags })] };
  });
