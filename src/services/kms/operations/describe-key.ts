import { DescribeKey } from '../../../generated/kms.ts';
import { prepareManagedKey } from '../aws-managed.ts';
import { usingKeys } from '../condition-keys.ts';
import { findKey } from '../key.ts';
import { metadataOf } from '../key-metadata.ts';
import { operation } from '../parts.ts';

export const describeKey = operation(DescribeKey)
  .access({
    action: 'kms:DescribeKey',
    on: ({ KeyId, GrantTokens }, asking) => findKey(asking, KeyId, GrantTokens),
    keys: usingKeys,
  })
  .prepare(prepareManagedKey(({ KeyId }) => KeyId, 'look'))
  .handle(async ({ resource: key, store }) => ({
    output: { KeyMetadata: await metadataOf(store, key.row) },
  }));
