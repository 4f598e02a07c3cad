import { addRoleToInstanceProfile } from './operations/add-role-to-instance-profile.ts';
import { createInstanceProfile } from './operations/create-instance-profile.ts';
import { deleteInstanceProfile } from './operations/delete-instance-profile.ts';
import { getInstanceProfile } from './operations/get-instance-profile.ts';
import { listInstanceProfileTags } from './operations/list-instance-profile-tags.ts';
import { listInstanceProfiles } from './operations/list-instance-profiles.ts';
import { listInstanceProfilesForRole } from './operations/list-instance-profiles-for-role.ts';
import { removeRoleFromInstanceProfile } from './operations/remove-role-from-instance-profile.ts';
import { tagInstanceProfile } from './operations/tag-instance-profile.ts';
import { untagInstanceProfile } from './operations/untag-instance-profile.ts';

/** Who may come from elsewhere: identity providers, machines, services and those who are delegated to. */
export const FEDERATION = [
  addRoleToInstanceProfile,
  createInstanceProfile,
  deleteInstanceProfile,
  getInstanceProfile,
  listInstanceProfiles,
  listInstanceProfilesForRole,
  listInstanceProfileTags,
  removeRoleFromInstanceProfile,
  tagInstanceProfile,
  untagInstanceProfile,
];
