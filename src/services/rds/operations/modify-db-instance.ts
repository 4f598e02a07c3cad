import { ModifyDBInstance } from '../../../generated/rds.ts';
import { clusterSettingsOf } from '../cluster.ts';
import { instanceRequestKeys, ownKeys } from '../condition-keys.ts';
import { databaseOf, findDatabase, saveDatabase } from '../database.ts';
import { knownWhereabouts } from '../endpoint.ts';
import { onGroup } from '../group.ts';
import { settingsOf, shownInstance } from '../instance.ts';
import { changeMaster } from '../master-changes.ts';
import { findMasterUser } from '../master-user.ts';
import { operation } from '../parts.ts';
import { assertNoMaster, assertPort, instanceGroups } from '../registration.ts';
import { INSTANCE_REFUSALS, refuseUnservable } from '../refused.ts';
import { instanceSettings } from '../settings.ts';

/** Nothing waits for a maintenance window: what is said of a server holds at once, whatever ApplyImmediately says. */
export const modifyDBInstance = operation(ModifyDBInstance)
  .access({
    action: 'rds:ModifyDBInstance',
    on: ({ DBInstanceIdentifier }, asking) => findDatabase('db', DBInstanceIdentifier, asking),
    keys: (input, instance) => ({ ...ownKeys(instance), ...instanceRequestKeys(input) }),
  })
  .also(
    'parameterGroup',
    onGroup('rds:ModifyDBInstance', 'pg', (it) => it.DBParameterGroupName),
  )
  .also(
    'optionGroup',
    onGroup('rds:ModifyDBInstance', 'og', (it) => it.OptionGroupName),
  )
  .also(
    'subnetGroup',
    onGroup('rds:ModifyDBInstance', 'subgrp', (it) => it.DBSubnetGroupName),
  )
  .handle(async (call) => {
    const { input, resource: instance, store, error } = call;
    const { row, tagPairs: tags, account, arn } = instance;
    refuseUnservable(input, INSTANCE_REFUSALS, error);
    const before = settingsOf(instance);
    const { NewDBInstanceIdentifier: name, Engine: engine, DBSubnetGroupName: subnets } = input;
    if (name && name.toLowerCase() !== row.id)
      throw error('InvalidParameterCombination', NO_NEW_NAME);
    if (engine && engine !== before.Engine) throw error('InvalidParameterCombination', NO_ENGINE);
    if (subnets)
      throw error('InvalidParameterValue', `DB subnet group '${subnets}' does not exist.`);
    assertPort(input.DBPortNumber, knownWhereabouts('db', tags), error);
    const cluster =
      row.cluster === '' ? undefined : await findDatabase('cluster', row.cluster, call);
    const of = cluster && 'row' in cluster ? clusterSettingsOf(cluster) : undefined;
    const groups = instanceGroups(
      input,
      { Engine: before.Engine, EngineVersion: before.EngineVersion ?? of?.EngineVersion },
      error,
    );
    const settings = { ...instanceSettings(input, before, error), ...groups };
    const masterUser = await findMasterUser(store, arn);
    if (!masterUser) assertNoMaster(input, error);
    const busy = (message: string) => error('InvalidDBInstanceState', message);
    const master =
      masterUser &&
      (await changeMaster(
        { ...call, busy },
        { kind: 'db', arn, account, tags, settings },
        masterUser,
      ));
    const changed = { ...row, settings: JSON.stringify(settings) };
    const shown = shownInstance(databaseOf(changed), {
      masterUser: master?.row ?? masterUser,
      ...(of && { cluster: of }),
    });
    return {
      output: { DBInstance: shown },
      changes: [saveDatabase(instance, { settings }), ...(master?.changes ?? [])],
    };
  });

const NO_NEW_NAME =
  'NewDBInstanceIdentifier cannot be given: a registration keeps its name. Delete it, and register the server under the other.';
const NO_ENGINE = 'Engine cannot be changed: Lockstead does not upgrade servers.';
