import { ListAccessKeys } from '../../../generated/iam.ts';
import { accessKeysOf, holderId, holderName, onUserOrCaller } from '../access-key.ts';
import { pageOf, readFrom } from '../page.ts';
import { operation } from '../parts.ts';

export const listAccessKeys = operation(ListAccessKeys)
  .access(onUserOrCaller('iam:ListAccessKeys'))
  .handle(async (call) => {
    const { resource: holder } = call;
    const keys = await accessKeysOf(call, holder);
    const list = `access keys of ${holderId(holder)}`;
    const { shown, more } = await pageOf(
      call,
      list,
      readFrom(keys, ({ id }) => id),
    );
    const AccessKeyMetadata = shown.map(({ id, status, created_at }) => ({
      UserName: holderName(holder),
      AccessKeyId: id,
      Status: status,
      CreateDate: created_at,
    }));
    return { output: { AccessKeyMetadata, ...more } };
  });
