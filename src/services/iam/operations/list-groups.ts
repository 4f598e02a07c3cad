import { ListGroups } from '../../../generated/iam.ts';
import { shownGroup } from '../group.ts';
import { selectGroups } from '../group-tables.ts';
import { pageOf } from '../page.ts';
import { operation } from '../parts.ts';
import { under } from '../paths.ts';

export const listGroups = operation(ListGroups)
  .access({ action: 'iam:ListGroups', on: under('group') })
  .handle(async (call) => {
    const { account } = call.caller;
    const prefix = call.input.PathPrefix ?? '/';
    const { shown, more } = await pageOf(call, `groups under ${prefix}`, {
      read: (after, count) => call.store.all(selectGroups, { account, prefix, after, count }),
      key: ({ name_key }) => name_key,
    });
    return { output: { Groups: shown.map(shownGroup), ...more } };
  });
