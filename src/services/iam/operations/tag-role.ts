import { TagRole } from '../../../generated/iam.ts';
import { change } from '../../../store/statement.ts';
import { taggingKeys } from '../condition-keys.ts';
import { onRole } from '../inline-policy.ts';
import { operation } from '../parts.ts';
import { withTags } from '../tags.ts';
import { updateRoleTags } from '../role-tables.ts';

export const tagRole = operation(TagRole)
  .access({ ...onRole('iam:TagRole'), keys: taggingKeys })
  .handle(async ({ input, resource: { row }, error }) => {
    const { id, revision } = row;
    const tags = withTags(row.tags, input.Tags, error);
    return { output: {}, changes: [change(updateRoleTags, { id, revision, tags })] };
  });
