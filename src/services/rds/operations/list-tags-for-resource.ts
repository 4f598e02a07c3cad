import { ListTagsForResource } from '../../../generated/rds.ts';
import { ownKeys } from '../condition-keys.ts';
import { operation } from '../parts.ts';
import { findTagged } from '../tagged.ts';
import { showTags } from '../tags.ts';

export const listTagsForResource = operation(ListTagsForResource)
  .access({
    action: 'rds:ListTagsForResource',
    on: ({ ResourceName }, asking) => findTagged(ResourceName, asking),
    keys: (_input, database) => ownKeys(database),
  })
  .handle(async ({ input, resource, error }) => {
    // AWS: this parameter isn't currently supported.
    if (input.Filters?.length) throw error('InvalidParameterValue', NO_FILTERS);
    return { output: { TagList: showTags(resource.tagPairs) } };
  });

const NO_FILTERS = 'Filters are not supported by ListTagsForResource.';
