import { GetMFADevice } from '../../../generated/iam.ts';
import { holderName, onUserOrCaller } from '../access-key.ts';
import { readDeviceOf } from '../mfa.ts';
import { operation } from '../parts.ts';

export const getMFADevice = operation(GetMFADevice)
  .access(onUserOrCaller('iam:GetMFADevice'))
  .handle(async (call) => {
    const { serial, enabled_at } = await readDeviceOf(call, call.input.SerialNumber);
    return {
      output: {
        UserName: holderName(call.resource),
        SerialNumber: serial,
        EnableDate: enabled_at,
      },
    };
  });
