import { lastUse } from '../../../audit/last-use.ts';
import { GetAccessKeyLastUsed } from '../../../generated/iam.ts';
import type { GetAccessKeyLastUsedRequest } from '../../../generated/iam.types.ts';
import type { Asking, Missing } from '../../../operation/operation.ts';
import { holderName, type KeyHolder, keyHolder } from '../access-key.ts';
import { resourceTagKeys } from '../condition-keys.ts';
import { operation } from '../parts.ts';
import { selectAccessKey, selectUserById } from '../tables.ts';

export const getAccessKeyLastUsed = operation(GetAccessKeyLastUsed)
  .access({
    action: 'iam:GetAccessKeyLastUsed',
    on: findHolder,
    keys: (_input, holder) => resourceTagKeys(holder?.tags),
  })
  .handle(async (call) => {
    const { input, resource: holder } = call;
    const { account } = holder;
    const use = await lastUse(call, { account, subject: input.AccessKeyId });
    const AccessKeyLastUsed = use
      ? { LastUsedDate: use.at, ServiceName: use.source.split('.')[0]!, Region: use.region }
      : NEVER;
    return { output: { UserName: holderName(holder), AccessKeyLastUsed } };
  });

const NEVER = { ServiceName: 'N/A', Region: 'N/A' };

/** Whose key it is; another account's key is as good as none. */
async function findHolder(
  { AccessKeyId: id }: GetAccessKeyLastUsedRequest,
  { store, caller }: Asking,
): Promise<KeyHolder | Missing<'AccessDenied'>> {
  const key = await store.one(selectAccessKey, { id });
  const user = key?.user_id ? await store.one(selectUserById, { id: key.user_id }) : undefined;
  if (key?.account === caller.account && (user || key.user_id === ''))
    return keyHolder(caller.account, user);
  // The model knows no error for keys that do not exist: nobody may ask for them.
  const message = `User: ${caller.arn} is not authorized to perform: iam:GetAccessKeyLastUsed on resource: access key ${id}`;
  return { missing: '*', error: 'AccessDenied', message };
}
