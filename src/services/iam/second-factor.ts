/** Whether a code is good, asked by who gives credentials for it. */
import type { Keyring } from '../../crypto/keyring.ts';
import type { SecondFactors } from '../../operation/identities.ts';
import { change } from '../../store/statement.ts';
import { findDeviceOf, shownCode } from './mfa.ts';
import { updateMfaStep } from './mfa-tables.ts';
import { Patience } from './patience.ts';

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
