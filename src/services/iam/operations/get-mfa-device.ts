import { GetMFADevice } from '../../../generated/iam.ts';
import { holderName, onUserOrCaller } from '../access-key.ts';
import { certificationsOf, readDeviceOf } from '../mfa.ts';
import { operation } from '../parts.ts';

export const getMFADevice = operation(GetMFADevice)
  .access(onUserOrCaller('iam:GetMFADevice'))
  .handle(async (call) => {
    const device = await readDeviceOf(call, call.input.SerialNumber);
    return {
      output: {
        UserName: holderName(call.resource),
        SerialNumber: device.serial,
        EnableDate: device.enabled_at,
        Certifications: certificationsOf(device),
      },
    };
  });
