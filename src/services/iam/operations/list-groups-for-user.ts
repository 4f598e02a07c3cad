import { ListGroupsForUser } from '../../../generated/iam.ts';
import { shownGroup } from '../group.ts';
import { onUser } from '../inline-policy.ts';
import { pageOf, readFrom } from '../page.ts';
import { operation } from '../parts.ts';
import { selectGroupsOfUser } from '../tables.ts';

export const listGroupsForUser = operation(ListGroupsForUser)
  .access(onUser('iam:ListGroupsForUser'))
  .handle(async (call) => {
    const { id } = call.resource.row;
    const groups = await call.store.all(selectGroupsOfUser, { user_id: id });
    const byName = readFrom(groups, ({ name_key }) => name_key);
    const { shown, more } = await pageOf(call, `groups of ${id}`, byName);
    return { output: { Groups: shown.map(shownGroup), ...more } };
  });
