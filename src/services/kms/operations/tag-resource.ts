import { TagResource } from '../../../generated/kms.ts';
import { requestTagKeys } from '../../../operation/operation.ts';
import { change } from '../../../store/statement.ts';
import { assertCustomerManaged, ownKey } from '../administration.ts';
import { keyKeys } from '../condition-keys.ts';
import { assertNotDeleting } from '../key.ts';
import { operation } from '../parts.ts';
import { updateTags } from '../tables.ts';
import { parseTags, plainTags, printTags, withTags } from '../tags.ts';

export const tagResource = operation(TagResource)
  .access({
    ...ownKey('kms:TagResource'),
    keys: ({ Tags }, key, asking) => ({
      ...keyKeys(key, asking),
      ...requestTagKeys(plainTags(Tags)),
    }),
  })
  .handle(async ({ input, resource: key, error }) => {
    assertCustomerManaged(key);
    assertNotDeleting(key, error);
    const { arn, revision } = key.row;
    const tags = printTags(withTags(parseTags(key.row.tags), input.Tags, error));
    return { output: {}, changes: [change(updateTags, { arn, revision, tags })] };
  });
