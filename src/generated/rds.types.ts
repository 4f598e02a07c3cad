// Generated from models/rds.json by tools/generate.ts. Do not edit.
import type { Instant } from '../base/clock.ts';

export interface None {}
export interface CreateDBInstanceMessage {
  readonly DBName?: string | undefined;
  readonly DBInstanceIdentifier: string;
  readonly AllocatedStorage?: number | undefined;
  readonly DBInstanceClass: string;
  readonly Engine: string;
  readonly MasterUsername?: string | undefined;
  readonly MasterUserPassword?: string | undefined;
  readonly DBSecurityGroups?: readonly string[] | undefined;
  readonly VpcSecurityGroupIds?: readonly string[] | undefined;
  readonly AvailabilityZone?: string | undefined;
  readonly DBSubnetGroupName?: string | undefined;
  readonly PreferredMaintenanceWindow?: string | undefined;
  readonly DBParameterGroupName?: string | undefined;
  readonly BackupRetentionPeriod?: number | undefined;
  readonly PreferredBackupWindow?: string | undefined;
  readonly Port?: number | undefined;
  readonly MultiAZ?: boolean | undefined;
  readonly EngineVersion?: string | undefined;
  readonly AutoMinorVersionUpgrade?: boolean | undefined;
  readonly LicenseModel?: string | undefined;
  readonly Iops?: number | undefined;
  readonly StorageThroughput?: number | undefined;
  readonly OptionGroupName?: string | undefined;
  readonly CharacterSetName?: string | undefined;
  readonly NcharCharacterSetName?: string | undefined;
  readonly PubliclyAccessible?: boolean | undefined;
  readonly Tags?: readonly Tag[] | undefined;
  readonly DBClusterIdentifier?: string | undefined;
  readonly StorageType?: string | undefined;
  readonly TdeCredentialArn?: string | undefined;
  readonly TdeCredentialPassword?: string | undefined;
  readonly StorageEncrypted?: boolean | undefined;
  readonly KmsKeyId?: string | undefined;
  readonly Domain?: string | undefined;
  readonly DomainFqdn?: string | undefined;
  readonly DomainOu?: string | undefined;
  readonly DomainAuthSecretArn?: string | undefined;
  readonly DomainDnsIps?: readonly string[] | undefined;
  readonly CopyTagsToSnapshot?: boolean | undefined;
  readonly MonitoringInterval?: number | undefined;
  readonly MonitoringRoleArn?: string | undefined;
  readonly DomainIAMRoleName?: string | undefined;
  readonly PromotionTier?: number | undefined;
  readonly Timezone?: string | undefined;
  readonly EnableIAMDatabaseAuthentication?: boolean | undefined;
  readonly DatabaseInsightsMode?: "standard" | "advanced" | undefined;
  readonly EnablePerformanceInsights?: boolean | undefined;
  readonly PerformanceInsightsKMSKeyId?: string | undefined;
  readonly PerformanceInsightsRetentionPeriod?: number | undefined;
  readonly EnableCloudwatchLogsExports?: readonly string[] | undefined;
  readonly ProcessorFeatures?: readonly ProcessorFeature[] | undefined;
  readonly DeletionProtection?: boolean | undefined;
  readonly MaxAllocatedStorage?: number | undefined;
  readonly EnableCustomerOwnedIp?: boolean | undefined;
  readonly NetworkType?: string | undefined;
  readonly BackupTarget?: string | undefined;
  readonly CustomIamInstanceProfile?: string | undefined;
  readonly DBSystemId?: string | undefined;
  readonly CACertificateIdentifier?: string | undefined;
  readonly ManageMasterUserPassword?: boolean | undefined;
  readonly MasterUserSecretKmsKeyId?: string | undefined;
  readonly MultiTenant?: boolean | undefined;
  readonly DedicatedLogVolume?: boolean | undefined;
  readonly EngineLifecycleSupport?: string | undefined;
  readonly AdditionalStorageVolumes?: readonly AdditionalStorageVolume[] | undefined;
  readonly TagSpecifications?: readonly TagSpecification[] | undefined;
  readonly MasterUserAuthenticationType?: "password" | "iam-db-auth" | undefined;
}
export interface Tag {
  readonly Key?: string | undefined;
  readonly Value?: string | undefined;
}
export interface ProcessorFeature {
  readonly Name?: string | undefined;
  readonly Value?: string | undefined;
}
export interface AdditionalStorageVolume {
  readonly VolumeName: string;
  readonly AllocatedStorage?: number | undefined;
  readonly IOPS?: number | undefined;
  readonly MaxAllocatedStorage?: number | undefined;
  readonly StorageThroughput?: number | undefined;
  readonly StorageType?: string | undefined;
}
export interface TagSpecification {
  readonly ResourceType?: string | undefined;
  readonly Tags?: readonly Tag[] | undefined;
}
export interface CreateDBInstanceResult {
  readonly DBInstance?: DBInstance | undefined;
}
export interface DBInstance {
  readonly DBInstanceIdentifier?: string | undefined;
  readonly DBInstanceClass?: string | undefined;
  readonly Engine?: string | undefined;
  readonly DBInstanceStatus?: string | undefined;
  readonly MasterUsername?: string | undefined;
  readonly DBName?: string | undefined;
  readonly Endpoint?: Endpoint | undefined;
  readonly AllocatedStorage?: number | undefined;
  readonly InstanceCreateTime?: Instant | undefined;
  readonly PreferredBackupWindow?: string | undefined;
  readonly BackupRetentionPeriod?: number | undefined;
  readonly DBSecurityGroups?: readonly DBSecurityGroupMembership[] | undefined;
  readonly VpcSecurityGroups?: readonly VpcSecurityGroupMembership[] | undefined;
  readonly DBParameterGroups?: readonly DBParameterGroupStatus[] | undefined;
  readonly AvailabilityZone?: string | undefined;
  readonly DBSubnetGroup?: DBSubnetGroup | undefined;
  readonly PreferredMaintenanceWindow?: string | undefined;
  readonly UpgradeRolloutOrder?: "first" | "second" | "last" | undefined;
  readonly PendingModifiedValues?: PendingModifiedValues | undefined;
  readonly LatestRestorableTime?: Instant | undefined;
  readonly MultiAZ?: boolean | undefined;
  readonly EngineVersion?: string | undefined;
  readonly AutoMinorVersionUpgrade?: boolean | undefined;
  readonly ReadReplicaSourceDBInstanceIdentifier?: string | undefined;
  readonly ReadReplicaDBInstanceIdentifiers?: readonly string[] | undefined;
  readonly ReadReplicaDBClusterIdentifiers?: readonly string[] | undefined;
  readonly ReplicaMode?: "open-read-only" | "mounted" | undefined;
  readonly LicenseModel?: string | undefined;
  readonly Iops?: number | undefined;
  readonly StorageThroughput?: number | undefined;
  readonly OptionGroupMemberships?: readonly OptionGroupMembership[] | undefined;
  readonly CharacterSetName?: string | undefined;
  readonly NcharCharacterSetName?: string | undefined;
  readonly SecondaryAvailabilityZone?: string | undefined;
  readonly PubliclyAccessible?: boolean | undefined;
  readonly StatusInfos?: readonly DBInstanceStatusInfo[] | undefined;
  readonly StorageType?: string | undefined;
  readonly StorageEncryptionType?: "none" | "sse-kms" | "sse-rds" | undefined;
  readonly TdeCredentialArn?: string | undefined;
  readonly DbInstancePort?: number | undefined;
  readonly DBClusterIdentifier?: string | undefined;
  readonly StorageEncrypted?: boolean | undefined;
  readonly KmsKeyId?: string | undefined;
  readonly DbiResourceId?: string | undefined;
  readonly CACertificateIdentifier?: string | undefined;
  readonly DomainMemberships?: readonly DomainMembership[] | undefined;
  readonly CopyTagsToSnapshot?: boolean | undefined;
  readonly MonitoringInterval?: number | undefined;
  readonly EnhancedMonitoringResourceArn?: string | undefined;
  readonly MonitoringRoleArn?: string | undefined;
  readonly PromotionTier?: number | undefined;
  readonly DBInstanceArn?: string | undefined;
  readonly Timezone?: string | undefined;
  readonly IAMDatabaseAuthenticationEnabled?: boolean | undefined;
  readonly DatabaseInsightsMode?: "standard" | "advanced" | undefined;
  readonly PerformanceInsightsEnabled?: boolean | undefined;
  readonly PerformanceInsightsKMSKeyId?: string | undefined;
  readonly PerformanceInsightsRetentionPeriod?: number | undefined;
  readonly EnabledCloudwatchLogsExports?: readonly string[] | undefined;
  readonly ProcessorFeatures?: readonly ProcessorFeature[] | undefined;
  readonly DeletionProtection?: boolean | undefined;
  readonly AssociatedRoles?: readonly DBInstanceRole[] | undefined;
  readonly ListenerEndpoint?: Endpoint | undefined;
  readonly MaxAllocatedStorage?: number | undefined;
  readonly TagList?: readonly Tag[] | undefined;
  readonly AutomationMode?: "full" | "all-paused" | undefined;
  readonly ResumeFullAutomationModeTime?: Instant | undefined;
  readonly CustomerOwnedIpEnabled?: boolean | undefined;
  readonly NetworkType?: string | undefined;
  readonly ActivityStreamStatus?: "stopped" | "starting" | "started" | "stopping" | undefined;
  readonly ActivityStreamKmsKeyId?: string | undefined;
  readonly ActivityStreamKinesisStreamName?: string | undefined;
  readonly ActivityStreamMode?: "sync" | "async" | undefined;
  readonly ActivityStreamEngineNativeAuditFieldsIncluded?: boolean | undefined;
  readonly AwsBackupRecoveryPointArn?: string | undefined;
  readonly DBInstanceAutomatedBackupsReplications?: readonly DBInstanceAutomatedBackupsReplication[] | undefined;
  readonly BackupTarget?: string | undefined;
  readonly AutomaticRestartTime?: Instant | undefined;
  readonly CustomIamInstanceProfile?: string | undefined;
  readonly ActivityStreamPolicyStatus?: "locked" | "unlocked" | "locking-policy" | "unlocking-policy" | undefined;
  readonly CertificateDetails?: CertificateDetails | undefined;
  readonly DBSystemId?: string | undefined;
  readonly MasterUserSecret?: MasterUserSecret | undefined;
  readonly ReadReplicaSourceDBClusterIdentifier?: string | undefined;
  readonly PercentProgress?: string | undefined;
  readonly MultiTenant?: boolean | undefined;
  readonly DedicatedLogVolume?: boolean | undefined;
  readonly IsStorageConfigUpgradeAvailable?: boolean | undefined;
  readonly EngineLifecycleSupport?: string | undefined;
  readonly AdditionalStorageVolumes?: readonly AdditionalStorageVolumeOutput[] | undefined;
  readonly StorageVolumeStatus?: string | undefined;
}
export interface Endpoint {
  readonly Address?: string | undefined;
  readonly Port?: number | undefined;
  readonly HostedZoneId?: string | undefined;
}
export interface DBSecurityGroupMembership {
  readonly DBSecurityGroupName?: string | undefined;
  readonly Status?: string | undefined;
}
export interface VpcSecurityGroupMembership {
  readonly VpcSecurityGroupId?: string | undefined;
  readonly Status?: string | undefined;
}
export interface DBParameterGroupStatus {
  readonly DBParameterGroupName?: string | undefined;
  readonly ParameterApplyStatus?: string | undefined;
}
export interface DBSubnetGroup {
  readonly DBSubnetGroupName?: string | undefined;
  readonly DBSubnetGroupDescription?: string | undefined;
  readonly VpcId?: string | undefined;
  readonly SubnetGroupStatus?: string | undefined;
  readonly Subnets?: readonly Subnet[] | undefined;
  readonly DBSubnetGroupArn?: string | undefined;
  readonly SupportedNetworkTypes?: readonly string[] | undefined;
}
export interface Subnet {
  readonly SubnetIdentifier?: string | undefined;
  readonly SubnetAvailabilityZone?: AvailabilityZone | undefined;
  readonly SubnetOutpost?: Outpost | undefined;
  readonly SubnetStatus?: string | undefined;
}
export interface AvailabilityZone {
  readonly Name?: string | undefined;
}
export interface Outpost {
  readonly Arn?: string | undefined;
}
export interface PendingModifiedValues {
  readonly DBInstanceClass?: string | undefined;
  readonly AllocatedStorage?: number | undefined;
  readonly MasterUserPassword?: string | undefined;
  readonly Port?: number | undefined;
  readonly BackupRetentionPeriod?: number | undefined;
  readonly MultiAZ?: boolean | undefined;
  readonly EngineVersion?: string | undefined;
  readonly LicenseModel?: string | undefined;
  readonly Iops?: number | undefined;
  readonly StorageThroughput?: number | undefined;
  readonly DBInstanceIdentifier?: string | undefined;
  readonly StorageType?: string | undefined;
  readonly CACertificateIdentifier?: string | undefined;
  readonly DBSubnetGroupName?: string | undefined;
  readonly PendingCloudwatchLogsExports?: PendingCloudwatchLogsExports | undefined;
  readonly ProcessorFeatures?: readonly ProcessorFeature[] | undefined;
  readonly AutomationMode?: "full" | "all-paused" | undefined;
  readonly ResumeFullAutomationModeTime?: Instant | undefined;
  readonly MultiTenant?: boolean | undefined;
  readonly IAMDatabaseAuthenticationEnabled?: boolean | undefined;
  readonly DedicatedLogVolume?: boolean | undefined;
  readonly Engine?: string | undefined;
  readonly AdditionalStorageVolumes?: readonly AdditionalStorageVolume[] | undefined;
}
export interface PendingCloudwatchLogsExports {
  readonly LogTypesToEnable?: readonly string[] | undefined;
  readonly LogTypesToDisable?: readonly string[] | undefined;
}
export interface OptionGroupMembership {
  readonly OptionGroupName?: string | undefined;
  readonly Status?: string | undefined;
}
export interface DBInstanceStatusInfo {
  readonly StatusType?: string | undefined;
  readonly Normal?: boolean | undefined;
  readonly Status?: string | undefined;
  readonly Message?: string | undefined;
}
export interface DomainMembership {
  readonly Domain?: string | undefined;
  readonly Status?: string | undefined;
  readonly FQDN?: string | undefined;
  readonly IAMRoleName?: string | undefined;
  readonly OU?: string | undefined;
  readonly AuthSecretArn?: string | undefined;
  readonly DnsIps?: readonly string[] | undefined;
}
export interface DBInstanceRole {
  readonly RoleArn?: string | undefined;
  readonly FeatureName?: string | undefined;
  readonly Status?: string | undefined;
}
export interface DBInstanceAutomatedBackupsReplication {
  readonly DBInstanceAutomatedBackupsArn?: string | undefined;
}
export interface CertificateDetails {
  readonly CAIdentifier?: string | undefined;
  readonly ValidTill?: Instant | undefined;
}
export interface MasterUserSecret {
  readonly SecretArn?: string | undefined;
  readonly SecretStatus?: string | undefined;
  readonly KmsKeyId?: string | undefined;
}
export interface AdditionalStorageVolumeOutput {
  readonly VolumeName?: string | undefined;
  readonly StorageVolumeStatus?: string | undefined;
  readonly AllocatedStorage?: number | undefined;
  readonly IOPS?: number | undefined;
  readonly MaxAllocatedStorage?: number | undefined;
  readonly StorageThroughput?: number | undefined;
  readonly StorageType?: string | undefined;
}
export interface DescribeDBInstancesMessage {
  readonly DBInstanceIdentifier?: string | undefined;
  readonly Filters?: readonly Filter[] | undefined;
  readonly MaxRecords?: number | undefined;
  readonly Marker?: string | undefined;
}
export interface Filter {
  readonly Name: string;
  readonly Values: readonly string[];
}
export interface DBInstanceMessage {
  readonly Marker?: string | undefined;
  readonly DBInstances?: readonly DBInstance[] | undefined;
}
export interface ModifyDBInstanceMessage {
  readonly DBInstanceIdentifier: string;
  readonly AllocatedStorage?: number | undefined;
  readonly DBInstanceClass?: string | undefined;
  readonly DBSubnetGroupName?: string | undefined;
  readonly DBSecurityGroups?: readonly string[] | undefined;
  readonly VpcSecurityGroupIds?: readonly string[] | undefined;
  readonly ApplyImmediately?: boolean | undefined;
  readonly MasterUserPassword?: string | undefined;
  readonly DBParameterGroupName?: string | undefined;
  readonly BackupRetentionPeriod?: number | undefined;
  readonly PreferredBackupWindow?: string | undefined;
  readonly PreferredMaintenanceWindow?: string | undefined;
  readonly MultiAZ?: boolean | undefined;
  readonly EngineVersion?: string | undefined;
  readonly AllowMajorVersionUpgrade?: boolean | undefined;
  readonly AutoMinorVersionUpgrade?: boolean | undefined;
  readonly LicenseModel?: string | undefined;
  readonly Iops?: number | undefined;
  readonly StorageThroughput?: number | undefined;
  readonly OptionGroupName?: string | undefined;
  readonly NewDBInstanceIdentifier?: string | undefined;
  readonly StorageType?: string | undefined;
  readonly TdeCredentialArn?: string | undefined;
  readonly TdeCredentialPassword?: string | undefined;
  readonly CACertificateIdentifier?: string | undefined;
  readonly Domain?: string | undefined;
  readonly DomainFqdn?: string | undefined;
  readonly DomainOu?: string | undefined;
  readonly DomainAuthSecretArn?: string | undefined;
  readonly DomainDnsIps?: readonly string[] | undefined;
  readonly DisableDomain?: boolean | undefined;
  readonly CopyTagsToSnapshot?: boolean | undefined;
  readonly MonitoringInterval?: number | undefined;
  readonly DBPortNumber?: number | undefined;
  readonly PubliclyAccessible?: boolean | undefined;
  readonly MonitoringRoleArn?: string | undefined;
  readonly DomainIAMRoleName?: string | undefined;
  readonly PromotionTier?: number | undefined;
  readonly EnableIAMDatabaseAuthentication?: boolean | undefined;
  readonly DatabaseInsightsMode?: "standard" | "advanced" | undefined;
  readonly EnablePerformanceInsights?: boolean | undefined;
  readonly PerformanceInsightsKMSKeyId?: string | undefined;
  readonly PerformanceInsightsRetentionPeriod?: number | undefined;
  readonly CloudwatchLogsExportConfiguration?: CloudwatchLogsExportConfiguration | undefined;
  readonly ProcessorFeatures?: readonly ProcessorFeature[] | undefined;
  readonly UseDefaultProcessorFeatures?: boolean | undefined;
  readonly DeletionProtection?: boolean | undefined;
  readonly MaxAllocatedStorage?: number | undefined;
  readonly CertificateRotationRestart?: boolean | undefined;
  readonly ReplicaMode?: "open-read-only" | "mounted" | undefined;
  readonly AutomationMode?: "full" | "all-paused" | undefined;
  readonly ResumeFullAutomationModeMinutes?: number | undefined;
  readonly EnableCustomerOwnedIp?: boolean | undefined;
  readonly NetworkType?: string | undefined;
  readonly AwsBackupRecoveryPointArn?: string | undefined;
  readonly ManageMasterUserPassword?: boolean | undefined;
  readonly RotateMasterUserPassword?: boolean | undefined;
  readonly MasterUserSecretKmsKeyId?: string | undefined;
  readonly MultiTenant?: boolean | undefined;
  readonly DedicatedLogVolume?: boolean | undefined;
  readonly Engine?: string | undefined;
  readonly AdditionalStorageVolumes?: readonly ModifyAdditionalStorageVolume[] | undefined;
  readonly TagSpecifications?: readonly TagSpecification[] | undefined;
  readonly MasterUserAuthenticationType?: "password" | "iam-db-auth" | undefined;
}
export interface CloudwatchLogsExportConfiguration {
  readonly EnableLogTypes?: readonly string[] | undefined;
  readonly DisableLogTypes?: readonly string[] | undefined;
}
export interface ModifyAdditionalStorageVolume {
  readonly VolumeName: string;
  readonly AllocatedStorage?: number | undefined;
  readonly IOPS?: number | undefined;
  readonly MaxAllocatedStorage?: number | undefined;
  readonly StorageThroughput?: number | undefined;
  readonly StorageType?: string | undefined;
  readonly SetForDelete?: boolean | undefined;
}
export interface ModifyDBInstanceResult {
  readonly DBInstance?: DBInstance | undefined;
}
export interface DeleteDBInstanceMessage {
  readonly DBInstanceIdentifier: string;
  readonly SkipFinalSnapshot?: boolean | undefined;
  readonly FinalDBSnapshotIdentifier?: string | undefined;
  readonly DeleteAutomatedBackups?: boolean | undefined;
}
export interface DeleteDBInstanceResult {
  readonly DBInstance?: DBInstance | undefined;
}
export interface CreateDBClusterMessage {
  readonly AvailabilityZones?: readonly string[] | undefined;
  readonly BackupRetentionPeriod?: number | undefined;
  readonly CharacterSetName?: string | undefined;
  readonly DatabaseName?: string | undefined;
  readonly DBClusterIdentifier: string;
  readonly DBClusterParameterGroupName?: string | undefined;
  readonly VpcSecurityGroupIds?: readonly string[] | undefined;
  readonly DBSubnetGroupName?: string | undefined;
  readonly Engine: string;
  readonly EngineVersion?: string | undefined;
  readonly Port?: number | undefined;
  readonly MasterUsername?: string | undefined;
  readonly MasterUserPassword?: string | undefined;
  readonly OptionGroupName?: string | undefined;
  readonly PreferredBackupWindow?: string | undefined;
  readonly PreferredMaintenanceWindow?: string | undefined;
  readonly ReplicationSourceIdentifier?: string | undefined;
  readonly Tags?: readonly Tag[] | undefined;
  readonly StorageEncrypted?: boolean | undefined;
  readonly KmsKeyId?: string | undefined;
  readonly PreSignedUrl?: string | undefined;
  readonly EnableIAMDatabaseAuthentication?: boolean | undefined;
  readonly BacktrackWindow?: number | undefined;
  readonly EnableCloudwatchLogsExports?: readonly string[] | undefined;
  readonly EngineMode?: string | undefined;
  readonly ScalingConfiguration?: ScalingConfiguration | undefined;
  readonly RdsCustomClusterConfiguration?: RdsCustomClusterConfiguration | undefined;
  readonly DBClusterInstanceClass?: string | undefined;
  readonly AllocatedStorage?: number | undefined;
  readonly StorageType?: string | undefined;
  readonly Iops?: number | undefined;
  readonly PubliclyAccessible?: boolean | undefined;
  readonly AutoMinorVersionUpgrade?: boolean | undefined;
  readonly DeletionProtection?: boolean | undefined;
  readonly GlobalClusterIdentifier?: string | undefined;
  readonly EnableHttpEndpoint?: boolean | undefined;
  readonly CopyTagsToSnapshot?: boolean | undefined;
  readonly Domain?: string | undefined;
  readonly DomainIAMRoleName?: string | undefined;
  readonly EnableGlobalWriteForwarding?: boolean | undefined;
  readonly NetworkType?: string | undefined;
  readonly ServerlessV2ScalingConfiguration?: ServerlessV2ScalingConfiguration | undefined;
  readonly MonitoringInterval?: number | undefined;
  readonly MonitoringRoleArn?: string | undefined;
  readonly DatabaseInsightsMode?: "standard" | "advanced" | undefined;
  readonly EnablePerformanceInsights?: boolean | undefined;
  readonly PerformanceInsightsKMSKeyId?: string | undefined;
  readonly PerformanceInsightsRetentionPeriod?: number | undefined;
  readonly EnableLimitlessDatabase?: boolean | undefined;
  readonly ClusterScalabilityType?: "standard" | "limitless" | undefined;
  readonly DBSystemId?: string | undefined;
  readonly ManageMasterUserPassword?: boolean | undefined;
  readonly EnableLocalWriteForwarding?: boolean | undefined;
  readonly MasterUserSecretKmsKeyId?: string | undefined;
  readonly CACertificateIdentifier?: string | undefined;
  readonly EngineLifecycleSupport?: string | undefined;
  readonly TagSpecifications?: readonly TagSpecification[] | undefined;
  readonly MasterUserAuthenticationType?: "password" | "iam-db-auth" | undefined;
  readonly WithExpressConfiguration?: boolean | undefined;
}
export interface ScalingConfiguration {
  readonly MinCapacity?: number | undefined;
  readonly MaxCapacity?: number | undefined;
  readonly AutoPause?: boolean | undefined;
  readonly SecondsUntilAutoPause?: number | undefined;
  readonly TimeoutAction?: string | undefined;
  readonly SecondsBeforeTimeout?: number | undefined;
}
export interface RdsCustomClusterConfiguration {
  readonly InterconnectSubnetId?: string | undefined;
  readonly TransitGatewayMulticastDomainId?: string | undefined;
  readonly ReplicaMode?: "open-read-only" | "mounted" | undefined;
}
export interface ServerlessV2ScalingConfiguration {
  readonly MinCapacity?: number | undefined;
  readonly MaxCapacity?: number | undefined;
  readonly SecondsUntilAutoPause?: number | undefined;
}
export interface CreateDBClusterResult {
  readonly DBCluster?: DBCluster | undefined;
}
export interface DBCluster {
  readonly AllocatedStorage?: number | undefined;
  readonly AvailabilityZones?: readonly string[] | undefined;
  readonly BackupRetentionPeriod?: number | undefined;
  readonly CharacterSetName?: string | undefined;
  readonly DatabaseName?: string | undefined;
  readonly DBClusterIdentifier?: string | undefined;
  readonly DBClusterParameterGroup?: string | undefined;
  readonly DBSubnetGroup?: string | undefined;
  readonly Status?: string | undefined;
  readonly PercentProgress?: string | undefined;
  readonly EarliestRestorableTime?: Instant | undefined;
  readonly Endpoint?: string | undefined;
  readonly ReaderEndpoint?: string | undefined;
  readonly CustomEndpoints?: readonly string[] | undefined;
  readonly MultiAZ?: boolean | undefined;
  readonly Engine?: string | undefined;
  readonly EngineVersion?: string | undefined;
  readonly LatestRestorableTime?: Instant | undefined;
  readonly Port?: number | undefined;
  readonly MasterUsername?: string | undefined;
  readonly DBClusterOptionGroupMemberships?: readonly DBClusterOptionGroupStatus[] | undefined;
  readonly PreferredBackupWindow?: string | undefined;
  readonly PreferredMaintenanceWindow?: string | undefined;
  readonly UpgradeRolloutOrder?: "first" | "second" | "last" | undefined;
  readonly ReplicationSourceIdentifier?: string | undefined;
  readonly ReadReplicaIdentifiers?: readonly string[] | undefined;
  readonly StatusInfos?: readonly DBClusterStatusInfo[] | undefined;
  readonly DBClusterMembers?: readonly DBClusterMember[] | undefined;
  readonly VpcSecurityGroups?: readonly VpcSecurityGroupMembership[] | undefined;
  readonly HostedZoneId?: string | undefined;
  readonly StorageEncrypted?: boolean | undefined;
  readonly StorageEncryptionType?: "none" | "sse-kms" | "sse-rds" | undefined;
  readonly KmsKeyId?: string | undefined;
  readonly DbClusterResourceId?: string | undefined;
  readonly DBClusterArn?: string | undefined;
  readonly AssociatedRoles?: readonly DBClusterRole[] | undefined;
  readonly IAMDatabaseAuthenticationEnabled?: boolean | undefined;
  readonly CloneGroupId?: string | undefined;
  readonly ClusterCreateTime?: Instant | undefined;
  readonly EarliestBacktrackTime?: Instant | undefined;
  readonly BacktrackWindow?: number | undefined;
  readonly BacktrackConsumedChangeRecords?: number | undefined;
  readonly EnabledCloudwatchLogsExports?: readonly string[] | undefined;
  readonly Capacity?: number | undefined;
  readonly PendingModifiedValues?: ClusterPendingModifiedValues | undefined;
  readonly EngineMode?: string | undefined;
  readonly ScalingConfigurationInfo?: ScalingConfigurationInfo | undefined;
  readonly RdsCustomClusterConfiguration?: RdsCustomClusterConfiguration | undefined;
  readonly DBClusterInstanceClass?: string | undefined;
  readonly StorageType?: string | undefined;
  readonly Iops?: number | undefined;
  readonly StorageThroughput?: number | undefined;
  readonly IOOptimizedNextAllowedModificationTime?: Instant | undefined;
  readonly PubliclyAccessible?: boolean | undefined;
  readonly AutoMinorVersionUpgrade?: boolean | undefined;
  readonly DeletionProtection?: boolean | undefined;
  readonly HttpEndpointEnabled?: boolean | undefined;
  readonly ActivityStreamMode?: "sync" | "async" | undefined;
  readonly ActivityStreamStatus?: "stopped" | "starting" | "started" | "stopping" | undefined;
  readonly ActivityStreamKmsKeyId?: string | undefined;
  readonly ActivityStreamKinesisStreamName?: string | undefined;
  readonly CopyTagsToSnapshot?: boolean | undefined;
  readonly CrossAccountClone?: boolean | undefined;
  readonly DomainMemberships?: readonly DomainMembership[] | undefined;
  readonly TagList?: readonly Tag[] | undefined;
  readonly GlobalClusterIdentifier?: string | undefined;
  readonly GlobalWriteForwardingStatus?: "enabled" | "disabled" | "enabling" | "disabling" | "unknown" | undefined;
  readonly GlobalWriteForwardingRequested?: boolean | undefined;
  readonly NetworkType?: string | undefined;
  readonly AutomaticRestartTime?: Instant | undefined;
  readonly ServerlessV2ScalingConfiguration?: ServerlessV2ScalingConfigurationInfo | undefined;
  readonly ServerlessV2PlatformVersion?: string | undefined;
  readonly MonitoringInterval?: number | undefined;
  readonly MonitoringRoleArn?: string | undefined;
  readonly DatabaseInsightsMode?: "standard" | "advanced" | undefined;
  readonly PerformanceInsightsEnabled?: boolean | undefined;
  readonly PerformanceInsightsKMSKeyId?: string | undefined;
  readonly PerformanceInsightsRetentionPeriod?: number | undefined;
  readonly DBSystemId?: string | undefined;
  readonly MasterUserSecret?: MasterUserSecret | undefined;
  readonly LocalWriteForwardingStatus?: "enabled" | "disabled" | "enabling" | "disabling" | "requested" | undefined;
  readonly AwsBackupRecoveryPointArn?: string | undefined;
  readonly LimitlessDatabase?: LimitlessDatabase | undefined;
  readonly ClusterScalabilityType?: "standard" | "limitless" | undefined;
  readonly CertificateDetails?: CertificateDetails | undefined;
  readonly EngineLifecycleSupport?: string | undefined;
  readonly VPCNetworkingEnabled?: boolean | undefined;
  readonly InternetAccessGatewayEnabled?: boolean | undefined;
}
export interface DBClusterOptionGroupStatus {
  readonly DBClusterOptionGroupName?: string | undefined;
  readonly Status?: string | undefined;
}
export interface DBClusterStatusInfo {
  readonly StatusType?: string | undefined;
  readonly Normal?: boolean | undefined;
  readonly Status?: string | undefined;
  readonly Message?: string | undefined;
}
export interface DBClusterMember {
  readonly DBInstanceIdentifier?: string | undefined;
  readonly IsClusterWriter?: boolean | undefined;
  readonly DBClusterParameterGroupStatus?: string | undefined;
  readonly PromotionTier?: number | undefined;
}
export interface DBClusterRole {
  readonly RoleArn?: string | undefined;
  readonly Status?: string | undefined;
  readonly FeatureName?: string | undefined;
}
export interface ClusterPendingModifiedValues {
  readonly PendingCloudwatchLogsExports?: PendingCloudwatchLogsExports | undefined;
  readonly DBClusterIdentifier?: string | undefined;
  readonly MasterUserPassword?: string | undefined;
  readonly IAMDatabaseAuthenticationEnabled?: boolean | undefined;
  readonly EngineVersion?: string | undefined;
  readonly BackupRetentionPeriod?: number | undefined;
  readonly StorageType?: string | undefined;
  readonly AllocatedStorage?: number | undefined;
  readonly RdsCustomClusterConfiguration?: RdsCustomClusterConfiguration | undefined;
  readonly Iops?: number | undefined;
  readonly CertificateDetails?: CertificateDetails | undefined;
}
export interface ScalingConfigurationInfo {
  readonly MinCapacity?: number | undefined;
  readonly MaxCapacity?: number | undefined;
  readonly AutoPause?: boolean | undefined;
  readonly SecondsUntilAutoPause?: number | undefined;
  readonly TimeoutAction?: string | undefined;
  readonly SecondsBeforeTimeout?: number | undefined;
}
export interface ServerlessV2ScalingConfigurationInfo {
  readonly MinCapacity?: number | undefined;
  readonly MaxCapacity?: number | undefined;
  readonly SecondsUntilAutoPause?: number | undefined;
}
export interface LimitlessDatabase {
  readonly Status?: "active" | "not-in-use" | "enabled" | "disabled" | "enabling" | "disabling" | "modifying-max-capacity" | "error" | undefined;
  readonly MinRequiredACU?: number | undefined;
}
export interface DescribeDBClustersMessage {
  readonly DBClusterIdentifier?: string | undefined;
  readonly Filters?: readonly Filter[] | undefined;
  readonly MaxRecords?: number | undefined;
  readonly Marker?: string | undefined;
  readonly IncludeShared?: boolean | undefined;
}
export interface DBClusterMessage {
  readonly Marker?: string | undefined;
  readonly DBClusters?: readonly DBCluster[] | undefined;
}
export interface ModifyDBClusterMessage {
  readonly DBClusterIdentifier: string;
  readonly NewDBClusterIdentifier?: string | undefined;
  readonly ApplyImmediately?: boolean | undefined;
  readonly BackupRetentionPeriod?: number | undefined;
  readonly DBClusterParameterGroupName?: string | undefined;
  readonly VpcSecurityGroupIds?: readonly string[] | undefined;
  readonly Port?: number | undefined;
  readonly MasterUserPassword?: string | undefined;
  readonly OptionGroupName?: string | undefined;
  readonly PreferredBackupWindow?: string | undefined;
  readonly PreferredMaintenanceWindow?: string | undefined;
  readonly EnableIAMDatabaseAuthentication?: boolean | undefined;
  readonly BacktrackWindow?: number | undefined;
  readonly CloudwatchLogsExportConfiguration?: CloudwatchLogsExportConfiguration | undefined;
  readonly EngineVersion?: string | undefined;
  readonly AllowMajorVersionUpgrade?: boolean | undefined;
  readonly DBInstanceParameterGroupName?: string | undefined;
  readonly Domain?: string | undefined;
  readonly DomainIAMRoleName?: string | undefined;
  readonly ScalingConfiguration?: ScalingConfiguration | undefined;
  readonly DeletionProtection?: boolean | undefined;
  readonly EnableHttpEndpoint?: boolean | undefined;
  readonly CopyTagsToSnapshot?: boolean | undefined;
  readonly EnableGlobalWriteForwarding?: boolean | undefined;
  readonly DBClusterInstanceClass?: string | undefined;
  readonly AllocatedStorage?: number | undefined;
  readonly StorageType?: string | undefined;
  readonly Iops?: number | undefined;
  readonly AutoMinorVersionUpgrade?: boolean | undefined;
  readonly NetworkType?: string | undefined;
  readonly ServerlessV2ScalingConfiguration?: ServerlessV2ScalingConfiguration | undefined;
  readonly MonitoringInterval?: number | undefined;
  readonly MonitoringRoleArn?: string | undefined;
  readonly DatabaseInsightsMode?: "standard" | "advanced" | undefined;
  readonly EnablePerformanceInsights?: boolean | undefined;
  readonly PerformanceInsightsKMSKeyId?: string | undefined;
  readonly PerformanceInsightsRetentionPeriod?: number | undefined;
  readonly ManageMasterUserPassword?: boolean | undefined;
  readonly RotateMasterUserPassword?: boolean | undefined;
  readonly EnableLocalWriteForwarding?: boolean | undefined;
  readonly MasterUserSecretKmsKeyId?: string | undefined;
  readonly EngineMode?: string | undefined;
  readonly AllowEngineModeChange?: boolean | undefined;
  readonly AwsBackupRecoveryPointArn?: string | undefined;
  readonly EnableLimitlessDatabase?: boolean | undefined;
  readonly CACertificateIdentifier?: string | undefined;
  readonly MasterUserAuthenticationType?: "password" | "iam-db-auth" | undefined;
}
export interface ModifyDBClusterResult {
  readonly DBCluster?: DBCluster | undefined;
}
export interface DeleteDBClusterMessage {
  readonly DBClusterIdentifier: string;
  readonly SkipFinalSnapshot?: boolean | undefined;
  readonly FinalDBSnapshotIdentifier?: string | undefined;
  readonly DeleteAutomatedBackups?: boolean | undefined;
}
export interface DeleteDBClusterResult {
  readonly DBCluster?: DBCluster | undefined;
}
export interface AddTagsToResourceMessage {
  readonly ResourceName: string;
  readonly Tags: readonly Tag[];
}
export interface RemoveTagsFromResourceMessage {
  readonly ResourceName: string;
  readonly TagKeys: readonly string[];
}
export interface ListTagsForResourceMessage {
  readonly ResourceName: string;
  readonly Filters?: readonly Filter[] | undefined;
}
export interface TagListMessage {
  readonly TagList?: readonly Tag[] | undefined;
}
export interface DescribeDBEngineVersionsMessage {
  readonly Engine?: string | undefined;
  readonly EngineVersion?: string | undefined;
  readonly DBParameterGroupFamily?: string | undefined;
  readonly Filters?: readonly Filter[] | undefined;
  readonly MaxRecords?: number | undefined;
  readonly Marker?: string | undefined;
  readonly DefaultOnly?: boolean | undefined;
  readonly ListSupportedCharacterSets?: boolean | undefined;
  readonly ListSupportedTimezones?: boolean | undefined;
  readonly IncludeAll?: boolean | undefined;
}
export interface DBEngineVersionMessage {
  readonly Marker?: string | undefined;
  readonly DBEngineVersions?: readonly DBEngineVersion[] | undefined;
}
export interface DBEngineVersion {
  readonly Engine?: string | undefined;
  readonly MajorEngineVersion?: string | undefined;
  readonly EngineVersion?: string | undefined;
  readonly DatabaseInstallationFilesS3BucketName?: string | undefined;
  readonly DatabaseInstallationFilesS3Prefix?: string | undefined;
  readonly DatabaseInstallationFiles?: readonly string[] | undefined;
  readonly CustomDBEngineVersionManifest?: string | undefined;
  readonly DBParameterGroupFamily?: string | undefined;
  readonly DBEngineDescription?: string | undefined;
  readonly DBEngineVersionArn?: string | undefined;
  readonly DBEngineVersionDescription?: string | undefined;
  readonly DefaultCharacterSet?: CharacterSet | undefined;
  readonly FailureReason?: string | undefined;
  readonly Image?: CustomDBEngineVersionAMI | undefined;
  readonly DBEngineMediaType?: string | undefined;
  readonly KMSKeyId?: string | undefined;
  readonly CreateTime?: Instant | undefined;
  readonly SupportedCharacterSets?: readonly CharacterSet[] | undefined;
  readonly SupportedNcharCharacterSets?: readonly CharacterSet[] | undefined;
  readonly ValidUpgradeTarget?: readonly UpgradeTarget[] | undefined;
  readonly SupportedTimezones?: readonly Timezone[] | undefined;
  readonly ExportableLogTypes?: readonly string[] | undefined;
  readonly SupportsLogExportsToCloudwatchLogs?: boolean | undefined;
  readonly SupportsReadReplica?: boolean | undefined;
  readonly SupportedEngineModes?: readonly string[] | undefined;
  readonly SupportedFeatureNames?: readonly string[] | undefined;
  readonly Status?: string | undefined;
  readonly SupportsParallelQuery?: boolean | undefined;
  readonly SupportsGlobalDatabases?: boolean | undefined;
  readonly TagList?: readonly Tag[] | undefined;
  readonly SupportsBabelfish?: boolean | undefined;
  readonly SupportsLimitlessDatabase?: boolean | undefined;
  readonly SupportsCertificateRotationWithoutRestart?: boolean | undefined;
  readonly SupportedCACertificateIdentifiers?: readonly string[] | undefined;
  readonly SupportsLocalWriteForwarding?: boolean | undefined;
  readonly SupportsIntegrations?: boolean | undefined;
  readonly ServerlessV2FeaturesSupport?: ServerlessV2FeaturesSupport | undefined;
}
export interface CharacterSet {
  readonly CharacterSetName?: string | undefined;
  readonly CharacterSetDescription?: string | undefined;
}
export interface CustomDBEngineVersionAMI {
  readonly ImageId?: string | undefined;
  readonly Status?: string | undefined;
}
export interface UpgradeTarget {
  readonly Engine?: string | undefined;
  readonly EngineVersion?: string | undefined;
  readonly Description?: string | undefined;
  readonly AutoUpgrade?: boolean | undefined;
  readonly IsMajorVersionUpgrade?: boolean | undefined;
  readonly SupportedEngineModes?: readonly string[] | undefined;
  readonly SupportsParallelQuery?: boolean | undefined;
  readonly SupportsGlobalDatabases?: boolean | undefined;
  readonly SupportsBabelfish?: boolean | undefined;
  readonly SupportsLimitlessDatabase?: boolean | undefined;
  readonly SupportsLocalWriteForwarding?: boolean | undefined;
  readonly SupportsIntegrations?: boolean | undefined;
}
export interface Timezone {
  readonly TimezoneName?: string | undefined;
}
export interface ServerlessV2FeaturesSupport {
  readonly MinCapacity?: number | undefined;
  readonly MaxCapacity?: number | undefined;
}
export interface DescribeGlobalClustersMessage {
  readonly GlobalClusterIdentifier?: string | undefined;
  readonly Filters?: readonly Filter[] | undefined;
  readonly MaxRecords?: number | undefined;
  readonly Marker?: string | undefined;
}
export interface GlobalClustersMessage {
  readonly Marker?: string | undefined;
  readonly GlobalClusters?: readonly GlobalCluster[] | undefined;
}
export interface GlobalCluster {
  readonly GlobalClusterIdentifier?: string | undefined;
  readonly GlobalClusterResourceId?: string | undefined;
  readonly GlobalClusterArn?: string | undefined;
  readonly Status?: string | undefined;
  readonly Engine?: string | undefined;
  readonly EngineVersion?: string | undefined;
  readonly EngineLifecycleSupport?: string | undefined;
  readonly DatabaseName?: string | undefined;
  readonly StorageEncrypted?: boolean | undefined;
  readonly StorageEncryptionType?: "none" | "sse-kms" | "sse-rds" | undefined;
  readonly DeletionProtection?: boolean | undefined;
  readonly GlobalClusterMembers?: readonly GlobalClusterMember[] | undefined;
  readonly Endpoint?: string | undefined;
  readonly FailoverState?: FailoverState | undefined;
  readonly TagList?: readonly Tag[] | undefined;
}
export interface GlobalClusterMember {
  readonly DBClusterArn?: string | undefined;
  readonly Readers?: readonly string[] | undefined;
  readonly IsWriter?: boolean | undefined;
  readonly GlobalWriteForwardingStatus?: "enabled" | "disabled" | "enabling" | "disabling" | "unknown" | undefined;
  readonly SynchronizationStatus?: "connected" | "pending-resync" | undefined;
}
export interface FailoverState {
  readonly Status?: "pending" | "failing-over" | "cancelling" | undefined;
  readonly FromDbClusterArn?: string | undefined;
  readonly ToDbClusterArn?: string | undefined;
  readonly IsDataLossAllowed?: boolean | undefined;
}
export type CreateDBInstanceErrors = "AuthorizationNotFound" | "DBParameterGroupNotFound" | "DBSubnetGroupDoesNotCoverEnoughAZs" | "InsufficientDBInstanceCapacity" | "InvalidSubnet" | "DBClusterNotFoundFault" | "VpcEncryptionControlViolationException" | "ProvisionedIopsNotAvailableInAZFault" | "StorageTypeNotSupported" | "OptionGroupNotFoundFault" | "NetworkTypeNotSupported" | "InstanceQuotaExceeded" | "StorageQuotaExceeded" | "BackupPolicyNotFoundFault" | "DomainNotFoundFault" | "CertificateNotFound" | "KMSKeyNotAccessibleFault" | "DBInstanceAlreadyExists" | "TenantDatabaseQuotaExceeded" | "DBSecurityGroupNotFound" | "InvalidVPCNetworkStateFault" | "InvalidDBClusterStateFault" | "DBSubnetGroupNotFoundFault" | "ValidationError" | "AccessDenied" | "InvalidParameterValue" | "InvalidParameterCombination";
export type DescribeDBInstancesErrors = "DBInstanceNotFound" | "ValidationError" | "AccessDenied" | "InvalidParameterValue" | "InvalidParameterCombination";
export type ModifyDBInstanceErrors = "AuthorizationNotFound" | "DBParameterGroupNotFound" | "InsufficientDBInstanceCapacity" | "VpcEncryptionControlViolationException" | "InvalidDBSecurityGroupState" | "ProvisionedIopsNotAvailableInAZFault" | "StorageTypeNotSupported" | "OptionGroupNotFoundFault" | "DBInstanceNotFound" | "NetworkTypeNotSupported" | "StorageQuotaExceeded" | "BackupPolicyNotFoundFault" | "DomainNotFoundFault" | "CertificateNotFound" | "InvalidDBInstanceState" | "KMSKeyNotAccessibleFault" | "DBInstanceAlreadyExists" | "DBUpgradeDependencyFailure" | "TenantDatabaseQuotaExceeded" | "DBSecurityGroupNotFound" | "InvalidVPCNetworkStateFault" | "InvalidDBClusterStateFault" | "ValidationError" | "AccessDenied" | "InvalidParameterValue" | "InvalidParameterCombination";
export type DeleteDBInstanceErrors = "DBInstanceAutomatedBackupQuotaExceeded" | "DBInstanceNotFound" | "InvalidDBClusterStateFault" | "SnapshotQuotaExceeded" | "InvalidDBInstanceState" | "KMSKeyNotAccessibleFault" | "DBSnapshotAlreadyExists" | "ValidationError" | "AccessDenied" | "InvalidParameterValue" | "InvalidParameterCombination";
export type CreateDBClusterErrors = "DBSubnetGroupDoesNotCoverEnoughAZs" | "InvalidDBSubnetGroupFault" | "DBClusterParameterGroupNotFound" | "InsufficientDBInstanceCapacity" | "InvalidSubnet" | "DBClusterNotFoundFault" | "VpcEncryptionControlViolationException" | "StorageTypeNotSupported" | "OptionGroupNotFoundFault" | "DBInstanceNotFound" | "DBClusterAlreadyExistsFault" | "InvalidGlobalClusterStateFault" | "NetworkTypeNotSupported" | "GlobalClusterNotFoundFault" | "StorageQuotaExceeded" | "DomainNotFoundFault" | "InsufficientStorageClusterCapacity" | "InvalidDBInstanceState" | "KMSKeyNotAccessibleFault" | "InvalidVPCNetworkStateFault" | "InvalidDBClusterStateFault" | "InvalidDBSubnetGroupStateFault" | "DBSubnetGroupNotFoundFault" | "DBClusterQuotaExceededFault" | "ValidationError" | "AccessDenied" | "InvalidParameterValue" | "InvalidParameterCombination";
export type DescribeDBClustersErrors = "DBClusterNotFoundFault" | "ValidationError" | "AccessDenied" | "InvalidParameterValue" | "InvalidParameterCombination";
export type ModifyDBClusterErrors = "StorageQuotaExceeded" | "DBParameterGroupNotFound" | "DomainNotFoundFault" | "InvalidDBInstanceState" | "KMSKeyNotAccessibleFault" | "DBClusterParameterGroupNotFound" | "DBInstanceAlreadyExists" | "InvalidSubnet" | "DBClusterNotFoundFault" | "VpcEncryptionControlViolationException" | "InvalidDBSecurityGroupState" | "StorageTypeNotAvailableFault" | "StorageTypeNotSupported" | "OptionGroupNotFoundFault" | "InvalidVPCNetworkStateFault" | "InvalidDBClusterStateFault" | "DBClusterAlreadyExistsFault" | "InvalidGlobalClusterStateFault" | "NetworkTypeNotSupported" | "InvalidDBSubnetGroupStateFault" | "DBSubnetGroupNotFoundFault" | "ValidationError" | "AccessDenied" | "InvalidParameterValue" | "InvalidParameterCombination";
export type DeleteDBClusterErrors = "InvalidDBClusterSnapshotStateFault" | "InvalidDBClusterStateFault" | "InvalidGlobalClusterStateFault" | "SnapshotQuotaExceeded" | "DBClusterSnapshotAlreadyExistsFault" | "KMSKeyNotAccessibleFault" | "DBClusterAutomatedBackupQuotaExceededFault" | "DBClusterNotFoundFault" | "ValidationError" | "AccessDenied" | "InvalidParameterValue" | "InvalidParameterCombination";
export type AddTagsToResourceErrors = "DBProxyNotFoundFault" | "DBSnapshotTenantDatabaseNotFoundFault" | "IntegrationNotFoundFault" | "TenantDatabaseNotFound" | "BlueGreenDeploymentNotFoundFault" | "DBSnapshotNotFound" | "DBProxyEndpointNotFoundFault" | "InvalidDBClusterEndpointStateFault" | "InvalidDBInstanceState" | "DBShardGroupNotFound" | "DBClusterNotFoundFault" | "DBInstanceNotFound" | "DBProxyTargetGroupNotFoundFault" | "InvalidDBClusterStateFault" | "ValidationError" | "AccessDenied" | "InvalidParameterValue" | "InvalidParameterCombination";
export type RemoveTagsFromResourceErrors = "DBProxyNotFoundFault" | "DBSnapshotTenantDatabaseNotFoundFault" | "IntegrationNotFoundFault" | "TenantDatabaseNotFound" | "BlueGreenDeploymentNotFoundFault" | "DBSnapshotNotFound" | "DBProxyEndpointNotFoundFault" | "InvalidDBClusterEndpointStateFault" | "InvalidDBInstanceState" | "DBShardGroupNotFound" | "DBClusterNotFoundFault" | "DBInstanceNotFound" | "DBProxyTargetGroupNotFoundFault" | "InvalidDBClusterStateFault" | "ValidationError" | "AccessDenied" | "InvalidParameterValue" | "InvalidParameterCombination";
export type ListTagsForResourceErrors = "DBProxyNotFoundFault" | "DBSnapshotTenantDatabaseNotFoundFault" | "IntegrationNotFoundFault" | "TenantDatabaseNotFound" | "BlueGreenDeploymentNotFoundFault" | "DBSnapshotNotFound" | "DBProxyEndpointNotFoundFault" | "DBShardGroupNotFound" | "DBClusterNotFoundFault" | "DBInstanceNotFound" | "DBProxyTargetGroupNotFoundFault" | "ValidationError" | "AccessDenied" | "InvalidParameterValue" | "InvalidParameterCombination";
export type DescribeDBEngineVersionsErrors = "ValidationError" | "AccessDenied" | "InvalidParameterValue" | "InvalidParameterCombination";
export type DescribeGlobalClustersErrors = "GlobalClusterNotFoundFault" | "ValidationError" | "AccessDenied" | "InvalidParameterValue" | "InvalidParameterCombination";
