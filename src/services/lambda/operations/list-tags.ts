import { ListTags } from '../../../generated/lambda.ts';
import { functionKeys, tagsOf } from '../function.ts';
import { operation } from '../parts.ts';
import { findTagged } from '../tagged.ts';

export const listTags = operation(ListTags)
  .access({ action: 'lambda:ListTags', on: findTagged, keys: functionKeys })
  .handle(async ({ resource }) => ({ output: { Tags: tagsOf(resource.row) } }));
