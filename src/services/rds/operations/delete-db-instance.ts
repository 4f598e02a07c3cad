import { DeleteDBInstance } from '../../../generated/rds.ts';
import { ownKeys } from '../condition-keys.ts';
import { findDatabase } from '../database.ts';
import { settingsOf, showInstance } from '../instance.ts';
import { operation } from '../parts.ts';
import { assertNoSnapshot, removal } from '../removal.ts';

export const deleteDBInstance = operation(DeleteDBInstance)
  .access({
    action: 'rds:DeleteDBInstance',
    on: ({ DBInstanceIdentifier }, asking) => findDatabase('db', DBInstanceIdentifier, asking),
    keys: (_input, instance) => ownKeys(instance),
  })
  .handle(async (call) => {
    const { input, resource: instance, store, error } = call;
    // There are no automated backups, whatever DeleteAutomatedBackups says of them.
    const isMember = instance.row.cluster !== '';
    if (isMember && input.FinalDBSnapshotIdentifier)
      throw error('InvalidParameterCombination', OF_A_CLUSTER);
    if (!isMember) assertNoSnapshot(input, error);
    if (settingsOf(instance).DeletionProtection)
      throw error('InvalidParameterCombination', PROTECTED);
    const { changes } = await removal(call, instance);
    const shown = await showInstance(store, instance);
    return { output: { DBInstance: { ...shown, DBInstanceStatus: 'deleting' } }, changes };
  });

const PROTECTED =
  'Cannot delete protected DB Instance, please disable deletion protection and try again.';
const OF_A_CLUSTER =
  'FinalDBSnapshotIdentifier can not be specified when deleting a cluster instance.';
