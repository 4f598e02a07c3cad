import { UntagResource } from '../../../generated/organizations.ts';
import { asAdministrator } from '../caller.ts';
import { operation } from '../parts.ts';
import { findTagged } from '../tagged.ts';

export const untagResource = operation(UntagResource)
  .access({
    action: 'organizations:UntagResource',
    on: ({ ResourceId }, asking) => findTagged(asAdministrator, ResourceId, asking),
    keys: ({ TagKeys }) => ({ 'aws:TagKeys': TagKeys }),
  })
  .handle(async ({ input: { TagKeys }, resource: { tags, retag } }) => {
    const left = Object.entries(tags).filter(([key]) => !TagKeys.includes(key));
    if (left.length === Object.keys(tags).length) return { output: {} };
    return { output: {}, changes: [retag(Object.fromEntries(left))] };
  });
