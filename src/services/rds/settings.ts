/** What people say of their servers: kept, and told back as AWS tells it. */
import type {
  CreateDBClusterMessage,
  CreateDBInstanceMessage,
  DBCluster,
  DBInstance,
  ModifyDBClusterMessage,
  ModifyDBInstanceMessage,
} from '../../generated/rds.types.ts';
import { engineNamed, familyOf, optionGroupOf } from './engines.ts';
import { backupWindow, maintenanceWindow } from './windows.ts';

/** What is kept of an instance, by the names of the answer. */
export type InstanceSettings = Pick<
  DBInstance,
  | 'AllocatedStorage'
  | 'AutoMinorVersionUpgrade'
  | 'AvailabilityZone'
  | 'BackupRetentionPeriod'
  | 'CopyTagsToSnapshot'
  | 'DBInstanceClass'
  | 'DBName'
  | 'DeletionProtection'
  | 'EngineLifecycleSupport'
  | 'EngineVersion'
  | 'Iops'
  | 'LicenseModel'
  | 'MaxAllocatedStorage'
  | 'MultiAZ'
  | 'NetworkType'
  | 'PreferredBackupWindow'
  | 'PreferredMaintenanceWindow'
  | 'PromotionTier'
  | 'PubliclyAccessible'
  | 'StorageThroughput'
  | 'StorageType'
> &
  Shared & { readonly parameterGroup?: string };

/** Likewise of a cluster. */
export type ClusterSettings = Pick<
  DBCluster,
  | 'AllocatedStorage'
  | 'AutoMinorVersionUpgrade'
  | 'AvailabilityZones'
  | 'BackupRetentionPeriod'
  | 'CopyTagsToSnapshot'
  | 'DBClusterInstanceClass'
  | 'DatabaseName'
  | 'DeletionProtection'
  | 'EngineLifecycleSupport'
  | 'EngineVersion'
  | 'Iops'
  | 'NetworkType'
  | 'PreferredBackupWindow'
  | 'PreferredMaintenanceWindow'
  | 'PubliclyAccessible'
  | 'StorageType'
> &
  Shared & { readonly parameterGroup?: string };

interface Shared {
  readonly Engine: string;
  readonly MasterUsername?: string | undefined;
  readonly optionGroup?: string;
}

/** The members of two requests, whichever it is. */
export type Any<A, B> = {
  readonly [member in keyof A | keyof B]?:
    | (member extends keyof A ? A[member] : never)
    | (member extends keyof B ? B[member] : never)
    | undefined;
};

type Fail = (code: 'InvalidParameterValue' | 'OptionGroupNotFoundFault', message: string) => Error;

const INSTANCE_KEPT = [
  'AllocatedStorage',
  'AutoMinorVersionUpgrade',
  'AvailabilityZone',
  'BackupRetentionPeriod',
  'CopyTagsToSnapshot',
  'DBInstanceClass',
  'DBName',
  'DeletionProtection',
  'EngineLifecycleSupport',
  'EngineVersion',
  'Iops',
  'LicenseModel',
  'MaxAllocatedStorage',
  'MultiAZ',
  'NetworkType',
  'PromotionTier',
  'PubliclyAccessible',
  'StorageThroughput',
  'StorageType',
] as const;

const CLUSTER_KEPT = [
  'AllocatedStorage',
  'AutoMinorVersionUpgrade',
  'AvailabilityZones',
  'BackupRetentionPeriod',
  'CopyTagsToSnapshot',
  'DBClusterInstanceClass',
  'DatabaseName',
  'DeletionProtection',
  'EngineLifecycleSupport',
  'EngineVersion',
  'Iops',
  'NetworkType',
  'PubliclyAccessible',
  'StorageType',
] as const;

/** What a request says of an instance, over what was said before. */
export const instanceSettings = (
  input: Any<CreateDBInstanceMessage, ModifyDBInstanceMessage>,
  before: InstanceSettings,
  error: Fail,
): InstanceSettings => ({ ...before, ...said(input, INSTANCE_KEPT, error) });

/** What a request says of a cluster, over what was said before. */
export const clusterSettings = (
  input: Any<CreateDBClusterMessage, ModifyDBClusterMessage>,
  before: ClusterSettings,
  error: Fail,
): ClusterSettings => ({ ...before, ...said(input, CLUSTER_KEPT, error) });

interface Windows {
  readonly PreferredBackupWindow?: string | undefined;
  readonly PreferredMaintenanceWindow?: string | undefined;
}

function said<Input extends Windows>(
  input: Input,
  kept: readonly (keyof Input & string)[],
  error: Fail,
): object {
  const found = kept.map((name) => [name, input[name]] as const);
  for (const [name, value] of found) assertSensible(name, value, error);
  const windows = {
    PreferredBackupWindow: backupWindow(input.PreferredBackupWindow || undefined, error),
    PreferredMaintenanceWindow: maintenanceWindow(
      input.PreferredMaintenanceWindow || undefined,
      error,
    ),
  };
  const all = [...found, ...Object.entries(windows)];
  return Object.fromEntries(all.filter(([, value]) => value !== undefined && value !== ''));
}

const RANGES: { readonly [name: string]: readonly [least: number, most: number] } = {
  AllocatedStorage: [0, 65_536],
  MaxAllocatedStorage: [0, 65_536],
  Iops: [0, 256_000],
  StorageThroughput: [0, 16_000],
  BackupRetentionPeriod: [0, 35],
  PromotionTier: [0, 15],
};

const CHOICES: { readonly [name: string]: readonly string[] } = {
  NetworkType: ['IPV4', 'DUAL'],
  EngineLifecycleSupport: [
    'open-source-rds-extended-support',
    'open-source-rds-extended-support-disabled',
  ],
};

function assertSensible(name: string, value: unknown, error: Fail): void {
  const [least, most] = RANGES[name] ?? [];
  if (typeof value === 'number' && (value < least! || value > most!))
    throw error(
      'InvalidParameterValue',
      `Invalid value ${value} for ${name}. Must be between ${least} and ${most}`,
    );
  const choices = CHOICES[name];
  if (typeof value === 'string' && choices && !choices.includes(value))
    throw error(
      'InvalidParameterValue',
      `Invalid value ${value} for ${name}. Must be one of ${choices.join(', ')}`,
    );
}

/** AWS's own parameter group for an engine of this version; undefined where the version was never said. */
export const defaultParameterGroup = ({ Engine, EngineVersion }: Versioned): string | undefined =>
  EngineVersion ? `default.${familyOf(Engine, EngineVersion)}` : undefined;

export const defaultOptionGroup = ({ Engine, EngineVersion }: Versioned): string | undefined =>
  EngineVersion ? optionGroupOf(Engine, EngineVersion) : undefined;

interface Versioned {
  readonly Engine: string;
  readonly EngineVersion?: string | undefined;
}

/** Whether AWS would have a group of this name without anybody's doing: no others are to be had here. */
export const isDefaultGroup = (name: string, wanted: string | undefined): boolean =>
  wanted === undefined ? /^default[.:]/.test(name) : name === wanted;

/** Refuses an option group that nobody can have made. */
export function assertOptionGroup(name: string | undefined, of: Versioned, error: Fail): void {
  if (name && !isDefaultGroup(name, defaultOptionGroup(of)))
    throw error('OptionGroupNotFoundFault', `Specified OptionGroupName: ${name} not found.`);
}

export const licenseOf = (engine: string): string => engineNamed(engine)!.license;
