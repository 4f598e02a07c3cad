import { UntagResource } from '../../../generated/secretsmanager.ts';
import { askingService } from '../owner.ts';
import { operation } from '../parts.ts';
import { changeSecret } from '../replication.ts';
import { assertAlive, assertPrimary, findSecret, secretKeys } from '../secret.ts';
import { assertKeepsAccess, withTags } from '../tagging.ts';
import { isReserved, removeTags, RESERVED } from '../tags.ts';

export const untagResource = operation(UntagResource)
  .access({
    action: 'secretsmanager:UntagResource',
    on: ({ SecretId }, asking) => findSecret(asking, SecretId),
    keys: ({ SecretId, TagKeys }, secret) => ({
      ...secretKeys(SecretId, secret),
      ...(TagKeys.length > 0 && { 'aws:TagKeys': TagKeys }),
    }),
  })
  .handle(async (call) => {
    const { input, resource: secret, error, would } = call;
    assertAlive(secret, error);
    assertPrimary(secret, error);
    if (input.TagKeys.some(isReserved) && askingService(call) !== secret.owningService) {
      throw error('InvalidParameterException', RESERVED);
    }
    if (!secret.tagPairs) return { output: {} };
    const tagPairs = removeTags(secret.tagPairs, input.TagKeys);
    const after = withTags(secret, tagPairs);
    const keys = { ...secretKeys(input.SecretId, after), 'aws:TagKeys': input.TagKeys };
    assertKeepsAccess(await would('secretsmanager:UntagResource', after, keys), error);
    return { output: {}, changes: await changeSecret(call, secret, { tagPairs }) };
  });
