import { accountOfAccessKeyId } from '../../../base/access-key-id.ts';
import { GetAccessKeyInfo } from '../../../generated/sts.ts';
import { unlessExchanged } from '../exchanged-session.ts';
import { operation } from '../parts.ts';

export const getAccessKeyInfo = operation(GetAccessKeyInfo)
  .access({ action: 'sts:GetAccessKeyInfo', on: unlessExchanged('GetAccessKeyInfo') })
  .handle(async ({ input: { AccessKeyId }, store, parts, error }) => {
    // Temporary keys are in no table: their ids tell the account themselves.
    const Account = AccessKeyId.startsWith('ASIA')
      ? accountOfAccessKeyId(AccessKeyId)
      : await parts.roles.accountOfAccessKey(store, AccessKeyId);
    if (Account === undefined)
      throw error('ValidationError', `Invalid access key ID: ${AccessKeyId}`);
    return { output: { Account } };
  });
