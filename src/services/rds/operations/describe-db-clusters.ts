import { DescribeDBClusters } from '../../../generated/rds.ts';
import { showCluster } from '../cluster.ts';
import { findListed, listed, listedKeys } from '../list.ts';
import { operation } from '../parts.ts';

export const describeDBClusters = operation(DescribeDBClusters)
  .access({
    action: 'rds:DescribeDBClusters',
    on: ({ DBClusterIdentifier }, asking) => findListed('cluster', DBClusterIdentifier, asking),
    keys: (_input, resource) => listedKeys(resource),
  })
  .handle(async (call) => {
    // Nobody shares clusters here, so IncludeShared adds none.
    const { found, Marker } = await listed('cluster', call);
    const DBClusters = await Promise.all(found.map((each) => showCluster(call.store, each)));
    return { output: { DBClusters, Marker } };
  });
