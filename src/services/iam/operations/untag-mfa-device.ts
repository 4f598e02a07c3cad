import { UntagMFADevice } from '../../../generated/iam.ts';
import { change } from '../../../store/statement.ts';
import { removedTagKeys } from '../condition-keys.ts';
import { onMfaDevice } from '../mfa.ts';
import { updateMfaTags } from '../mfa-tables.ts';
import { operation } from '../parts.ts';
import { withoutTags } from '../tags.ts';

export const untagMFADevice = operation(UntagMFADevice)
  .access({ ...onMfaDevice('iam:UntagMFADevice'), keys: removedTagKeys })
  .handle(async ({ input, resource: { row } }) => {
    const { account, serial, revision } = row;
    const tags = withoutTags(row.tags, input.TagKeys);
    return {
      output: {},
      changes: [change(updateMfaTags, { account, serial, revision, tags })],
    };
  });
