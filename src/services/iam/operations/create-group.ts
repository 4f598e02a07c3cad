import { CreateGroup } from '../../../generated/iam.ts';
import { change } from '../../../store/statement.ts';
import { uniqueId } from '../first-user.ts';
import { GROUPS_PER_ACCOUNT, groupTaken, groupToBe, shownGroup } from '../group.ts';
import { countGroups, insertGroup } from '../group-tables.ts';
import { selectGroupByName } from '../inline-tables.ts';
import { operation } from '../parts.ts';

export const createGroup = operation(CreateGroup)
  .access({
    action: 'iam:CreateGroup',
    on: ({ GroupName: name, Path: path = '/' }, { caller }) =>
      groupToBe(caller.account, { path, name }),
  })
  .handle(async ({ input, resource, store, random, now, error }) => {
    const { account, arn } = resource;
    const { GroupName: name, Path: path = '/' } = input;
    const name_key = name.toLowerCase();
    if (await store.one(selectGroupByName, { account, name_key }))
      throw error('EntityAlreadyExists', groupTaken(name));
    const there = await store.one(countGroups, { account });
    if (there && there.number >= GROUPS_PER_ACCOUNT) {
      throw error(
        'LimitExceeded',
        `Cannot exceed quota for GroupsPerAccount: ${GROUPS_PER_ACCOUNT}`,
      );
    }
    const id = uniqueId(random, 'AGPA');
    const row = { id, account, name, name_key, path, arn, created_at: now, revision: 1 };
    return { output: { Group: shownGroup(row) }, changes: [change(insertGroup, row)] };
  });
