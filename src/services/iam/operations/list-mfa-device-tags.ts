import { ListMFADeviceTags } from '../../../generated/iam.ts';
import { onMfaDevice } from '../mfa.ts';
import { operation } from '../parts.ts';
import { pageOfTags } from '../tags.ts';

export const listMFADeviceTags = operation(ListMFADeviceTags)
  .access(onMfaDevice('iam:ListMFADeviceTags'))
  .handle(async (call) => {
    const { serial: id, tags } = call.resource.row;
    return { output: await pageOfTags(call, { id, tags }) };
  });
