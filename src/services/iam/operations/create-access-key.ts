import { makeAccessKeyId } from '../../../base/access-key-id.ts';
import { CreateAccessKey } from '../../../generated/iam.ts';
import type { AccessKey } from '../../../generated/iam.types.ts';
import {
  ACCESS_KEYS_PER_USER,
  accessKeysOf,
  holderId,
  holderName,
  oneMoreOf,
  onUserOrCaller,
} from '../access-key.ts';
import { accessKeyRow, newSecretAccessKey } from '../first-user.ts';
import { operation } from '../parts.ts';

export const createAccessKey = operation(CreateAccessKey)
  .access(onUserOrCaller('iam:CreateAccessKey'))
  .handle(async (call) => {
    const { resource: holder, random, now, parts } = call;
    const { account } = holder;
    const there = await accessKeysOf(call, holder);
    const room = await oneMoreOf(call, { ...ACCESS_KEYS_PER_USER, there: there.length });
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
      changes: [...room, row],
    };
  });
