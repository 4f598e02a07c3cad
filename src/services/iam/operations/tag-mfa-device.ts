import { TagMFADevice } from '../../../generated/iam.ts';
import { requestTagKeys } from '../../../operation/operation.ts';
import { change } from '../../../store/statement.ts';
import { onMfaDevice } from '../mfa.ts';
import { updateMfaTags } from '../mfa-tables.ts';
import { operation } from '../parts.ts';
import { withTags } from '../tags.ts';

export const tagMFADevice = operation(TagMFADevice)
  .access({ ...onMfaDevice('iam:TagMFADevice'), keys: ({ Tags }) => requestTagKeys(Tags) })
  .handle(async ({ input, resource: { row }, error }) => {
    const { account, serial, revision } = row;
    const tags = withTags(row.tags, input.Tags, error);
    return {
      output: {},
      changes: [change(updateMfaTags, { account, serial, revision, tags })],
    };
  });
