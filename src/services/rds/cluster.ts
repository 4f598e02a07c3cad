/** Clusters as answers show them. */
import type { DBCluster, DBClusterMember } from '../../generated/rds.types.ts';
import type { Reader } from '../../store/store.ts';
import type { Database } from './database.ts';
import { knownWhereabouts } from './endpoint.ts';
import { engineNamed } from './engines.ts';
import { CHANGING, MASKED, shownSecret } from './instance.ts';
import { findMasterUser } from './master-user.ts';
import { type ClusterSettings, defaultParameterGroup, type InstanceSettings } from './settings.ts';
import { type DatabaseRow, type MasterUserRow, selectMembers } from './tables.ts';
import { showTags } from './tags.ts';

export const clusterSettingsOf = ({ row }: Database): ClusterSettings =>
  JSON.parse(row.settings) as ClusterSettings;

/** The instances that are members of a cluster, in the order in which they came. */
export const membersOf = (
  store: Reader,
  { row: { account, region, id: cluster } }: Database,
): Promise<readonly DatabaseRow[]> => store.all(selectMembers, { account, region, cluster });

/** A cluster as it lies there. */
export const showCluster = async (store: Reader, cluster: Database): Promise<DBCluster> =>
  shownCluster(cluster, {
    masterUser: await findMasterUser(store, cluster.arn),
    members: await membersOf(store, cluster),
  });

/** A cluster as it is, or as a request has just made it. */
export function shownCluster(
  { row, arn, tagPairs }: Pick<Database, 'row' | 'arn' | 'tagPairs'>,
  of: {
    readonly masterUser: MasterUserRow | undefined;
    readonly members: readonly DatabaseRow[];
  },
): DBCluster {
  const { masterUser } = of;
  const settings = JSON.parse(row.settings) as ClusterSettings;
  const { parameterGroup, optionGroup: _, ...told } = settings;
  const { host, port, reader } = knownWhereabouts(row.kind, tagPairs);
  const { isAurora } = engineNamed(settings.Engine)!;
  const group = parameterGroup ?? defaultParameterGroup(settings);
  const members = shownMembers(of.members, { host, port }, group);
  return {
    AllocatedStorage: isAurora ? 1 : 0,
    AutoMinorVersionUpgrade: false,
    AvailabilityZones: [],
    BackupRetentionPeriod: 1,
    CopyTagsToSnapshot: false,
    DeletionProtection: false,
    NetworkType: 'IPV4',
    StorageType: isAurora ? 'aurora' : 'gp2',
    ...told,
    DBClusterIdentifier: row.id,
    DBClusterArn: arn,
    DbClusterResourceId: row.resource_id,
    Status: masterUser?.is_changing ? CHANGING : 'available',
    ClusterCreateTime: row.created_at,
    Endpoint: host,
    ...(reader && { ReaderEndpoint: reader.host }),
    Port: port,
    EngineMode: 'provisioned',
    MultiAZ: members.length > 1,
    ...(group && { DBClusterParameterGroup: group }),
    DBClusterMembers: members,
    DBClusterOptionGroupMemberships: [],
    VpcSecurityGroups: [],
    ReadReplicaIdentifiers: [],
    DomainMemberships: [],
    AssociatedRoles: [],
    StatusInfos: [],
    ...(masterUser?.is_changing && { PendingModifiedValues: { MasterUserPassword: MASKED } }),
    StorageEncrypted: false,
    IAMDatabaseAuthenticationEnabled: false,
    HttpEndpointEnabled: false,
    CrossAccountClone: false,
    DatabaseInsightsMode: 'standard',
    PerformanceInsightsEnabled: false,
    ActivityStreamStatus: 'stopped',
    ...shownSecret(masterUser),
    TagList: showTags(tagPairs),
  };
}

/** The writer is the member that the cluster's endpoint leads to; where none says so, the first. */
function shownMembers(
  members: readonly DatabaseRow[],
  writer: { readonly host: string; readonly port: number },
  group: string | undefined,
): DBClusterMember[] {
  const places = members.map(({ kind, tags }) => knownWhereabouts(kind, JSON.parse(tags)));
  const at = places.findIndex(({ host, port }) => host === writer.host && port === writer.port);
  return members.map(({ id, settings }, i) => ({
    DBInstanceIdentifier: id,
    IsClusterWriter: i === Math.max(at, 0),
    ...(group && { DBClusterParameterGroupStatus: 'in-sync' }),
    PromotionTier: (JSON.parse(settings) as InstanceSettings).PromotionTier ?? 1,
  }));
}
