import { AddUserToGroup } from '../../../generated/iam.ts';
import { change } from '../../../store/statement.ts';
import { GROUPS_PER_USER, ownGroup, readUser } from '../group.ts';
import { insertMembership } from '../group-tables.ts';
import { touch } from '../inline-policy.ts';
import { operation } from '../parts.ts';
import { selectGroupsOfUser } from '../tables.ts';

export const addUserToGroup = operation(AddUserToGroup)
  .access(ownGroup('iam:AddUserToGroup'))
  .handle(async (call) => {
    const { input, resource: group, store, error } = call;
    const user = await readUser(call, input.UserName);
    const groups = await store.all(selectGroupsOfUser, { user_id: user.row.id });
    // Who is in the group already stays there, and nobody is told.
    if (groups.some(({ id }) => id === group.row.id)) return { output: {} };
    if (groups.length >= GROUPS_PER_USER)
      throw error('LimitExceeded', `Cannot exceed quota for GroupsPerUser: ${GROUPS_PER_USER}`);
    const row = { group_id: group.row.id, user_id: user.row.id, account: group.account };
    return { output: {}, changes: [touch(group), touch(user), change(insertMembership, row)] };
  });
