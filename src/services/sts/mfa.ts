/**
 * A second factor cannot be shown yet: there are no devices to show it with, so every serial
 * number is one that AWS would not know either. Returns AWS's sentence, or undefined where none was sent.
 */
export function mfaRefusal(input: {
  readonly SerialNumber?: string | undefined;
  readonly TokenCode?: string | undefined;
}): string | undefined {
  if (input.SerialNumber === undefined && input.TokenCode === undefined) return undefined;
  if (input.SerialNumber === undefined || input.TokenCode === undefined) return NOT_BOTH;
  return UNKNOWN_DEVICE;
}

const NOT_BOTH =
  'MultiFactorAuthentication failed, must provide both MFA serial number and one time pass code.';
const UNKNOWN_DEVICE =
  'MultiFactorAuthentication failed, unable to validate MFA code.  Please verify your MFA serial number is valid and associated with this user.';
