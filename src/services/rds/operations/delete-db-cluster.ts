import { DeleteDBCluster } from '../../../generated/rds.ts';
import { clusterSettingsOf, membersOf, showCluster } from '../cluster.ts';
import { ownKeys } from '../condition-keys.ts';
import { findDatabase } from '../database.ts';
import { operation } from '../parts.ts';
import { assertNoSnapshot, removal } from '../removal.ts';

export const deleteDBCluster = operation(DeleteDBCluster)
  .access({
    action: 'rds:DeleteDBCluster',
    on: ({ DBClusterIdentifier }, asking) => findDatabase('cluster', DBClusterIdentifier, asking),
    keys: (_input, cluster) => ownKeys(cluster),
  })
  .handle(async (call) => {
    const { input, resource: cluster, store, error } = call;
    assertNoSnapshot(input, error);
    if (clusterSettingsOf(cluster).DeletionProtection)
      throw error('InvalidParameterCombination', PROTECTED);
    if ((await membersOf(store, cluster)).length > 0)
      throw error('InvalidDBClusterStateFault', NOT_EMPTY);
    const { changes } = await removal(call, cluster);
    const shown = await showCluster(store, cluster);
    return { output: { DBCluster: { ...shown, Status: 'deleting' } }, changes };
  });

const PROTECTED =
  'Cannot delete protected Cluster, please disable deletion protection and try again.';
const NOT_EMPTY =
  'Cluster cannot be deleted, it still contains DB instances in non-deleting state.';
