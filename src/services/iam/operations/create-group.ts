import { CreateGroup } from '../../../generated/iam.ts';
import { change } from '../../../store/statement.ts';
import { uniqueId } from '../first-user.ts';
import { groupTaken, groupToBe, shownGroup } from '../group.ts';
import { insertGroup } from '../group-tables.ts';
import { selectGroupByName } from '../inline-tables.ts';
import { operation } from '../parts.ts';
import { oneMore } from '../quota.ts';

export const createGroup = operation(CreateGroup)
  .access({
    action: 'iam:CreateGroup',
    on: ({ GroupName: name, Path: path = '/' }, { caller }) =>
      groupToBe(caller.account, { path, name }),
  })
  .handle(async (call) => {
    const { input, resource, store, random, now, error } = call;
    const { account, arn } = resource;
    const { GroupName: name, Path: path = '/' } = input;
    const name_key = name.toLowerCase();
    if (await store.one(selectGroupByName, { account, name_key }))
      throw error('EntityAlreadyExists', groupTaken(name));
    const room = await oneMore(call, 'group', account);
    const id = uniqueId(random, 'AGPA');
    const row = { id, account, name, name_key, path, arn, created_at: now, revision: 1 };
    return { output: { Group: shownGroup(row) }, changes: [...room, change(insertGroup, row)] };
  });
