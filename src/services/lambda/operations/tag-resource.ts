import { TagResource } from '../../../generated/lambda.ts';
import { functionKeys, saveFunction, tagsOf } from '../function.ts';
import { operation } from '../parts.ts';
import { findTagged } from '../tagged.ts';
import { assertTags, tagKeys } from '../tags.ts';

export const tagResource = operation(TagResource)
  .access({
    action: 'lambda:TagResource',
    on: findTagged,
    keys: (input, of) => ({ ...functionKeys(input, of), ...tagKeys(input.Tags) }),
  })
  .handle(async ({ input, resource: { row }, error }) => {
    assertTags(input.Tags, error);
    const tags = { ...tagsOf(row), ...input.Tags };
    assertTags(tags, error);
    return { output: {}, changes: [saveFunction(row, { tags: JSON.stringify(tags) })] };
  });
