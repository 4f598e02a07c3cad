import { UpdateUser } from '../../../generated/iam.ts';
import { change } from '../../../store/statement.ts';
import { onUser } from '../inline-policy.ts';
import { selectUserByName } from '../inline-tables.ts';
import { operation } from '../parts.ts';
import { userTaken, userToBe } from '../user.ts';
import { renameUser } from '../user-tables.ts';

export const updateUser = operation(UpdateUser)
  .access(onUser('iam:UpdateUser'))
  .handle(async ({ input, resource: user, store, error, demand }) => {
    const { id, revision, account, ...row } = user.row;
    const name = input.NewUserName ?? row.name;
    const path = input.NewPath ?? row.path;
    if (name === row.name && path === row.path) return { output: {} };
    // Who gives somebody another name must have the right to both, or he could make him what he may not make.
    const { arn } = await demand('iam:UpdateUser', userToBe(account, { path, name }));

    const name_key = name.toLowerCase();
    const taken = await store.one(selectUserByName, { account, name_key });
    if (taken && taken.id !== id) throw error('EntityAlreadyExists', userTaken(name));
    return {
      output: {},
      changes: [change(renameUser, { id, revision, name, name_key, path, arn })],
    };
  });
