import { GetPublicKey } from '../../../generated/kms.ts';
import { usingKeys } from '../condition-keys.ts';
import { withKey } from '../cryptography.ts';
import { algorithmNames, assertUsable, readMaterial } from '../key.ts';
import { isAsymmetric } from '../key-spec.ts';
import { operation } from '../parts.ts';

export const getPublicKey = operation(GetPublicKey)
  .access(withKey('kms:GetPublicKey', usingKeys))
  .handle(async ({ resource: key, store, error }) => {
    const { spec, usage } = key.row;
    if (!isAsymmetric(spec)) {
      throw error(
        'UnsupportedOperationException',
        `${key.arn} key spec is ${spec} which is not valid for GetPublicKey.`,
      );
    }
    assertUsable(key, error);
    const { public_key } = await readMaterial(store, key);
    const { MacAlgorithms: _none, ...algorithms } = algorithmNames(key.row);
    return {
      output: {
        KeyId: key.arn,
        PublicKey: public_key!,
        CustomerMasterKeySpec: spec as never,
        KeySpec: spec,
        KeyUsage: usage,
        ...algorithms,
      },
    };
  });
