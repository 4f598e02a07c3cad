import { TagInstanceProfile } from '../../../generated/iam.ts';
import { requestTagKeys } from '../../../operation/operation.ts';
import { change } from '../../../store/statement.ts';
import { onInstanceProfile } from '../instance-profile.ts';
import { updateInstanceProfileTags } from '../instance-profile-tables.ts';
import { operation } from '../parts.ts';
import { withTags } from '../tags.ts';

export const tagInstanceProfile = operation(TagInstanceProfile)
  .access({
    ...onInstanceProfile('iam:TagInstanceProfile'),
    keys: ({ Tags }) => requestTagKeys(Tags),
  })
  .handle(async ({ input, resource: { row }, error }) => {
    const { id, revision } = row;
    const tags = withTags(row.tags, input.Tags, error);
    return { output: {}, changes: [change(updateInstanceProfileTags, { id, revision, tags })] };
  });
