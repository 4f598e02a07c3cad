import { DescribeResourcePolicy } from '../../../generated/organizations.ts';
import { asReader, resourcePolicyArn } from '../caller.ts';
import { selectResourcePolicy } from '../delegation-tables.ts';
import { operation } from '../parts.ts';
import { NO_RESOURCE_POLICY, shownResourcePolicy } from '../resource-policy.ts';

export const describeResourcePolicy = operation(DescribeResourcePolicy)
  .access({ action: 'organizations:DescribeResourcePolicy', on: asReader })
  .handle(async ({ resource: { organization }, principals, store, error }) => {
    const { organizationId } = organization;
    const row = await store.one(selectResourcePolicy, { organization: organizationId });
    if (!row) throw error('ResourcePolicyNotFoundException', NO_RESOURCE_POLICY);
    const summary = { Id: row.id, Arn: resourcePolicyArn(organization, row.id) };
    const Content = await shownResourcePolicy(row.content, principals);
    return { output: { ResourcePolicy: { ResourcePolicySummary: summary, Content } } };
  });
