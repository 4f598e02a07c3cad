import { ModifyDBCluster } from '../../../generated/rds.ts';
import { clusterSettingsOf, membersOf, shownCluster } from '../cluster.ts';
import { clusterRequestKeys, ownKeys } from '../condition-keys.ts';
import { databaseOf, findDatabase, saveDatabase } from '../database.ts';
import { knownWhereabouts } from '../endpoint.ts';
import { onGroup } from '../group.ts';
import { changeMaster } from '../master-changes.ts';
import { findMasterUser } from '../master-user.ts';
import { operation } from '../parts.ts';
import { assertPort, clusterGroups } from '../registration.ts';
import { CLUSTER_REFUSALS, refuseUnservable } from '../refused.ts';
import { clusterSettings } from '../settings.ts';

/** Nothing waits for a maintenance window: what is said of servers holds at once, whatever ApplyImmediately says. */
export const modifyDBCluster = operation(ModifyDBCluster)
  .access({
    action: 'rds:ModifyDBCluster',
    on: ({ DBClusterIdentifier }, asking) => findDatabase('cluster', DBClusterIdentifier, asking),
    keys: (input, cluster) => ({ ...ownKeys(cluster), ...clusterRequestKeys(input) }),
  })
  .also(
    'parameterGroup',
    onGroup('rds:ModifyDBCluster', 'cluster-pg', (it) => it.DBClusterParameterGroupName),
  )
  .also(
    'optionGroup',
    onGroup('rds:ModifyDBCluster', 'og', (it) => it.OptionGroupName),
  )
  .handle(async (call) => {
    const { input, resource: cluster, store, error } = call;
    const { row, tagPairs: tags, account, arn } = cluster;
    refuseUnservable(input, CLUSTER_REFUSALS, error);
    const before = clusterSettingsOf(cluster);
    const { NewDBClusterIdentifier: name, DBInstanceParameterGroupName: group } = input;
    if (name && name.toLowerCase() !== row.id)
      throw error('InvalidParameterCombination', NO_NEW_NAME);
    // It is for the members when the engine is upgraded to another major version.
    if (group) throw error('InvalidParameterCombination', NO_UPGRADE);
    assertPort(input.Port, knownWhereabouts('cluster', tags), error);
    const settings = {
      ...clusterSettings(input, before, error),
      ...clusterGroups(input, before, error),
    };
    const masterUser = (await findMasterUser(store, arn))!;
    const busy = (message: string) => error('InvalidDBClusterStateFault', message);
    const master = await changeMaster(
      { ...call, busy },
      { kind: 'cluster', arn, account, tags, settings },
      masterUser,
    );
    const changed = { ...row, settings: JSON.stringify(settings) };
    const shown = shownCluster(databaseOf(changed), {
      masterUser: master?.row ?? masterUser,
      members: await membersOf(store, cluster),
    });
    return {
      output: { DBCluster: shown },
      changes: [saveDatabase(cluster, { settings }), ...(master?.changes ?? [])],
    };
  });

const NO_NEW_NAME =
  'NewDBClusterIdentifier cannot be given: a registration keeps its name. Delete it, and register the servers under the other.';
const NO_UPGRADE =
  'DBInstanceParameterGroupName cannot be given: Lockstead does not upgrade servers.';
