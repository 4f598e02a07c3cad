import { allow, type Fact, of } from './fact.ts';
import { linked, metrics } from './linked.ts';

/**
 * The same of services that are not here, whose roles can be made as well. Of a few of these the
 * policy's name is known and its text is not.
 */
export const OTHER_SERVICE_ROLES: readonly Fact[] = [
  linked('CertificateManagerServiceRolePolicy', 1, '2020-06-25T17:56:49Z', [
    allow(of('acm-pca', 'IssueCertificate', 'GetCertificate')),
  ]),
  linked('AWSAppMeshServiceRolePolicy', 3, '2023-10-10T16:46:37Z', [
    {
      Sid: 'CloudMapServiceDiscovery',
      ...allow(of('servicediscovery', 'DiscoverInstances', 'DiscoverInstancesRevision')),
    },
    { Sid: 'ACMCertificateVerification', ...allow(['acm:DescribeCertificate']) },
  ]),
  linked('AWSAutoScalingPlansEC2AutoScalingPolicy', 1, '2018-08-23T22:46:59Z', [
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
  linked('AWSDMSFleetAdvisorServiceRolePolicy', 1, '2023-03-06T09:10:42Z', [
    {
      ...allow('cloudwatch:PutMetricData'),
      Condition: { StringEquals: { 'cloudwatch:namespace': 'AWS/DMS/FleetAdvisor' } },
    },
  ]),
  linked('AmazonCognitoIdpEmailServiceRolePolicy', 1, '2019-03-21T21:32:25Z', [
    allow(of('ses', 'SendEmail', 'SendRawEmail')),
    { Effect: 'Deny', Action: ['ses:List*'], Resource: '*' },
  ]),
  linked('AWSUserNotificationsServiceLinkedRolePolicy', 1, '2023-04-19T13:28:34Z', [
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
  linked('AmazonEMRServerlessServiceRolePolicy', 3, '2024-01-25T18:21:43Z', [
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
  linked('ECRReplicationServiceRolePolicy', 1, '2020-12-04T22:11:28Z', [
    allow(of('ecr', 'CreateRepository', 'ReplicateImage')),
  ]),
  linked('AWSRolesAnywhereServicePolicy', 1, '2022-07-05T15:26:11Z', [
    metrics('AWS/RolesAnywhere', 'AWS/Usage'),
    allow(
      of('acm-pca', 'GetCertificateAuthorityCertificate', 'DescribeCertificateAuthority'),
      'arn:aws:acm-pca:*:*:*',
    ),
  ]),
  linked('AmazonSESServiceRolePolicy', 1, '2024-05-21T16:02:20Z', [
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
  linked('WAFLoggingServiceRolePolicy', 1, '2018-08-24T21:05:47Z', [
    allow(of('firehose', 'PutRecord', 'PutRecordBatch'), [
      'arn:aws:firehose:*:*:deliverystream/aws-waf-logs-*',
    ]),
  ]),
  // And those of which the name must do.
  linked('AWSCodeStarNotificationsServiceRolePolicy', 4, '2020-03-19T16:01:55Z'),
  linked('AmazonEKSConnectorServiceRolePolicy', 1, '2021-09-04T20:31:08Z'),
  linked('AWSServiceRoleForAmazonEKSNodegroup', 11, '2026-02-17T18:42:07Z'),
  linked('AmazonEKSServiceRolePolicy', 2, '2020-05-27T19:30:19Z'),
  linked('ElastiCacheServiceRolePolicy', 4, '2023-11-28T03:05:37Z'),
  linked('AWSElasticBeanstalkServiceRolePolicy', 6, '2019-06-06T21:59:51Z'),
  linked('AmazonGrafanaServiceLinkedRolePolicy', 1, '2022-11-08T23:10:33Z'),
  linked('AWSServiceRoleForImageBuilder', 19, '2023-10-19T21:30:10Z'),
  linked('AWSIoTManagedIntegrationsRolePolicy', 1, '2025-03-05T21:22:06Z'),
  linked('KafkaConnectServiceRolePolicy', 1, '2021-09-07T13:12:44Z'),
  linked('AutoScalingServiceRolePolicy', 1, '2018-01-08T23:10:55Z'),
  linked('AmazonMQServiceRolePolicy', 1, '2020-11-04T16:07:17Z'),
  linked('AmazonOpenSearchServiceRolePolicy', 7, '2023-10-23T07:07:31Z'),
  linked('AWSSystemsManagerOpsDataSyncServiceRolePolicy', 2, '2023-06-28T22:53:43Z'),
  linked('AWSResourceExplorerServiceRolePolicy', 16, '2025-09-04T01:04:07Z'),
  linked('AWSS3OnOutpostsServiceRolePolicy', 1, '2023-10-03T20:32:36Z'),
  linked('BatchServiceRolePolicy', 5, '2022-05-18T20:05:56Z'),
];
