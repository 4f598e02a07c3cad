import { makeAccessKeyId } from '../../../base/access-key-id.ts';
import { CreateAccessKey } from '../../../generated/iam.ts';
import type { AccessKey } from '../../../generated/iam.types.ts';
import {
  ACCESS_KEYS_PER_USER,
  accessKeysOf,
  holderId,
  holderName,
  onUserOrCaller,
} from '../access-key.ts';
import { quotaExceeded } from '../documents.ts';
import { accessKeyRow, newSecretAccessKey } from '../first-user.ts';
import { touch } from '../inline-policy.ts';
import { operation } from '../parts.ts';

export const createAccessKey = operation(CreateAccessKey)
  .access(onUserOrCaller('iam:CreateAccessKey'))
  .handle(async (call) => {
    const { resource: holder, random, now, error, parts } = call;
    const { account } = holder;
    if ((await accessKeysOf(call, holder)).length >= ACCESS_KEYS_PER_USER) {
      const quota = { name: 'AccessKeysPerUser', most: ACCESS_KEYS_PER_USER };
      throw error('LimitExceeded', quotaExceeded(quota));
    }
    const key = {
      accessKeyId: makeAccessKeyId(random, 'AKIA', account),
      secretAccessKey: newSecretAccessKey(random),
    };
    const row = accessKeyRow(parts.keyring, key, { account, userId: holderId(holder), now });
    const shown = {
      UserName: holderName(holder),
      AccessKeyId: key.accessKeyId,
      Status: 'Active',
      SecretAccessKey: key.secretAccessKey,
      CreateDate: now,
    };
    return {
      output: { AccessKey: shown as AccessKey },
      changes: holder.kind === 'user' ? [touch(holder), row] : [row],
    };
  });
