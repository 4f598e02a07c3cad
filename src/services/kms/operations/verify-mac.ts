import { sameBytes } from '../../../crypto/constant-time.ts';
import { VerifyMac } from '../../../generated/kms.ts';
import { macKeys } from '../condition-keys.ts';
import { withKey } from '../cryptography.ts';
import { recordUse } from '../last-usage.ts';
import { makeMac } from '../mac.ts';
import { operation } from '../parts.ts';

export const verifyMac = operation(VerifyMac)
  .access(withKey('kms:VerifyMac', macKeys))
  .readOnly()
  .handle(async (call) => {
    const { input, resource: key, error } = call;
    const mac = await makeMac(call, key, 'VerifyMac', input, error);
    if (!sameBytes(mac, input.Mac)) throw error('KMSInvalidMacException', '');
    return {
      output: { KeyId: key.arn, MacValid: true, MacAlgorithm: input.MacAlgorithm },
      changes: await recordUse(call, 'VerifyMac', key),
    };
  });
