import { UntagRole } from '../../../generated/iam.ts';
import { change } from '../../../store/statement.ts';
import { untaggingKeys } from '../condition-keys.ts';
import { onRole } from '../inline-policy.ts';
import { operation } from '../parts.ts';
import { withoutTags } from '../tags.ts';
import { updateRoleTags } from '../role-tables.ts';

export const untagRole = operation(UntagRole)
  .access({ ...onRole('iam:UntagRole'), keys: untaggingKeys })
  .handle(async ({ input, resource: { row } }) => {
    const { id, revision } = row;
    const tags = withoutTags(row.tags, input.TagKeys);
    return { output: {}, changes: [change(updateRoleTags, { id, revision, tags })] };
  });
