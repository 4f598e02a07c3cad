import { AddTagsToResource } from '../../../generated/rds.ts';
import { requestTagKeys } from '../../../operation/operation.ts';
import { ownKeys } from '../condition-keys.ts';
import { saveDatabase } from '../database.ts';
import { whereabouts } from '../endpoint.ts';
import { operation } from '../parts.ts';
import { demandForOwnTags, findTagged } from '../tagged.ts';
import { readTags, requestKeys, withTags } from '../tags.ts';

export const addTagsToResource = operation(AddTagsToResource)
  .access({
    action: 'rds:AddTagsToResource',
    on: ({ ResourceName }, asking) => findTagged(ResourceName, asking),
    keys: ({ Tags }, database) => ({
      ...ownKeys(database),
      ...requestKeys(Tags),
      ...requestTagKeys(Tags),
    }),
  })
  .handle(async (call) => {
    const { input, resource: database, error } = call;
    await demandForOwnTags(
      call,
      input.Tags.map(({ Key }) => Key),
    );
    const tags = withTags(database.tagPairs, readTags(input.Tags, error), error);
    // A server may move; it must be somewhere.
    whereabouts(database.kind, tags, error);
    return { output: {}, changes: [saveDatabase(database, { tags })] };
  });
