import { GetKeyPolicy } from '../../../generated/kms.ts';
import { ownKey } from '../administration.ts';
import { assertPolicyName, showPolicy } from '../key-policy.ts';
import { operation } from '../parts.ts';

export const getKeyPolicy = operation(GetKeyPolicy)
  .access(ownKey('kms:GetKeyPolicy'))
  .handle(async ({ input, resource: key, principals, error }) => {
    assertPolicyName(input.PolicyName, error);
    return {
      output: { Policy: await showPolicy(key.row.policy, principals), PolicyName: 'default' },
    };
  });
