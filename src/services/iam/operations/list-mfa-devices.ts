import { ListMFADevices } from '../../../generated/iam.ts';
import type { MFADevice } from '../../../generated/iam.types.ts';
import { holderId, holderName, onUserOrCaller } from '../access-key.ts';
import { devicesOf } from '../mfa.ts';
import { pageOf, readFrom } from '../page.ts';
import { operation } from '../parts.ts';

export const listMFADevices = operation(ListMFADevices)
  .access(onUserOrCaller('iam:ListMFADevices'))
  .handle(async (call) => {
    const { resource: holder } = call;
    const bySerial = readFrom(await devicesOf(call, holder), ({ serial }) => serial);
    const { shown, more } = await pageOf(call, `devices of ${holderId(holder)}`, bySerial);
    const MFADevices = shown.map(({ serial, enabled_at }) => ({
      // The root user has no name, and AWS shows none.
      UserName: holderName(holder),
      SerialNumber: serial,
      EnableDate: enabled_at,
    }));
    return { output: { MFADevices: MFADevices as MFADevice[], ...more } };
  });
