import { GetContextKeysForPrincipalPolicy } from '../../../generated/iam.ts';
import { operation } from '../parts.ts';
import { onPolicySource } from '../policy-source.ts';
import { contextKeysOf, givenPolicies, policiesOfOwner } from '../simulated-policies.ts';

export const getContextKeysForPrincipalPolicy = operation(GetContextKeysForPrincipalPolicy)
  .access(onPolicySource('iam:GetContextKeysForPrincipalPolicy'))
  .handle(async ({ input, resource: source, store, error }) => {
    const { identity, boundary } = await policiesOfOwner(store, source);
    const given = givenPolicies('PolicyInputList', input.PolicyInputList, error);
    const policies = [...identity, ...(boundary ? [boundary] : []), ...given];
    return { output: { ContextKeyNames: contextKeysOf(policies) } };
  });
