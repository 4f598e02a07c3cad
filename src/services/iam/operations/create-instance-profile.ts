import { CreateInstanceProfile } from '../../../generated/iam.ts';
import type { CreateInstanceProfileRequest } from '../../../generated/iam.types.ts';
import { requestTagKeys } from '../../../operation/operation.ts';
import { change } from '../../../store/statement.ts';
import { uniqueId } from '../first-user.ts';
import { instanceProfileToBe, shownInstanceProfile } from '../instance-profile.ts';
import { insertInstanceProfile, selectInstanceProfileByName } from '../instance-profile-tables.ts';
import { operation } from '../parts.ts';
import { oneMore } from '../quota.ts';
import { shownTags } from '../tag-pairs.ts';
import { hasTags, newTags } from '../tags.ts';

const named = ({ InstanceProfileName: name, Path: path = '/' }: CreateInstanceProfileRequest) => ({
  name,
  path,
});

export const createInstanceProfile = operation(CreateInstanceProfile)
  .access({
    action: 'iam:CreateInstanceProfile',
    on: (input, { caller }) => instanceProfileToBe(caller.account, named(input)),
    keys: ({ Tags }) => requestTagKeys(Tags),
  })
  .also('tagging', {
    action: 'iam:TagInstanceProfile',
    on: (input, { caller }) => instanceProfileToBe(caller.account, named(input)),
    keys: ({ Tags }) => requestTagKeys(Tags),
    when: hasTags,
  })
  .handle(async (call) => {
    const { input, resource, store, random, now, error } = call;
    const { account, arn } = resource;
    const { name, path } = named(input);
    const name_key = name.toLowerCase();
    const tags = newTags(input.Tags, error);
    if (await store.one(selectInstanceProfileByName, { account, name_key }))
      throw error('EntityAlreadyExists', `Instance Profile ${name} already exists.`);
    const room = await oneMore(call, 'instanceProfile', account);
    const id = uniqueId(random, 'AIPA');
    const names = { id, account, name, name_key, path, arn };
    const row = { ...names, role_id: '', tags, created_at: now, revision: 1 };
    const shown = { ...(await shownInstanceProfile(row, call)), Tags: shownTags(tags) };
    return {
      output: { InstanceProfile: shown },
      changes: [...room, change(insertInstanceProfile, row)],
    };
  });
