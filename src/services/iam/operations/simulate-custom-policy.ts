import { SimulateCustomPolicy } from '../../../generated/iam.ts';
import { anything } from '../../../operation/operation.ts';
import { operation } from '../parts.ts';
import { givenBoundary, givenPolicies } from '../simulated-policies.ts';
import { simulation } from '../simulation.ts';

export const simulateCustomPolicy = operation(SimulateCustomPolicy)
  .access({ action: 'iam:SimulateCustomPolicy', on: anything })
  .handle(async (call) => {
    const { input, error } = call;
    const boundary = givenBoundary(input.PermissionsBoundaryPolicyInputList, error);
    const identity = givenPolicies('PolicyInputList', input.PolicyInputList, error);
    const policies = { identity, ...(boundary && { boundary }) };
    return { output: await simulation(call, { policies, principal: undefined }) };
  });
