import { ListTagsForResource } from '../../../generated/organizations.ts';
import { asReader } from '../caller.ts';
import { pageStart } from '../page.ts';
import { operation } from '../parts.ts';
import { findTagged } from '../tagged.ts';

export const listTagsForResource = operation(ListTagsForResource)
  .access({
    action: 'organizations:ListTagsForResource',
    on: ({ ResourceId }, asking) => findTagged(asReader, ResourceId, asking),
  })
  .handle(async ({ input, resource: { tags }, caller, parts, error }) => {
    // Nothing has more tags than a page, so no page of them is ever followed by another.
    const list = `ListTagsForResource ${input.ResourceId}`;
    pageStart(input, { operation: list, account: caller.account, keyring: parts.keyring }, error);
    return { output: { Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })) } };
  });
