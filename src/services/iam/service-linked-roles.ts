/** Roles that belong to a service: whom they trust, and what they are called. */
export interface ServiceLinkedRole {
  readonly name: string;
  /** The AWS-managed policy that says what the service may do by it. */
  readonly policy: string;
  readonly description?: string;
  /** Several may be made, told apart by a suffix. */
  readonly suffixes?: true;
}

/** The role of a service, by the service's principal. */
export const serviceLinkedRole = (service: string): ServiceLinkedRole | undefined =>
  Object.hasOwn(ROLES, service) ? ROLES[service] : undefined;

const ROLES: { readonly [service: string]: ServiceLinkedRole } = {
  'accountdiscovery.ssm.amazonaws.com': {
    name: 'AWSServiceRoleForAmazonSSM_AccountDiscovery',
    policy: 'AWSSystemsManagerAccountDiscoveryServicePolicy',
  },
  'acm.amazonaws.com': {
    name: 'AWSServiceRoleForCertificateManager',
    policy: 'CertificateManagerServiceRolePolicy',
  },
  'appmesh.amazonaws.com': {
    name: 'AWSServiceRoleForAppMesh',
    policy: 'AWSAppMeshServiceRolePolicy',
  },
  'autoscaling-plans.amazonaws.com': {
    name: 'AWSServiceRoleForAutoScalingPlans_EC2AutoScaling',
    policy: 'AWSAutoScalingPlansEC2AutoScalingPolicy',
  },
  'autoscaling.amazonaws.com': {
    name: 'AWSServiceRoleForAutoScaling',
    policy: 'AutoScalingServiceRolePolicy',
    suffixes: true,
  },
  'batch.amazonaws.com': { name: 'AWSServiceRoleForBatch', policy: 'BatchServiceRolePolicy' },
  'cks.kms.amazonaws.com': {
    name: 'AWSServiceRoleForKeyManagementServiceCustomKeyStores',
    policy: 'AWSKeyManagementServiceCustomKeyStoresServiceRolePolicy',
  },
  'cloudtrail.amazonaws.com': {
    name: 'AWSServiceRoleForCloudTrail',
    policy: 'CloudTrailServiceRolePolicy',
  },
  'codestar-notifications.amazonaws.com': {
    name: 'AWSServiceRoleForCodeStarNotifications',
    policy: 'AWSCodeStarNotificationsServiceRolePolicy',
  },
  'dms-fleet-advisor.amazonaws.com': {
    name: 'AWSServiceRoleForDMSFleetAdvisor',
    policy: 'AWSDMSFleetAdvisorServiceRolePolicy',
  },
  'eks-connector.amazonaws.com': {
    name: 'AWSServiceRoleForAmazonEKSConnector',
    policy: 'AmazonEKSConnectorServiceRolePolicy',
  },
  'eks-nodegroup.amazonaws.com': {
    name: 'AWSServiceRoleForAmazonEKSNodegroup',
    policy: 'AWSServiceRoleForAmazonEKSNodegroup',
  },
  'eks.amazonaws.com': {
    name: 'AWSServiceRoleForAmazonEKS',
    policy: 'AmazonEKSServiceRolePolicy',
  },
  'elasticache.amazonaws.com': {
    name: 'AWSServiceRoleForElastiCache',
    policy: 'ElastiCacheServiceRolePolicy',
  },
  'elasticbeanstalk.amazonaws.com': {
    name: 'AWSServiceRoleForElasticBeanstalk',
    policy: 'AWSElasticBeanstalkServiceRolePolicy',
  },
  'email.cognito-idp.amazonaws.com': {
    name: 'AWSServiceRoleForAmazonCognitoIdpEmailService',
    policy: 'AmazonCognitoIdpEmailServiceRolePolicy',
  },
  'grafana.amazonaws.com': {
    name: 'AWSServiceRoleForAmazonGrafana',
    policy: 'AmazonGrafanaServiceLinkedRolePolicy',
  },
  'imagebuilder.amazonaws.com': {
    name: 'AWSServiceRoleForImageBuilder',
    policy: 'AWSServiceRoleForImageBuilder',
  },
  'iotmanagedintegrations.amazonaws.com': {
    name: 'AWSServiceRoleForIoTManagedIntegrations',
    policy: 'AWSIoTManagedIntegrationsRolePolicy',
  },
  'kafkaconnect.amazonaws.com': {
    name: 'AWSServiceRoleForKafkaConnect',
    policy: 'KafkaConnectServiceRolePolicy',
  },
  'mq.amazonaws.com': { name: 'AWSServiceRoleForAmazonMQ', policy: 'AmazonMQServiceRolePolicy' },
  'mrk.kms.amazonaws.com': {
    name: 'AWSServiceRoleForKeyManagementServiceMultiRegionKeys',
    policy: 'AWSKeyManagementServiceMultiRegionKeysServiceRolePolicy',
  },
  'notifications.amazonaws.com': {
    name: 'AWSServiceRoleForAwsUserNotifications',
    policy: 'AWSUserNotificationsServiceLinkedRolePolicy',
  },
  'opensearchservice.amazonaws.com': {
    name: 'AWSServiceRoleForAmazonOpenSearchService',
    policy: 'AmazonOpenSearchServiceRolePolicy',
  },
  'ops.emr-serverless.amazonaws.com': {
    name: 'AWSServiceRoleForAmazonEMRServerless',
    policy: 'AmazonEMRServerlessServiceRolePolicy',
  },
  'opsdatasync.ssm.amazonaws.com': {
    name: 'AWSServiceRoleForSystemsManagerOpsDataSync',
    policy: 'AWSSystemsManagerOpsDataSyncServiceRolePolicy',
  },
  'organizations.amazonaws.com': {
    name: 'AWSServiceRoleForOrganizations',
    policy: 'AWSOrganizationsServiceTrustPolicy',
  },
  'pullthroughcache.ecr.amazonaws.com': {
    name: 'AWSServiceRoleForECRPullThroughCache',
    policy: 'AWSECRPullThroughCache_ServiceRolePolicy',
  },
  'ram.amazonaws.com': {
    name: 'AWSServiceRoleForResourceAccessManager',
    policy: 'AWSResourceAccessManagerServiceRolePolicy',
  },
  'rds.amazonaws.com': {
    name: 'AWSServiceRoleForRDS',
    policy: 'AmazonRDSServiceRolePolicy',
    description: 'Allows Amazon RDS to manage AWS resources on your behalf',
  },
  'replication.ecr.amazonaws.com': {
    name: 'AWSServiceRoleForECRReplication',
    policy: 'ECRReplicationServiceRolePolicy',
  },
  'resource-explorer-2.amazonaws.com': {
    name: 'AWSServiceRoleForResourceExplorer',
    policy: 'AWSResourceExplorerServiceRolePolicy',
  },
  'rolesanywhere.amazonaws.com': {
    name: 'AWSServiceRoleForRolesAnywhere',
    policy: 'AWSRolesAnywhereServicePolicy',
  },
  's3-outposts.amazonaws.com': {
    name: 'AWSServiceRoleForS3OnOutposts',
    policy: 'AWSS3OnOutpostsServiceRolePolicy',
  },
  'ses.amazonaws.com': {
    name: 'AWSServiceRoleForAmazonSES',
    policy: 'AmazonSESServiceRolePolicy',
  },
  'waf.amazonaws.com': {
    name: 'AWSServiceRoleForWAFLogging',
    policy: 'WAFLoggingServiceRolePolicy',
  },
};
