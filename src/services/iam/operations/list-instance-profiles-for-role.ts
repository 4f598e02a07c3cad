import { ListInstanceProfilesForRole } from '../../../generated/iam.ts';
import { onRole } from '../inline-policy.ts';
import { listedInstanceProfiles } from '../instance-profile.ts';
import { selectInstanceProfilesOfRole } from '../instance-profile-tables.ts';
import { pageOf, readFrom } from '../page.ts';
import { operation } from '../parts.ts';

export const listInstanceProfilesForRole = operation(ListInstanceProfilesForRole)
  .access(onRole('iam:ListInstanceProfilesForRole'))
  .handle(async (call) => {
    const { id: role_id } = call.resource.row;
    const profiles = await call.store.all(selectInstanceProfilesOfRole, { role_id });
    const byName = readFrom(profiles, ({ name_key }) => name_key);
    const { shown, more } = await pageOf(call, `instance profiles of ${role_id}`, byName);
    const InstanceProfiles = await listedInstanceProfiles(shown, call);
    return { output: { InstanceProfiles, ...more } };
  });
