import { DescribePolicy } from '../../../generated/organizations.ts';
import { asReader } from '../caller.ts';
import { operation } from '../parts.ts';
import { factsOf, findPolicy, policyKeys, shownPolicy } from '../policy.ts';

export const describePolicy = operation(DescribePolicy)
  .access({
    action: 'organizations:DescribePolicy',
    on: ({ PolicyId }, asking) => findPolicy(asReader, PolicyId, asking),
    keys: policyKeys,
  })
  .handle(async ({ resource: policy }) => {
    const facts = factsOf(policy);
    const PolicySummary = shownPolicy(policy.organization, facts);
    return { output: { Policy: { PolicySummary, Content: facts.content } } };
  });
