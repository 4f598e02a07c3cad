import { DeleteAccessKey } from '../../../generated/iam.ts';
import { change } from '../../../store/statement.ts';
import { onUserOrCaller, readAccessKey } from '../access-key.ts';
import { deleteAccessKeyRow } from '../access-key-tables.ts';
import { operation } from '../parts.ts';

export const deleteAccessKey = operation(DeleteAccessKey)
  .access(onUserOrCaller('iam:DeleteAccessKey'))
  .handle(async (call) => {
    const { id, revision } = await readAccessKey(call, call.input.AccessKeyId);
    return { output: {}, changes: [change(deleteAccessKeyRow, { id, revision })] };
  });
