import { ListUserTags } from '../../../generated/iam.ts';
import { onUser } from '../inline-policy.ts';
import { operation } from '../parts.ts';
import { pageOfTags } from '../tags.ts';

export const listUserTags = operation(ListUserTags)
  .access(onUser('iam:ListUserTags'))
  .handle(async (call) => {
    const { id, tags } = call.resource.row;
    return { output: await pageOfTags(call, { id, tags }) };
  });
