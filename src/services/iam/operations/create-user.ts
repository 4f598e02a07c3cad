import { CreateUser } from '../../../generated/iam.ts';
import type { CreateUserRequest } from '../../../generated/iam.types.ts';
import { requestTagKeys } from '../../../operation/operation.ts';
import { change } from '../../../store/statement.ts';
import { holdBoundary } from '../boundary.ts';
import { boundaryKeys } from '../condition-keys.ts';
import { quotaExceeded } from '../documents.ts';
import { uniqueId } from '../first-user.ts';
import { selectUserByName } from '../inline-tables.ts';
import { operation } from '../parts.ts';
import { insertUser } from '../tables.ts';
import { newTags } from '../tags.ts';
import { shownUser, USERS_PER_ACCOUNT, userTaken, userToBe } from '../user.ts';
import { countUsers } from '../user-tables.ts';

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
    when: ({ Tags }) => Tags !== undefined && Tags.length > 0,
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
    const there = await store.one(countUsers, { account });
    if (there!.number >= USERS_PER_ACCOUNT) {
      const quota = { name: 'UsersPerAccount', most: USERS_PER_ACCOUNT };
      throw error('LimitExceeded', quotaExceeded(quota));
    }
    const boundary = input.PermissionsBoundary ?? null;
    const id = uniqueId(random, 'AIDA');
    const row = { id, account, name, name_key, path, arn, boundary, tags };
    const user = { ...row, created_at: now, revision: 1 };
    return { output: { User: shownUser(user) }, changes: [...held, change(insertUser, user)] };
  });
