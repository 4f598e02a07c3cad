import { ListRoleTags } from '../../../generated/iam.ts';
import { onRole } from '../inline-policy.ts';
import { operation } from '../parts.ts';
import { pageOfTags } from '../tags.ts';

export const listRoleTags = operation(ListRoleTags)
  .access(onRole('iam:ListRoleTags'))
  .handle(async (call) => {
    const { id, tags } = call.resource.row;
    return { output: await pageOfTags(call, { id, tags }) };
  });
