import { UpdateGroup } from '../../../generated/iam.ts';
import { change } from '../../../store/statement.ts';
import { groupTaken, groupToBe, ownGroup } from '../group.ts';
import { updateGroupRow } from '../group-tables.ts';
import { selectGroupByName } from '../inline-tables.ts';
import { operation } from '../parts.ts';

export const updateGroup = operation(UpdateGroup)
  .access(ownGroup('iam:UpdateGroup'))
  .handle(async ({ input, resource: group, store, error, demand }) => {
    const { id, revision, account, ...row } = group.row;
    const name = input.NewGroupName ?? row.name;
    const path = input.NewPath ?? row.path;
    if (name === row.name && path === row.path) return { output: {} };
    // Who gives a group another name must have the right to both, or he could take over what is written for the other.
    const renamed = await demand('iam:UpdateGroup', groupToBe(account, { path, name }));

    const name_key = name.toLowerCase();
    const taken = await store.one(selectGroupByName, { account, name_key });
    if (taken && taken.id !== id) throw error('EntityAlreadyExists', groupTaken(name));
    const { arn } = renamed;
    return {
      output: {},
      changes: [change(updateGroupRow, { id, revision, name, name_key, path, arn })],
    };
  });
