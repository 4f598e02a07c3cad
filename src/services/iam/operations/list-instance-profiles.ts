import { ListInstanceProfiles } from '../../../generated/iam.ts';
import { listedInstanceProfiles } from '../instance-profile.ts';
import { selectInstanceProfiles } from '../instance-profile-tables.ts';
import { pageOf } from '../page.ts';
import { operation } from '../parts.ts';
import { under } from '../paths.ts';

export const listInstanceProfiles = operation(ListInstanceProfiles)
  .access({ action: 'iam:ListInstanceProfiles', on: under('instance-profile') })
  .handle(async (call) => {
    const { account } = call.caller;
    const prefix = call.input.PathPrefix ?? '/';
    const { shown, more } = await pageOf(call, `instance profiles under ${prefix}`, {
      read: (after, count) =>
        call.store.all(selectInstanceProfiles, { account, prefix, after, count }),
      key: ({ name_key }) => name_key,
    });
    const InstanceProfiles = await listedInstanceProfiles(shown, call);
    return { output: { InstanceProfiles, ...more } };
  });
