import { CreateUser } from '../../../generated/iam.ts';
import type { CreateUserRequest } from '../../../generated/iam.types.ts';
import { requestTagKeys } from '../../../operation/operation.ts';
import { change } from '../../../store/statement.ts';
import { holdBoundary } from '../boundary.ts';
import { boundaryKeys } from '../condition-keys.ts';
import { uniqueId } from '../first-user.ts';
import { selectUserByName } from '../inline-tables.ts';
import { operation } from '../parts.ts';
import { oneMore } from '../quota.ts';
import { insertUser } from '../tables.ts';
import { hasTags, newTags } from '../tags.ts';
import { shownUser, userTaken, userToBe } from '../user.ts';

const named = ({ UserName: name, Path: path = '/' }: CreateUserRequest) => ({ name, path });

export const createUser = operation(CreateUser)
  .access({
    action: 'iam:CreateUser',
    on: (input, { caller }) => userToBe(caller.account, named(input)),
    keys: ({ PermissionsBoundary, Tags }) => ({
      ...boundaryKeys(PermissionsBoundary),
      ...requestTagKeys(Tags),
    }),
  })
  .also('tagging', {
    action: 'iam:TagUser',
    on: (input, { caller }) => userToBe(caller.account, named(input)),
    keys: ({ Tags }) => requestTagKeys(Tags),
    when: hasTags,
  })
  .handle(async (call) => {
    const { input, resource, store, random, now, error } = call;
    const { account, arn } = resource;
    const { name, path } = named(input);
    const name_key = name.toLowerCase();
    const tags = newTags(input.Tags, error);
    if (await store.one(selectUserByName, { account, name_key }))
      throw error('EntityAlreadyExists', userTaken(name));
    const held = await holdBoundary(call, input.PermissionsBoundary);
    const room = await oneMore(call, 'user', account);
    const boundary = input.PermissionsBoundary ?? null;
    const id = uniqueId(random, 'AIDA');
    const row = { id, account, name, name_key, path, arn, boundary, tags };
    const user = { ...row, created_at: now, revision: 1 };
    return {
      output: { User: shownUser(user) },
      changes: [...room, ...held, change(insertUser, user)],
    };
  });
