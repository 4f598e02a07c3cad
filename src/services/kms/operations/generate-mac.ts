import { GenerateMac } from '../../../generated/kms.ts';
import { macKeys } from '../condition-keys.ts';
import { withKey } from '../cryptography.ts';
import { recordUse } from '../last-usage.ts';
import { makeMac } from '../mac.ts';
import { operation } from '../parts.ts';

export const generateMac = operation(GenerateMac)
  .access(withKey('kms:GenerateMac', macKeys))
  .readOnly()
  .handle(async (call) => {
    const { input, resource: key, error } = call;
    const Mac = await makeMac(call, key, 'GenerateMac', input, error);
    return {
      output: { KeyId: key.arn, Mac, MacAlgorithm: input.MacAlgorithm },
      changes: await recordUse(call, 'GenerateMac', key),
    };
  });
