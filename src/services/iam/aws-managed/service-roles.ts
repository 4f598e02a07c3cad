import { allow, type Fact, of } from './fact.ts';

/**
 * What AWS's services may do by the roles that are linked to them. Roles of services that are not
 * served here can be made as well; of a few of these the policy's name is known and its text is not.
 */
export const SERVICE_ROLES: readonly Fact[] = [
  // Services that are served here, or that use one.
  fact('AWSKeyManagementServiceCustomKeyStoresServiceRolePolicy', 2, '2023-11-10T19:03:34Z', [
    allow([
      'cloudhsm:Describe*',
      ...of(
        'ec2',
        'CreateNetworkInterface',
        'AuthorizeSecurityGroupIngress',
        'CreateSecurityGroup',
        'DescribeSecurityGroups',
        'RevokeSecurityGroupEgress',
        'DeleteSecurityGroup',
        'DescribeVpcs',
        'DescribeNetworkAcls',
        'DescribeNetworkInterfaces',
      ),
    ]),
  ]),
  fact('AWSKeyManagementServiceMultiRegionKeysServiceRolePolicy', 1, '2021-06-16T15:37:37Z', [
    allow(['kms:SynchronizeMultiRegionKey']),
  ]),
  fact('CloudTrailServiceRolePolicy', 1, '2018-10-24T21:21:44Z', [
    { Sid: 'CloudTrailFullAccess', ...allow(['cloudtrail:*']) },
    {
      Sid: 'AwsOrgsAccess',
      ...allow(
        of(
          'organizations',
          'DescribeAccount',
          'DescribeOrganization',
          'ListAccounts',
          'ListAWSServiceAccessForOrganization',
        ),
        ['*'],
      ),
    },
  ]),
  fact('AWSOrganizationsServiceTrustPolicy', 2, '2017-11-01T06:01:18Z', [
    {
      Sid: 'AllowDeletionOfServiceLinkedRoleForOrganizations',
      ...allow(
        ['iam:DeleteRole'],
        ['arn:aws:iam::*:role/aws-service-role/organizations.amazonaws.com/*'],
      ),
    },
    { Sid: 'AllowCreationOfServiceLinkedRoles', ...allow(['iam:CreateServiceLinkedRole']) },
  ]),
  fact('AWSResourceAccessManagerServiceRolePolicy', 1, '2018-11-14T19:28:28Z', [
    allow(
      of(
        'organizations',
        'DescribeAccount',
        'DescribeOrganization',
        'DescribeOrganizationalUnit',
        'ListAccounts',
        'ListAccountsForParent',
        'ListChildren',
        'ListOrganizationalUnitsForParent',
        'ListParents',
        'ListRoots',
      ),
    ),
    {
      Sid: 'AllowDeletionOfServiceLinkedRoleForResourceAccessManager',
      ...allow(['iam:DeleteRole'], ['arn:aws:iam::*:role/aws-service-role/ram.amazonaws.com/*']),
    },
  ]),
  fact('AmazonRDSServiceRolePolicy', 13, '2024-01-19T15:10:09Z', [
    { Sid: 'CrossRegionCommunication', ...allow(['rds:CrossRegionCommunication']) },
    {
      Sid: 'Ec2',
      ...allow(
        of(
          'ec2',
          'AllocateAddress',
          'AssociateAddress',
          'AuthorizeSecurityGroupIngress',
          'CreateCoipPoolPermission',
          'CreateLocalGatewayRouteTablePermission',
          'CreateNetworkInterface',
          'CreateSecurityGroup',
          'DeleteCoipPoolPermission',
          'DeleteLocalGatewayRouteTablePermission',
          'DeleteNetworkInterface',
          'DeleteSecurityGroup',
          'DescribeAddresses',
          'DescribeAvailabilityZones',
          'DescribeCoipPools',
          'DescribeInternetGateways',
          'DescribeLocalGatewayRouteTablePermissions',
          'DescribeLocalGatewayRouteTables',
          'DescribeLocalGatewayRouteTableVpcAssociations',
          'DescribeLocalGateways',
          'DescribeSecurityGroups',
          'DescribeSubnets',
          'DescribeVpcAttribute',
          'DescribeVpcs',
          'DisassociateAddress',
          'ModifyNetworkInterfaceAttribute',
          'ModifyVpcEndpoint',
          'ReleaseAddress',
          'RevokeSecurityGroupIngress',
          'CreateVpcEndpoint',
          'DescribeVpcEndpoints',
          'DeleteVpcEndpoints',
          'AssignPrivateIpAddresses',
          'UnassignPrivateIpAddresses',
        ),
      ),
    },
    { Sid: 'Sns', ...allow(['sns:Publish']) },
    {
      Sid: 'CloudWatchLogs',
      ...allow(['logs:CreateLogGroup'], rdsLogs('')),
    },
    {
      Sid: 'CloudWatchStreams',
      ...allow(
        of('logs', 'CreateLogStream', 'PutLogEvents', 'DescribeLogStreams'),
        rdsLogs(':log-stream:*'),
      ),
    },
    {
      Sid: 'Kinesis',
      ...allow(
        of(
          'kinesis',
          'CreateStream',
          'PutRecord',
          'PutRecords',
          'DescribeStream',
          'SplitShard',
          'MergeShards',
          'DeleteStream',
          'UpdateShardCount',
        ),
        ['arn:aws:kinesis:*:*:stream/aws-rds-das-*'],
      ),
    },
    { Sid: 'CloudWatch', ...metrics('AWS/DocDB', 'AWS/Neptune', 'AWS/RDS', 'AWS/Usage') },
    { Sid: 'SecretsManagerPassword', ...allow(['secretsmanager:GetRandomPassword']) },
    {
      Sid: 'SecretsManagerSecret',
      ...allow(
        of(
          'secretsmanager',
          'DeleteSecret',
          'DescribeSecret',
          'PutSecretValue',
          'RotateSecret',
          'UpdateSecret',
          'UpdateSecretVersionStage',
          'ListSecretVersionIds',
        ),
        ['arn:aws:secretsmanager:*:*:secret:rds!*'],
      ),
      Condition: { StringLike: ownedByRds() },
    },
    {
      Sid: 'SecretsManagerTags',
      ...allow('secretsmanager:TagResource', 'arn:aws:secretsmanager:*:*:secret:rds!*'),
      Condition: {
        'ForAllValues:StringEquals': {
          'aws:TagKeys': ['aws:rds:primaryDBInstanceArn', 'aws:rds:primaryDBClusterArn'],
        },
        StringLike: ownedByRds(),
      },
    },
  ]),
  fact('AWSECRPullThroughCache_ServiceRolePolicy', 2, '2023-11-13T15:23:16Z', [
    {
      Sid: 'ECR',
      ...allow(
        of(
          'ecr',
          'GetAuthorizationToken',
          'BatchCheckLayerAvailability',
          'InitiateLayerUpload',
          'UploadLayerPart',
          'CompleteLayerUpload',
          'PutImage',
        ),
      ),
    },
    {
      Sid: 'SecretsManager',
      ...allow(
        ['secretsmanager:GetSecretValue'],
        'arn:aws:secretsmanager:*:*:secret:ecr-pullthroughcache/*',
      ),
      // biome-ignore lint/suspicious/noTemplateCurlyInString: a policy variable
      Condition: { StringEquals: { 'aws:ResourceAccount': '${aws:PrincipalAccount}' } },
    },
  ]),
  fact('AWSSystemsManagerAccountDiscoveryServicePolicy', 3, '2022-10-17T20:25:02Z', [
    allow(
      of(
        'organizations',
        'DescribeAccount',
        'DescribeOrganization',
        'DescribeOrganizationalUnit',
        'ListRoots',
        'ListAccounts',
        'ListAWSServiceAccessForOrganization',
        'ListChildren',
        'ListParents',
        'ListDelegatedServicesForAccount',
        'ListDelegatedAdministrators',
      ),
    ),
  ]),
  // Services that are not here: what fits a few lines.
  fact('CertificateManagerServiceRolePolicy', 1, '2020-06-25T17:56:49Z', [
    allow(of('acm-pca', 'IssueCertificate', 'GetCertificate')),
  ]),
  fact('AWSAppMeshServiceRolePolicy', 3, '2023-10-10T16:46:37Z', [
    {
      Sid: 'CloudMapServiceDiscovery',
      ...allow(of('servicediscovery', 'DiscoverInstances', 'DiscoverInstancesRevision')),
    },
    { Sid: 'ACMCertificateVerification', ...allow(['acm:DescribeCertificate']) },
  ]),
  fact('AWSAutoScalingPlansEC2AutoScalingPolicy', 1, '2018-08-23T22:46:59Z', [
    allow([
      'cloudwatch:GetMetricData',
      ...of(
        'autoscaling',
        'DescribeAutoScalingGroups',
        'DescribeScheduledActions',
        'BatchPutScheduledUpdateGroupAction',
        'BatchDeleteScheduledAction',
      ),
    ]),
  ]),
  fact('AWSDMSFleetAdvisorServiceRolePolicy', 1, '2023-03-06T09:10:42Z', [
    {
      ...allow('cloudwatch:PutMetricData'),
      Condition: { StringEquals: { 'cloudwatch:namespace': 'AWS/DMS/FleetAdvisor' } },
    },
  ]),
  fact('AmazonCognitoIdpEmailServiceRolePolicy', 1, '2019-03-21T21:32:25Z', [
    allow(of('ses', 'SendEmail', 'SendRawEmail')),
    { Effect: 'Deny', Action: ['ses:List*'], Resource: '*' },
  ]),
  fact('AWSUserNotificationsServiceLinkedRolePolicy', 1, '2023-04-19T13:28:34Z', [
    allow(
      of(
        'events',
        'DescribeRule',
        'PutRule',
        'PutTargets',
        'DeleteRule',
        'ListTargetsByRule',
        'RemoveTargets',
      ),
      ['arn:aws:events:*:*:rule/AWSUserNotificationsManagedRule-*'],
    ),
    {
      ...allow('cloudwatch:PutMetricData'),
      Condition: { StringEquals: { 'cloudwatch:namespace': 'AWS/Notifications' } },
    },
  ]),
  fact('AmazonEMRServerlessServiceRolePolicy', 3, '2024-01-25T18:21:43Z', [
    {
      Sid: 'EC2PolicyStatement',
      ...allow(
        of(
          'ec2',
          'CreateNetworkInterface',
          'DeleteNetworkInterface',
          'DescribeNetworkInterfaces',
          'DescribeSecurityGroups',
          'DescribeSubnets',
          'DescribeVpcs',
          'DescribeDhcpOptions',
          'DescribeRouteTables',
        ),
      ),
    },
    { Sid: 'CloudWatchPolicyStatement', ...metrics('AWS/EMRServerless', 'AWS/Usage') },
  ]),
  fact('ECRReplicationServiceRolePolicy', 1, '2020-12-04T22:11:28Z', [
    allow(of('ecr', 'CreateRepository', 'ReplicateImage')),
  ]),
  fact('AWSRolesAnywhereServicePolicy', 1, '2022-07-05T15:26:11Z', [
    metrics('AWS/RolesAnywhere', 'AWS/Usage'),
    allow(
      of('acm-pca', 'GetCertificateAuthorityCertificate', 'DescribeCertificateAuthority'),
      'arn:aws:acm-pca:*:*:*',
    ),
  ]),
  fact('AmazonSESServiceRolePolicy', 1, '2024-05-21T16:02:20Z', [
    {
      Sid: 'AllowPutMetricDataToSESCloudWatchNamespaces',
      ...allow('cloudwatch:PutMetricData'),
      Condition: {
        StringLike: {
          'cloudwatch:namespace': ['AWS/SES', 'AWS/SES/MailManager', 'AWS/SES/Addons'],
        },
      },
    },
  ]),
  fact('WAFLoggingServiceRolePolicy', 1, '2018-08-24T21:05:47Z', [
    allow(of('firehose', 'PutRecord', 'PutRecordBatch'), [
      'arn:aws:firehose:*:*:deliverystream/aws-waf-logs-*',
    ]),
  ]),
  // And those of which the name must do.
  fact('AWSCodeStarNotificationsServiceRolePolicy', 4, '2020-03-19T16:01:55Z'),
  fact('AmazonEKSConnectorServiceRolePolicy', 1, '2021-09-04T20:31:08Z'),
  fact('AWSServiceRoleForAmazonEKSNodegroup', 11, '2026-02-17T18:42:07Z'),
  fact('AmazonEKSServiceRolePolicy', 2, '2020-05-27T19:30:19Z'),
  fact('ElastiCacheServiceRolePolicy', 4, '2023-11-28T03:05:37Z'),
  fact('AWSElasticBeanstalkServiceRolePolicy', 6, '2019-06-06T21:59:51Z'),
  fact('AmazonGrafanaServiceLinkedRolePolicy', 1, '2022-11-08T23:10:33Z'),
  fact('AWSServiceRoleForImageBuilder', 19, '2023-10-19T21:30:10Z'),
  fact('AWSIoTManagedIntegrationsRolePolicy', 1, '2025-03-05T21:22:06Z'),
  fact('KafkaConnectServiceRolePolicy', 1, '2021-09-07T13:12:44Z'),
  fact('AutoScalingServiceRolePolicy', 1, '2018-01-08T23:10:55Z'),
  fact('AmazonMQServiceRolePolicy', 1, '2020-11-04T16:07:17Z'),
  fact('AmazonOpenSearchServiceRolePolicy', 7, '2023-10-23T07:07:31Z'),
  fact('AWSSystemsManagerOpsDataSyncServiceRolePolicy', 2, '2023-06-28T22:53:43Z'),
  fact('AWSResourceExplorerServiceRolePolicy', 16, '2025-09-04T01:04:07Z'),
  fact('AWSS3OnOutpostsServiceRolePolicy', 1, '2023-10-03T20:32:36Z'),
  fact('BatchServiceRolePolicy', 5, '2022-05-18T20:05:56Z'),
];

/** When a policy was first made is not told where its versions are more than one. */
function fact(
  name: string,
  version: number,
  created: string,
  statements?: readonly object[],
): Fact {
  return {
    name,
    path: '/aws-service-role/',
    version,
    created,
    ...(statements && { statements }),
  };
}

function rdsLogs(rest: string): readonly string[] {
  return ['rds', 'docdb', 'neptune'].map(
    (service) => `arn:aws:logs:*:*:log-group:/aws/${service}/*${rest}`,
  );
}

function metrics(...namespaces: readonly string[]) {
  return {
    ...allow(['cloudwatch:PutMetricData']),
    Condition: { StringEquals: { 'cloudwatch:namespace': namespaces } },
  };
}

function ownedByRds() {
  return { 'secretsmanager:ResourceTag/aws:secretsmanager:owningService': 'rds' };
}
