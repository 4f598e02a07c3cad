import { UpdateAccessKey } from '../../../generated/iam.ts';
import { change } from '../../../store/statement.ts';
import { onUserOrCaller, readAccessKey } from '../access-key.ts';
import { updateAccessKeyStatus } from '../access-key-tables.ts';
import { operation } from '../parts.ts';

export const updateAccessKey = operation(UpdateAccessKey)
  .access(onUserOrCaller('iam:UpdateAccessKey'))
  .handle(async (call) => {
    const { AccessKeyId, Status: status } = call.input;
    // Keys expire by themselves, and only those that AWS gave a time.
    if (status === 'Expired') throw call.error('InvalidInput', NOT_BY_HAND);
    const { id, revision } = await readAccessKey(call, AccessKeyId);
    return { output: {}, changes: [change(updateAccessKeyStatus, { id, revision, status })] };
  });

const NOT_BY_HAND = 'The status of an access key can be set to Active or Inactive.';
