import { UntagResource } from '../../../generated/secretsmanager.ts';
import { operation } from '../parts.ts';
import { assertAlive, findSecret, saveSecret, secretKeys } from '../secret.ts';
import { assertKeepsAccess, withTags } from '../tagging.ts';
import { removeTags } from '../tags.ts';

export const untagResource = operation(UntagResource)
  .access({
    action: 'secretsmanager:UntagResource',
    on: ({ SecretId }, asking) => findSecret(asking, SecretId),
    keys: ({ SecretId, TagKeys }, secret) => ({
      ...secretKeys(SecretId, secret),
      ...(TagKeys.length > 0 && { 'aws:TagKeys': TagKeys }),
    }),
  })
  .handle(async ({ input, resource: secret, now, error, would }) => {
    assertAlive(secret, error);
    if (!secret.tagPairs) return { output: {} };
    const tagPairs = removeTags(secret.tagPairs, input.TagKeys);
    const after = withTags(secret, tagPairs);
    const keys = { ...secretKeys(input.SecretId, after), 'aws:TagKeys': input.TagKeys };
    assertKeepsAccess(await would('secretsmanager:UntagResource', after, keys), error);
    return { output: {}, changes: [saveSecret(secret, { tagPairs }, now)] };
  });
