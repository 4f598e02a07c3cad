import { TagResource } from '../../../generated/secretsmanager.ts';
import { requestTagKeys } from '../../../operation/operation.ts';
import { operation } from '../parts.ts';
import { assertAlive, findSecret, saveSecret, secretKeys } from '../secret.ts';
import { assertKeepsAccess, withTags } from '../tagging.ts';
import { addTags, readTags } from '../tags.ts';

export const tagResource = operation(TagResource)
  .access({
    action: 'secretsmanager:TagResource',
    on: ({ SecretId }, asking) => findSecret(asking, SecretId),
    keys: ({ SecretId, Tags }, secret) => ({
      ...secretKeys(SecretId, secret),
      ...requestTagKeys(Tags),
    }),
  })
  .handle(async ({ input, resource: secret, now, error, would }) => {
    assertAlive(secret, error);
    const added = readTags(input.Tags, error);
    const tagPairs = addTags(secret.tagPairs ?? [], added, error);
    const after = withTags(secret, tagPairs);
    const keys = { ...secretKeys(input.SecretId, after), ...requestTagKeys(input.Tags) };
    assertKeepsAccess(await would('secretsmanager:TagResource', after, keys), error);
    return { output: {}, changes: [saveSecret(secret, { tagPairs }, now)] };
  });
