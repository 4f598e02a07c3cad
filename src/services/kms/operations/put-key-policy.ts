import { PutKeyPolicy } from '../../../generated/kms.ts';
import { change } from '../../../store/statement.ts';
import { assertCustomerManaged, ownKey } from '../administration.ts';
import { bypassKeys, keyKeys } from '../condition-keys.ts';
import { assertNoLockout, assertPolicyName, bindPolicy } from '../key-policy.ts';
import { operation } from '../parts.ts';
import { updatePolicy } from '../tables.ts';

export const putKeyPolicy = operation(PutKeyPolicy)
  .access({
    ...ownKey('kms:PutKeyPolicy'),
    keys: (input, key, asking) => ({
      ...keyKeys(key, asking),
      ...bypassKeys(input),
    }),
  })
  .handle(async (call) => {
    const { input, resource: key, error } = call;
    assertCustomerManaged(key);
    assertPolicyName(input.PolicyName, error);
    const policy = await bindPolicy(input.Policy, call.principals, error);
    if (!input.BypassPolicyLockoutSafetyCheck) await assertNoLockout(call, key, policy, error);
    const { arn, revision } = key.row;
    return { output: {}, changes: [change(updatePolicy, { arn, revision, policy })] };
  });
