import { RemoveUserFromGroup } from '../../../generated/iam.ts';
import { change } from '../../../store/statement.ts';
import { ownGroup, readUser } from '../group.ts';
import { deleteMembership, selectMembership } from '../group-tables.ts';
import { operation } from '../parts.ts';

export const removeUserFromGroup = operation(RemoveUserFromGroup)
  .access(ownGroup('iam:RemoveUserFromGroup'))
  .handle(async (call) => {
    const { input, resource: group, store } = call;
    const user = await readUser(call, input.UserName);
    const membership = { group_id: group.row.id, user_id: user.row.id };
    // Who is not in the group stays outside, and nobody is told.
    if (!(await store.one(selectMembership, membership))) return { output: {} };
    return { output: {}, changes: [change(deleteMembership, membership)] };
  });
