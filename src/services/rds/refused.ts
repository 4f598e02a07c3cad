/** Parameters that nobody can honour for a server that somebody else runs, and why. */

interface Refusal {
  readonly why: string;
  /** The value that asks for nothing. */
  readonly harmless?: unknown;
}

export type Refusals = { readonly [member: string]: Refusal };

type Fail = (code: 'InvalidParameterValue', message: string) => Error;

/** Refuses the first parameter that asks for what is not done here. */
export function refuseUnservable(input: object, refusals: Refusals, error: Fail): void {
  const given = input as { readonly [member: string]: unknown };
  for (const [member, { why, harmless }] of Object.entries(refusals)) {
    const value = given[member];
    if (value === undefined || value === harmless || value === '') continue;
    if (Array.isArray(value) && value.length === 0) continue;
    throw error('InvalidParameterValue', `${member} cannot be given: ${why}`);
  }
}

const STORAGE = 'Lockstead has no part in how the server keeps its data, and cannot encrypt it.';
const NETWORK = 'Lockstead has no part in the network that the server is in, and cannot fence it.';
const DIRECTORY = 'Lockstead does not join servers to a directory.';
const MONITORING = 'Lockstead does not monitor the server.';
const LOGS = 'Lockstead does not fetch the logs of the server.';
const IAM = 'Lockstead does not serve IAM database authentication: users log in with passwords.';
const CUSTOM = 'Lockstead does not serve RDS Custom, nor multitenant databases.';
const OTHERS = 'Lockstead makes nothing beside the registration that it could tag.';
const ENGINE = 'The engines that can be registered do not take it.';
const HARDWARE = 'Lockstead cannot change what the server runs on.';

/** What instances and clusters have in common. */
const COMMON: Refusals = {
  VpcSecurityGroupIds: { why: NETWORK },
  StorageEncrypted: { why: STORAGE, harmless: false },
  KmsKeyId: { why: STORAGE },
  Domain: { why: DIRECTORY },
  DomainIAMRoleName: { why: DIRECTORY },
  MonitoringInterval: { why: MONITORING, harmless: 0 },
  MonitoringRoleArn: { why: MONITORING },
  DatabaseInsightsMode: { why: MONITORING, harmless: 'standard' },
  EnablePerformanceInsights: { why: MONITORING, harmless: false },
  PerformanceInsightsKMSKeyId: { why: MONITORING },
  PerformanceInsightsRetentionPeriod: { why: MONITORING },
  EnableIAMDatabaseAuthentication: { why: IAM, harmless: false },
  MasterUserAuthenticationType: { why: IAM, harmless: 'password' },
  EnableCloudwatchLogsExports: { why: LOGS },
  CloudwatchLogsExportConfiguration: { why: LOGS },
  CACertificateIdentifier: { why: 'The server shows its own certificate, and none of RDS.' },
  DBSystemId: { why: CUSTOM },
  TagSpecifications: { why: OTHERS },
  AwsBackupRecoveryPointArn: { why: 'Lockstead takes no backups.' },
};

/** Of CreateDBInstance and ModifyDBInstance. */
export const INSTANCE_REFUSALS: Refusals = {
  ...COMMON,
  DBSecurityGroups: { why: NETWORK },
  EnableCustomerOwnedIp: { why: NETWORK, harmless: false },
  TdeCredentialArn: { why: STORAGE },
  TdeCredentialPassword: { why: STORAGE },
  DomainFqdn: { why: DIRECTORY },
  DomainOu: { why: DIRECTORY },
  DomainAuthSecretArn: { why: DIRECTORY },
  DomainDnsIps: { why: DIRECTORY },
  DisableDomain: { why: DIRECTORY, harmless: true },
  ProcessorFeatures: { why: HARDWARE },
  UseDefaultProcessorFeatures: { why: HARDWARE, harmless: true },
  AdditionalStorageVolumes: { why: HARDWARE },
  DedicatedLogVolume: { why: HARDWARE, harmless: false },
  CharacterSetName: { why: ENGINE },
  NcharCharacterSetName: { why: ENGINE },
  Timezone: { why: ENGINE },
  CustomIamInstanceProfile: { why: CUSTOM },
  MultiTenant: { why: CUSTOM, harmless: false },
  ReplicaMode: { why: CUSTOM },
  AutomationMode: { why: CUSTOM },
  ResumeFullAutomationModeMinutes: { why: CUSTOM },
  BackupTarget: { why: 'Lockstead takes no backups.', harmless: 'region' },
  CertificateRotationRestart: { why: 'Lockstead does not restart servers.', harmless: false },
};

const GLOBAL = 'Lockstead serves no global clusters.';
const SERVERLESS = 'Lockstead does not scale servers.';
const REPLICATION = 'Lockstead does not replicate databases.';

/** Of CreateDBCluster and ModifyDBCluster. */
export const CLUSTER_REFUSALS: Refusals = {
  ...COMMON,
  ReplicationSourceIdentifier: { why: REPLICATION },
  PreSignedUrl: { why: REPLICATION },
  BacktrackWindow: { why: 'Lockstead takes no backups.', harmless: 0 },
  EngineMode: { why: SERVERLESS, harmless: 'provisioned' },
  AllowEngineModeChange: { why: SERVERLESS, harmless: false },
  ScalingConfiguration: { why: SERVERLESS },
  ServerlessV2ScalingConfiguration: { why: SERVERLESS },
  ClusterScalabilityType: { why: SERVERLESS, harmless: 'standard' },
  EnableLimitlessDatabase: { why: SERVERLESS, harmless: false },
  WithExpressConfiguration: { why: 'Lockstead provisions no servers.', harmless: false },
  CharacterSetName: { why: ENGINE },
  RdsCustomClusterConfiguration: { why: CUSTOM },
  GlobalClusterIdentifier: { why: GLOBAL },
  EnableGlobalWriteForwarding: { why: GLOBAL, harmless: false },
  EnableLocalWriteForwarding: { why: 'Lockstead does not forward writes.', harmless: false },
  EnableHttpEndpoint: { why: 'Lockstead serves no Data API.', harmless: false },
};
