import { GetContextKeysForCustomPolicy } from '../../../generated/iam.ts';
import { anything } from '../../../operation/operation.ts';
import { operation } from '../parts.ts';
import { contextKeysOf, givenPolicies } from '../simulated-policies.ts';

export const getContextKeysForCustomPolicy = operation(GetContextKeysForCustomPolicy)
  .access({ action: 'iam:GetContextKeysForCustomPolicy', on: anything })
  .handle(async ({ input, error }) => {
    const policies = givenPolicies('PolicyInputList', input.PolicyInputList, error);
    return { output: { ContextKeyNames: contextKeysOf(policies) } };
  });
