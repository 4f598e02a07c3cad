/** Whether a code is good, asked by who gives credentials for it. */
import { type Instant, MINUTE, SECOND } from '../../base/clock.ts';
import type { Keyring } from '../../crypto/keyring.ts';
import type { SecondFactors } from '../../operation/identities.ts';
import { change } from '../../store/statement.ts';
import { findDeviceOf, shownCode } from './mfa.ts';
import { updateMfaStep } from './mfa-tables.ts';

/**
 * Checks codes, each of which is good once: fits `SecondFactors`.
 *
 * A million codes are soon tried, so each wrong one after the fifth makes the device wait longer. Who may
 * try has stolen the keys of its holder, and nobody else's device waits for him.
 */
export function verifyMfa(keyring: Keyring): SecondFactors['verify'] {
  const patience = new Patience();
  return async (store, { account, userId, serial, code, now }) => {
    const holder = userId === account ? '' : userId;
    const device = await findDeviceOf(store, { account, holder, serial });
    if (!device) return 'unknown-device';
    const { revision } = device;
    const place = `${account} ${serial}`;
    if (patience.waits(place, now)) return 'wrong-code';
    const shown = shownCode(keyring, device, { code, now });
    if (!shown) {
      patience.wrong(place, now);
      return 'wrong-code';
    }
    patience.right(place);
    return [change(updateMfaStep, { account, serial, revision, ...shown })];
  };
}

const FREE = 5;
const LONGEST = 15 * MINUTE;
const REMEMBERED = 10_000;

/** How often wrong codes were shown for a device. Each server counts for itself. */
class Patience {
  private readonly devices = new Map<string, { count: number; until: Instant }>();

  waits(device: string, now: Instant): boolean {
    return (this.devices.get(device)?.until ?? 0) > now;
  }

  wrong(device: string, now: Instant): void {
    const count = (this.devices.get(device)?.count ?? 0) + 1;
    const wait = count < FREE ? 0 : Math.min(LONGEST, 30 * SECOND * 2 ** (count - FREE));
    this.devices.delete(device);
    this.devices.set(device, { count, until: now + wait });
    if (this.devices.size > REMEMBERED) this.devices.delete(this.devices.keys().next().value!);
  }

  right(device: string): void {
    this.devices.delete(device);
  }
}
