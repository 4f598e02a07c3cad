import { UntagInstanceProfile } from '../../../generated/iam.ts';
import { change } from '../../../store/statement.ts';
import { removedTagKeys } from '../condition-keys.ts';
import { onInstanceProfile } from '../instance-profile.ts';
import { updateInstanceProfileTags } from '../instance-profile-tables.ts';
import { operation } from '../parts.ts';
import { withoutTags } from '../tags.ts';

export const untagInstanceProfile = operation(UntagInstanceProfile)
  .access({ ...onInstanceProfile('iam:UntagInstanceProfile'), keys: removedTagKeys })
  .handle(async ({ input, resource: { row } }) => {
    const { id, revision } = row;
    const tags = withoutTags(row.tags, input.TagKeys);
    return { output: {}, changes: [change(updateInstanceProfileTags, { id, revision, tags })] };
  });
