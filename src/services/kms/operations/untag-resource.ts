import { UntagResource } from '../../../generated/kms.ts';
import { change } from '../../../store/statement.ts';
import { assertCustomerManaged, ownKey } from '../administration.ts';
import { keyKeys } from '../condition-keys.ts';
import { assertNotDeleting } from '../key.ts';
import { operation } from '../parts.ts';
import { updateTags } from '../tables.ts';
import { parseTags, printTags, withoutTags } from '../tags.ts';

export const untagResource = operation(UntagResource)
  .access({
    ...ownKey('kms:UntagResource'),
    keys: ({ TagKeys }, key, asking) => ({
      ...keyKeys(key, asking),
      'aws:TagKeys': TagKeys.length > 0 ? TagKeys : undefined,
    }),
  })
  .handle(async ({ input, resource: key, error }) => {
    assertCustomerManaged(key);
    assertNotDeleting(key, error);
    const { arn, revision } = key.row;
    const tags = printTags(withoutTags(parseTags(key.row.tags), input.TagKeys, error));
    return { output: {}, changes: [change(updateTags, { arn, revision, tags })] };
  });
