import { EnableMFADevice } from '../../../generated/iam.ts';
import { change } from '../../../store/statement.ts';
import { holderId, oneMoreOf } from '../access-key.ts';
import {
  DEVICES_PER_USER,
  devicesOf,
  noDevice,
  onNamedHolder,
  synchronized,
  WRONG_CODE,
} from '../mfa.ts';
import { selectMfaDevice, updateMfaHolder } from '../mfa-tables.ts';
import { operation } from '../parts.ts';

export const enableMFADevice = operation(EnableMFADevice)
  .access(onNamedHolder('iam:EnableMFADevice'))
  .handle(async (call) => {
    const { input, resource: holder, store, parts, now, error } = call;
    const { SerialNumber: serial, AuthenticationCode1, AuthenticationCode2 } = input;
    const { account } = holder;
    const device = await store.one(selectMfaDevice, { account, serial });
    if (!device) throw error('NoSuchEntity', noDevice(serial));
    if (device.holder !== null) throw error('EntityAlreadyExists', IN_USE);
    const there = await devicesOf(call, holder);
    const room = await oneMoreOf(call, { ...DEVICES_PER_USER, there: there.length });
    const codes = [AuthenticationCode1, AuthenticationCode2] as const;
    const clock = synchronized(parts.keyring, device, { codes, now, steps: STEPS });
    if (!clock) throw error('InvalidAuthenticationCode', WRONG_CODE);
    const { revision } = device;
    const enabled = {
      account,
      serial,
      revision,
      holder: holderId(holder),
      enabled_at: now,
      ...clock,
    };
    return { output: {}, changes: [...room, change(updateMfaHolder, enabled)] };
  });

/** Five minutes: a phone's clock is better than that. */
const STEPS = 10;
const IN_USE = 'MFA device is already in use.';
