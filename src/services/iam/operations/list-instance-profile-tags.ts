import { ListInstanceProfileTags } from '../../../generated/iam.ts';
import { onInstanceProfile } from '../instance-profile.ts';
import { operation } from '../parts.ts';
import { pageOfTags } from '../tags.ts';

export const listInstanceProfileTags = operation(ListInstanceProfileTags)
  .access(onInstanceProfile('iam:ListInstanceProfileTags'))
  .handle(async (call) => {
    const { id, tags } = call.resource.row;
    return { output: await pageOfTags(call, { id, tags }) };
  });
