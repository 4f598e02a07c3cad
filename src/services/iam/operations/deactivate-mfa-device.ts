import { DeactivateMFADevice } from '../../../generated/iam.ts';
import { change } from '../../../store/statement.ts';
import { onUserOrCaller } from '../access-key.ts';
import { readDeviceOf } from '../mfa.ts';
import { deleteMfaDeviceRow, updateMfaHolder } from '../mfa-tables.ts';
import { operation } from '../parts.ts';

export const deactivateMFADevice = operation(DeactivateMFADevice)
  .access(onUserOrCaller('iam:DeactivateMFADevice'))
  .handle(async (call) => {
    const device = await readDeviceOf(call, call.input.SerialNumber);
    const { account, serial, revision, step, drift } = device;
    // A security key was registered for this user: nobody else can have it.
    if (device.kind === 'security-key')
      return {
        output: {},
        changes: [change(deleteMfaDeviceRow, { account, serial, revision })],
      };
    // What it has shown stays used: whoever gets it next cannot show that again.
    const nobody = { account, serial, revision, holder: null, enabled_at: 0, step, drift };
    return { output: {}, changes: [change(updateMfaHolder, nobody)] };
  });
