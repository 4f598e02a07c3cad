/** RDS's condition keys: of a request, and of a database that is there. */
import type {
  CreateDBClusterMessage,
  CreateDBInstanceMessage,
  ModifyDBClusterMessage,
  ModifyDBInstanceMessage,
} from '../../generated/rds.types.ts';
import { type ConditionKeys, requestTagKeys } from '../../operation/operation.ts';
import { type Database, tagKeys } from './database.ts';
import type { Any, ClusterSettings, InstanceSettings } from './settings.ts';
import { requestKeys } from './tags.ts';

/** Of a request that makes or changes an instance. */
export const instanceRequestKeys = (
  input: Any<CreateDBInstanceMessage, ModifyDBInstanceMessage>,
): ConditionKeys => ({
  'rds:BackupTarget': input.BackupTarget,
  'rds:DatabaseClass': input.DBInstanceClass,
  'rds:DatabaseEngine': input.Engine,
  'rds:DatabaseName': input.DBName,
  'rds:ManageMasterUserPassword': printed(input.ManageMasterUserPassword),
  'rds:MultiAz': printed(input.MultiAZ),
  'rds:Piops': printed(input.Iops),
  'rds:PubliclyAccessible': printed(input.PubliclyAccessible),
  'rds:StorageEncrypted': printed(input.StorageEncrypted),
  'rds:StorageSize': printed(input.AllocatedStorage),
  ...requestKeys(input.Tags),
  ...requestTagKeys(input.Tags),
});

/** Of a request that makes or changes a cluster. */
export const clusterRequestKeys = (
  input: Any<CreateDBClusterMessage, ModifyDBClusterMessage>,
): ConditionKeys => ({
  'rds:DatabaseClass': input.DBClusterInstanceClass,
  'rds:DatabaseEngine': input.Engine,
  'rds:DatabaseName': input.DatabaseName,
  'rds:ManageMasterUserPassword': printed(input.ManageMasterUserPassword),
  'rds:Piops': printed(input.Iops),
  'rds:PubliclyAccessible': printed(input.PubliclyAccessible),
  'rds:StorageEncrypted': printed(input.StorageEncrypted),
  'rds:StorageSize': printed(input.AllocatedStorage),
  ...requestKeys(input.Tags),
  ...requestTagKeys(input.Tags),
});

/** Of a database that is there; nothing of one that is not. */
export function ownKeys(database: Database | undefined): ConditionKeys {
  if (!database) return {};
  const { Engine, ...told } = JSON.parse(database.row.settings) as InstanceSettings &
    ClusterSettings;
  const isInstance = database.kind === 'db';
  return {
    ...tagKeys(database),
    'rds:DatabaseEngine': Engine,
    ...(isInstance && {
      'rds:DatabaseClass': told.DBInstanceClass,
      'rds:DatabaseName': told.DBName,
      'rds:MultiAz': printed(told.MultiAZ ?? false),
      'rds:Piops': printed(told.Iops),
      'rds:StorageEncrypted': 'false',
      'rds:StorageSize': printed(told.AllocatedStorage),
    }),
  };
}

const printed = (value: boolean | number | undefined): string | undefined =>
  value === undefined ? undefined : String(value);
