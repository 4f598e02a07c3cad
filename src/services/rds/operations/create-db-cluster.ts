import { CreateDBCluster } from '../../../generated/rds.ts';
import type { CreateDBClusterMessage } from '../../../generated/rds.types.ts';
import type { Asking } from '../../../operation/operation.ts';
import { change } from '../../../store/statement.ts';
import { shownCluster } from '../cluster.ts';
import { clusterRequestKeys } from '../condition-keys.ts';
import { databaseOf, newResourceId, plannedDatabase } from '../database.ts';
import { whereabouts } from '../endpoint.ts';
import { engineNamed, invalidEngine } from '../engines.ts';
import { onGroup } from '../group.ts';
import { takeIn } from '../master-changes.ts';
import { operation } from '../parts.ts';
import { assertPort, clusterGroups } from '../registration.ts';
import { CLUSTER_REFUSALS, refuseUnservable } from '../refused.ts';
import { clusterSettings } from '../settings.ts';
import { insertDatabase, selectDatabase } from '../tables.ts';
import { printTags, readTags } from '../tags.ts';

const planned = ({ DBClusterIdentifier }: CreateDBClusterMessage, asking: Asking) =>
  plannedDatabase('cluster', DBClusterIdentifier, asking);

export const createDBCluster = operation(CreateDBCluster)
  .access({ action: 'rds:CreateDBCluster', on: planned, keys: clusterRequestKeys })
  .also(
    'parameterGroup',
    onGroup('rds:CreateDBCluster', 'cluster-pg', (it) => it.DBClusterParameterGroupName),
  )
  .also(
    'optionGroup',
    onGroup('rds:CreateDBCluster', 'og', (it) => it.OptionGroupName),
  )
  .also(
    'subnetGroup',
    onGroup('rds:CreateDBCluster', 'subgrp', (it) => it.DBSubnetGroupName),
  )
  .also('tags', {
    action: 'rds:AddTagsToResource',
    on: planned,
    keys: clusterRequestKeys,
    when: ({ Tags }) => Boolean(Tags?.length),
  })
  .handle(async (call) => {
    const { input, resource, store, random, now, error } = call;
    const { arn, account, region, id } = resource;
    const { Engine, DBSubnetGroupName: subnets, MasterUsername } = input;
    // RDS has no clusters of MariaDB.
    if (!engineNamed(Engine) || Engine === 'mariadb')
      throw error('InvalidParameterValue', invalidEngine(Engine));
    refuseUnservable(input, CLUSTER_REFUSALS, error);
    if (subnets) throw error('DBSubnetGroupNotFoundFault', noSubnets(subnets));
    const tags = readTags(input.Tags, error);
    assertPort(input.Port, whereabouts('cluster', tags, error), error);
    const settings = {
      ...clusterSettings(input, { Engine, MasterUsername }, error),
      ...clusterGroups(input, { Engine }, error),
    };
    if (await store.one(selectDatabase, { arn })) throw error('DBClusterAlreadyExistsFault', TAKEN);
    const row = {
      arn,
      kind: 'cluster' as const,
      account,
      region,
      id,
      cluster: '',
      resource_id: newResourceId('cluster', random),
      created_at: now,
      tags: printTags(tags),
      settings: JSON.stringify(settings),
      revision: 1,
    };
    const master = await takeIn(call, { kind: 'cluster', arn, account, tags, settings });
    const shown = shownCluster(databaseOf(row), { masterUser: master.row, members: [] });
    return {
      output: { DBCluster: shown },
      changes: [change(insertDatabase, row), ...master.changes],
    };
  });

const TAKEN = 'DB Cluster already exists';
const noSubnets = (name: string): string => `DB subnet group '${name}' does not exist.`;
