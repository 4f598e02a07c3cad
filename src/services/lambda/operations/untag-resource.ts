import { UntagResource } from '../../../generated/lambda.ts';
import { functionKeys, saveFunction, tagsOf } from '../function.ts';
import { operation } from '../parts.ts';
import { findTagged } from '../tagged.ts';

export const untagResource = operation(UntagResource)
  .access({
    action: 'lambda:UntagResource',
    on: findTagged,
    keys: (input, of) => ({ ...functionKeys(input, of), 'aws:TagKeys': input.TagKeys }),
  })
  .handle(async ({ input, resource: { row } }) => {
    const left = Object.entries(tagsOf(row)).filter(([key]) => !input.TagKeys.includes(key));
    const tags = JSON.stringify(Object.fromEntries(left));
    return { output: {}, changes: [saveFunction(row, { tags })] };
  });
