import { CreateDBInstance } from '../../../generated/rds.ts';
import type { CreateDBInstanceMessage } from '../../../generated/rds.types.ts';
import type { Asking } from '../../../operation/operation.ts';
import { change } from '../../../store/statement.ts';
import { clusterSettingsOf } from '../cluster.ts';
import { instanceRequestKeys, ownKeys } from '../condition-keys.ts';
import { databaseOf, findDatabase, newResourceId, plannedDatabase } from '../database.ts';
import { whereabouts } from '../endpoint.ts';
import { engineNamed, invalidEngine } from '../engines.ts';
import { onGroup } from '../group.ts';
import { shownInstance } from '../instance.ts';
import { takeIn } from '../master-changes.ts';
import { operation } from '../parts.ts';
import { assertNoMaster, assertPort, instanceGroups } from '../registration.ts';
import { INSTANCE_REFUSALS, refuseUnservable } from '../refused.ts';
import { instanceSettings } from '../settings.ts';
import { insertDatabase, selectDatabase } from '../tables.ts';
import { printTags, readTags } from '../tags.ts';

const planned = ({ DBInstanceIdentifier }: CreateDBInstanceMessage, asking: Asking) =>
  plannedDatabase('db', DBInstanceIdentifier, asking);

export const createDBInstance = operation(CreateDBInstance)
  .access({ action: 'rds:CreateDBInstance', on: planned, keys: instanceRequestKeys })
  .also('cluster', {
    action: 'rds:CreateDBInstance',
    on: ({ DBClusterIdentifier }, asking) => findDatabase('cluster', DBClusterIdentifier!, asking),
    keys: (input, cluster) => ({ ...ownKeys(cluster), ...instanceRequestKeys(input) }),
    when: ({ DBClusterIdentifier }) => Boolean(DBClusterIdentifier),
  })
  .also(
    'parameterGroup',
    onGroup('rds:CreateDBInstance', 'pg', (it) => it.DBParameterGroupName),
  )
  .also(
    'optionGroup',
    onGroup('rds:CreateDBInstance', 'og', (it) => it.OptionGroupName),
  )
  .also(
    'subnetGroup',
    onGroup('rds:CreateDBInstance', 'subgrp', (it) => it.DBSubnetGroupName),
  )
  .also('tags', {
    action: 'rds:AddTagsToResource',
    on: planned,
    keys: instanceRequestKeys,
    when: ({ Tags }) => Boolean(Tags?.length),
  })
  .handle(async (call) => {
    const { input, resource, also, store, random, now, error } = call;
    const { arn, account, region, id } = resource;
    const { Engine, DBSubnetGroupName: subnets } = input;
    const engine = engineNamed(Engine);
    if (!engine) throw error('InvalidParameterValue', invalidEngine(Engine));
    refuseUnservable(input, INSTANCE_REFUSALS, error);
    if (subnets) throw error('DBSubnetGroupNotFoundFault', noSubnets(subnets));
    const tags = readTags(input.Tags, error);
    assertPort(input.Port, whereabouts('db', tags, error), error);
    const cluster = also.cluster && clusterSettingsOf(also.cluster);
    if (engine.isAurora && !cluster) throw error('InvalidParameterCombination', NO_CLUSTER);
    if (cluster && cluster.Engine !== Engine)
      throw error('InvalidParameterCombination', otherEngine(Engine, cluster.Engine));
    if (input.MultiAZ && input.AvailabilityZone)
      throw error('InvalidParameterCombination', ONE_ZONE);
    const settings = {
      ...instanceSettings(input, { Engine, MasterUsername: input.MasterUsername }, error),
      ...instanceGroups(input, { Engine, EngineVersion: cluster?.EngineVersion }, error),
    };
    if (await store.one(selectDatabase, { arn })) throw error('DBInstanceAlreadyExists', TAKEN);
    const row = {
      arn,
      kind: 'db' as const,
      account,
      region,
      id,
      cluster: also.cluster?.row.id ?? '',
      resource_id: newResourceId('db', random),
      created_at: now,
      tags: printTags(tags),
      settings: JSON.stringify(settings),
      revision: 1,
    };
    if (cluster) assertNoMaster(input, error);
    const master = cluster
      ? undefined
      : await takeIn(call, { kind: 'db', arn, account, tags, settings });
    const shown = shownInstance(databaseOf(row), {
      masterUser: master?.row,
      ...(cluster && { cluster }),
    });
    return {
      output: { DBInstance: shown },
      changes: [change(insertDatabase, row), ...(master?.changes ?? [])],
    };
  });

const TAKEN = 'DB instance already exists';
const NO_CLUSTER =
  'The parameter DBClusterIdentifier must be provided for a DB instance of an Aurora engine.';
const ONE_ZONE = 'Requesting a specific availability zone is not valid for Multi-AZ instances.';
const noSubnets = (name: string): string => `DB subnet group '${name}' does not exist.`;
const otherEngine = (engine: string, cluster: string): string =>
  `The engine name requested for your DB instance (${engine}) doesn't match the engine name of your DB cluster (${cluster}).`;
