/** Instances as answers show them. */
import type { DBInstance } from '../../generated/rds.types.ts';
import type { Reader } from '../../store/store.ts';
import type { Database } from './database.ts';
import { databaseArn } from './database.ts';
import { engineNamed } from './engines.ts';
import { knownWhereabouts } from './endpoint.ts';
import { findMasterUser } from './master-user.ts';
import {
  type ClusterSettings,
  defaultOptionGroup,
  defaultParameterGroup,
  type InstanceSettings,
  licenseOf,
} from './settings.ts';
import { type MasterUserRow, selectDatabase } from './tables.ts';
import { showTags } from './tags.ts';

export const settingsOf = ({ row }: Database): InstanceSettings =>
  JSON.parse(row.settings) as InstanceSettings;

/** An instance as it lies there. */
export async function showInstance(store: Reader, instance: Database): Promise<DBInstance> {
  const { account, region, cluster: id } = instance.row;
  const arn = databaseArn({ account, region }, 'cluster', id);
  const cluster = id === '' ? undefined : await store.one(selectDatabase, { arn });
  return shownInstance(instance, {
    masterUser: await findMasterUser(store, instance.arn),
    ...(cluster && { cluster: JSON.parse(cluster.settings) as ClusterSettings }),
  });
}

interface Beside {
  readonly masterUser: MasterUserRow | undefined;
  /** What is said of the cluster that it is a member of. */
  readonly cluster?: ClusterSettings;
}

/** An instance as it is, or as a request has just made it. */
export function shownInstance(
  { row, arn, tagPairs }: Pick<Database, 'row' | 'arn' | 'tagPairs'>,
  { masterUser, cluster }: Beside,
): DBInstance {
  const settings = JSON.parse(row.settings) as InstanceSettings;
  const { parameterGroup, optionGroup, ...told } = settings;
  const { host, port } = knownWhereabouts(row.kind, tagPairs);
  const group = parameterGroup ?? defaultParameterGroup(settings);
  const options = optionGroup ?? defaultOptionGroup(settings);
  const isAurora = engineNamed(settings.Engine)!.isAurora;
  return {
    AllocatedStorage: isAurora ? 1 : 0,
    AutoMinorVersionUpgrade: false,
    BackupRetentionPeriod: cluster?.BackupRetentionPeriod ?? 0,
    CopyTagsToSnapshot: false,
    DeletionProtection: false,
    LicenseModel: licenseOf(settings.Engine),
    MultiAZ: false,
    NetworkType: 'IPV4',
    PubliclyAccessible: false,
    StorageType: isAurora ? 'aurora' : 'gp2',
    ...(isAurora && { PromotionTier: 1 }),
    ...(cluster?.EngineVersion && { EngineVersion: cluster.EngineVersion }),
    ...(cluster?.MasterUsername && { MasterUsername: cluster.MasterUsername }),
    ...(cluster?.DatabaseName && { DBName: cluster.DatabaseName }),
    ...told,
    DBInstanceIdentifier: row.id,
    DBInstanceArn: arn,
    DBInstanceStatus: masterUser?.is_changing ? CHANGING : 'available',
    DbiResourceId: row.resource_id,
    DbInstancePort: 0,
    Endpoint: { Address: host, Port: port },
    InstanceCreateTime: row.created_at,
    ...(row.cluster !== '' && { DBClusterIdentifier: row.cluster }),
    DBSecurityGroups: [],
    VpcSecurityGroups: [],
    DBParameterGroups: group
      ? [{ DBParameterGroupName: group, ParameterApplyStatus: 'in-sync' }]
      : [],
    OptionGroupMemberships: options ? [{ OptionGroupName: options, Status: 'in-sync' }] : [],
    PendingModifiedValues: masterUser?.is_changing ? { MasterUserPassword: MASKED } : {},
    ReadReplicaDBInstanceIdentifiers: [],
    StatusInfos: [],
    DomainMemberships: [],
    AssociatedRoles: [],
    StorageEncrypted: false,
    MonitoringInterval: 0,
    IAMDatabaseAuthenticationEnabled: false,
    DatabaseInsightsMode: 'standard',
    PerformanceInsightsEnabled: false,
    CustomerOwnedIpEnabled: false,
    BackupTarget: 'region',
    ActivityStreamStatus: 'stopped',
    DedicatedLogVolume: false,
    ...shownSecret(masterUser),
    TagList: showTags(tagPairs),
  };
}

/** While a password that somebody has asked for is being set. */
export const CHANGING = 'resetting-master-credentials';
export const MASKED = '****';

/** What is told of the secret of a master user. */
export const shownSecret = (of: MasterUserRow | undefined): Pick<DBInstance, 'MasterUserSecret'> =>
  of && of.secret_arn !== ''
    ? {
        MasterUserSecret: {
          SecretArn: of.secret_arn,
          SecretStatus: of.secret_status,
          KmsKeyId: of.kms_key,
        },
      }
    : {};
