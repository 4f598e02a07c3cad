import { DescribeGlobalClusters } from '../../../generated/rds.ts';
import { pageOf } from '../page.ts';
import { operation } from '../parts.ts';

/** There are none, and nobody can make one: Terraform asks of each cluster whether it is in one. */
export const describeGlobalClusters = operation(DescribeGlobalClusters)
  .access({
    action: 'rds:DescribeGlobalClusters',
    on: ({ GlobalClusterIdentifier: id }, { caller: { account } }) => ({
      arn: `arn:aws:rds::${account}:global-cluster:${id ?? '*'}`,
      account,
    }),
  })
  .handle(async (call) => {
    const { GlobalClusterIdentifier: id, Filters } = call.input;
    const { error } = call;
    if (id !== undefined)
      throw error('GlobalClusterNotFoundFault', `Global cluster ${id} not found`);
    const unknown = Filters?.find(({ Name }) => !FILTERS.includes(Name));
    if (unknown) throw error('InvalidParameterValue', `Unrecognized filter name: ${unknown.Name}`);
    pageOf(call, []);
    return { output: { GlobalClusters: [] } };
  });

const FILTERS = ['db-cluster-id', 'region'];
