import { TagResource } from '../../../generated/organizations.ts';
import { requestTagKeys } from '../../../operation/operation.ts';
import { asAdministrator } from '../caller.ts';
import { operation } from '../parts.ts';
import { findTagged } from '../tagged.ts';
import { addTags } from '../tags.ts';

export const tagResource = operation(TagResource)
  .access({
    action: 'organizations:TagResource',
    on: ({ ResourceId }, asking) => findTagged(asAdministrator, ResourceId, asking),
    keys: ({ Tags }) => requestTagKeys(Tags),
  })
  .handle(async ({ input: { Tags }, resource, error }) => ({
    output: {},
    changes: [resource.retag(addTags(resource.tags, Tags, error))],
  }));
