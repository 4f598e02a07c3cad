import { ResyncMFADevice } from '../../../generated/iam.ts';
import { change } from '../../../store/statement.ts';
import { onNamedHolder, readCodesOf, synchronized, WRONG_CODE } from '../mfa.ts';
import { updateMfaStep } from '../mfa-tables.ts';
import { operation } from '../parts.ts';

export const resyncMFADevice = operation(ResyncMFADevice)
  .access(onNamedHolder('iam:ResyncMFADevice'))
  .handle(async (call) => {
    const { input, parts, now, error } = call;
    const device = await readCodesOf(call, input.SerialNumber);
    const codes = [input.AuthenticationCode1, input.AuthenticationCode2] as const;
    const clock = synchronized(parts.keyring, device, { codes, now, steps: STEPS });
    if (!clock) throw error('InvalidAuthenticationCode', WRONG_CODE);
    const { account, serial, revision } = device;
    return {
      output: {},
      changes: [change(updateMfaStep, { account, serial, revision, ...clock })],
    };
  });

/** Half a day: this is for devices whose clocks have gone astray. */
const STEPS = 1440;
