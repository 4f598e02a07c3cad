import { DescribeKey } from '../../../generated/kms.ts';
import { prepareManagedKey } from '../aws-managed.ts';
import { keyKeys } from '../condition-keys.ts';
import { findKey, metadataOf } from '../key.ts';
import { requestAliasOf } from '../key-id.ts';
import { operation } from '../parts.ts';

export const describeKey = operation(DescribeKey)
  .access({
    action: 'kms:DescribeKey',
    on: ({ KeyId, GrantTokens }, asking) => findKey(asking, KeyId, GrantTokens),
    keys: ({ KeyId }, key, asking) => ({
      ...keyKeys(key, asking),
      'kms:RequestAlias': requestAliasOf(KeyId),
    }),
  })
  .prepare(prepareManagedKey(({ KeyId }) => KeyId, 'look'))
  .handle(async ({ resource: key }) => ({ output: { KeyMetadata: metadataOf(key.row) } }));
