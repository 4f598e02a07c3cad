import { GetInstanceProfile } from '../../../generated/iam.ts';
import { onInstanceProfile, shownInstanceProfile } from '../instance-profile.ts';
import { operation } from '../parts.ts';

export const getInstanceProfile = operation(GetInstanceProfile)
  .access(onInstanceProfile('iam:GetInstanceProfile'))
  .handle(async (call) => ({
    output: { InstanceProfile: await shownInstanceProfile(call.resource.row, call) },
  }));
