/** A second factor that is shown with a request. */
import type { Caller } from '../../operation/caller.ts';
import type { Instant } from '../../base/clock.ts';
import type { SecondFactors } from '../../operation/identities.ts';
import type { Change } from '../../store/statement.ts';
import type { Reader } from '../../store/store.ts';

interface Shown {
  readonly SerialNumber?: string | undefined;
  readonly TokenCode?: string | undefined;
}

/** The factor was good: what must be written so that it is not good again. */
export interface GoodFactor {
  readonly changes: readonly Change[];
}

/** Whether the factor of a request is good; undefined where it shows none, AWS's sentence where it is not. */
export async function checkFactor(
  factors: SecondFactors,
  { SerialNumber: serial, TokenCode: code }: Shown,
  asking: { readonly caller: Caller; readonly store: Reader; readonly now: Instant },
): Promise<GoodFactor | string | undefined> {
  if (serial === undefined && code === undefined) return undefined;
  if (serial === undefined || code === undefined) return NOT_BOTH;
  const { caller, store, now } = asking;
  // A device belongs to a user: a role has none, whoever is behind it.
  if (caller.kind !== 'user' && caller.kind !== 'root') return UNKNOWN_DEVICE;
  const { account, userId } = caller;
  const found = await factors.verify(store, { account, userId, serial, code, now });
  if (found === 'unknown-device') return UNKNOWN_DEVICE;
  return found === 'wrong-code' ? WRONG_CODE : { changes: found };
}

const NOT_BOTH =
  'MultiFactorAuthentication failed, must provide both MFA serial number and one time pass code.';
const UNKNOWN_DEVICE =
  'MultiFactorAuthentication failed, unable to validate MFA code.  Please verify your MFA serial number is valid and associated with this user.';
const WRONG_CODE = 'MultiFactorAuthentication failed with invalid MFA one time pass code. ';
