import { GetGroup } from '../../../generated/iam.ts';
import { ownGroup, shownGroup } from '../group.ts';
import { selectUsersOfGroup } from '../group-tables.ts';
import { pageOf } from '../page.ts';
import { operation } from '../parts.ts';
import { listedUser } from '../user.ts';

export const getGroup = operation(GetGroup)
  .access(ownGroup('iam:GetGroup'))
  .handle(async (call) => {
    const group = call.resource.row;
    const { shown, more } = await pageOf(call, `users of ${group.id}`, {
      read: (after, count) =>
        call.store.all(selectUsersOfGroup, { group_id: group.id, after, count }),
      key: ({ name_key }) => name_key,
    });
    return { output: { Group: shownGroup(group), Users: shown.map(listedUser), ...more } };
  });
