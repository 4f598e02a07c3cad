import { SimulatePrincipalPolicy } from '../../../generated/iam.ts';
import { operation } from '../parts.ts';
import { onPolicySource, sourcePrincipal } from '../policy-source.ts';
import { givenBoundary, givenPolicies, policiesOfOwner } from '../simulated-policies.ts';
import { simulation } from '../simulation.ts';

export const simulatePrincipalPolicy = operation(SimulatePrincipalPolicy)
  .access(onPolicySource('iam:SimulatePrincipalPolicy'))
  .handle(async (call) => {
    const { input, resource: source, store, parts, error } = call;
    const held = await policiesOfOwner(store, source);
    const given = givenPolicies('PolicyInputList', input.PolicyInputList, error);
    // A boundary that is given is tried in the place of his own.
    const boundary =
      givenBoundary(input.PermissionsBoundaryPolicyInputList, error) ?? held.boundary;
    const output = await simulation(call, {
      policies: { identity: [...held.identity, ...given], ...(boundary && { boundary }) },
      principal: sourcePrincipal(source),
      membership: await parts.membership(store, source.account),
    });
    return { output };
  });
