import { GetLoginProfile } from '../../../generated/iam.ts';
import { onUserOrCaller } from '../access-key.ts';
import { readLoginProfile, shownLoginProfile } from '../login-profile.ts';
import { operation } from '../parts.ts';

export const getLoginProfile = operation(GetLoginProfile)
  .access(onUserOrCaller('iam:GetLoginProfile'))
  .handle(async (call) => {
    const row = await readLoginProfile(call);
    return { output: { LoginProfile: shownLoginProfile(row, call.resource) } };
  });
