import { UntagUser } from '../../../generated/iam.ts';
import { change } from '../../../store/statement.ts';
import { untaggingKeys } from '../condition-keys.ts';
import { onUser } from '../inline-policy.ts';
import { operation } from '../parts.ts';
import { withoutTags } from '../tags.ts';
import { updateUserTags } from '../user-tables.ts';

export const untagUser = operation(UntagUser)
  .access({ ...onUser('iam:UntagUser'), keys: untaggingKeys })
  .handle(async ({ input, resource: { row } }) => {
    const { id, revision } = row;
    const tags = withoutTags(row.tags, input.TagKeys);
    return { output: {}, changes: [change(updateUserTags, { id, revision, tags })] };
  });
