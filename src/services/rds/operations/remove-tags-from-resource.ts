import { RemoveTagsFromResource } from '../../../generated/rds.ts';
import { ownKeys } from '../condition-keys.ts';
import { saveDatabase } from '../database.ts';
import { whereabouts } from '../endpoint.ts';
import { operation } from '../parts.ts';
import { demandForOwnTags, findTagged } from '../tagged.ts';
import { withoutTags } from '../tags.ts';

export const removeTagsFromResource = operation(RemoveTagsFromResource)
  .access({
    action: 'rds:RemoveTagsFromResource',
    on: ({ ResourceName }, asking) => findTagged(ResourceName, asking),
    keys: ({ TagKeys }, database) => ({ ...ownKeys(database), 'aws:TagKeys': TagKeys }),
  })
  .handle(async (call) => {
    const { input, resource: database, error } = call;
    await demandForOwnTags(call, input.TagKeys);
    const tags = withoutTags(database.tagPairs, input.TagKeys);
    if (tags.length === database.tagPairs.length) return { output: {} };
    whereabouts(database.kind, tags, error);
    return { output: {}, changes: [saveDatabase(database, { tags })] };
  });
