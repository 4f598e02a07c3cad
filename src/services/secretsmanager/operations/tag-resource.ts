import { TagResource } from '../../../generated/secretsmanager.ts';
import { requestTagKeys } from '../../../operation/operation.ts';
import { askingService } from '../owner.ts';
import { operation } from '../parts.ts';
import { changeSecret } from '../replication.ts';
import { assertAlive, assertPrimary, findSecret, secretKeys } from '../secret.ts';
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
  .handle(async (call) => {
    const { input, resource: secret, error, would } = call;
    assertAlive(secret, error);
    assertPrimary(secret, error);
    const added = readTags(input.Tags, error, askingService(call) === secret.owningService);
    const tagPairs = addTags(secret.tagPairs ?? [], added, error);
    const after = withTags(secret, tagPairs);
    const keys = { ...secretKeys(input.SecretId, after), ...requestTagKeys(input.Tags) };
    assertKeepsAccess(await would('secretsmanager:TagResource', after, keys), error);
    return { output: {}, changes: await changeSecret(call, secret, { tagPairs }) };
  });
