import { allow, type Fact, of } from './fact.ts';

// biome-ignore lint/suspicious/noTemplateCurlyInString: a policy variable
const HIMSELF = 'arn:aws:iam::*:user/${aws:username}';

/** What is given along with the policies of the services that are here: to users, to databases, to machines. */
export const NEIGHBOURS: readonly Fact[] = [
  {
    name: 'IAMSelfManageServiceSpecificCredentials',
    description: 'Allows an IAM user to manage their own Service Specific Credentials.',
    version: 1,
    created: '2016-12-22T17:25:18Z',
    statements: [
      allow(
        of(
          'iam',
          'CreateServiceSpecificCredential',
          'ListServiceSpecificCredentials',
          'UpdateServiceSpecificCredential',
          'DeleteServiceSpecificCredential',
          'ResetServiceSpecificCredential',
        ),
        HIMSELF,
      ),
    ],
  },
  {
    name: 'IAMUserSSHKeys',
    description: 'Provides the ability for an IAM user to manage their own SSH keys.',
    version: 1,
    created: '2015-07-09T17:08:54Z',
    statements: [
      allow(
        of(
          'iam',
          'DeleteSSHPublicKey',
          'GetSSHPublicKey',
          'ListSSHPublicKeys',
          'UpdateSSHPublicKey',
          'UploadSSHPublicKey',
        ),
        HIMSELF,
      ),
    ],
  },
  {
    name: 'AWSAccountManagementFullAccess',
    version: 1,
    created: '2021-09-30T23:20:37Z',
    statements: [allow('account:*')],
  },
  {
    name: 'AWSAccountManagementReadOnlyAccess',
    version: 1,
    created: '2021-09-30T23:29:53Z',
    statements: [allow(['account:Get*', 'account:List*'])],
  },
  {
    name: 'AWSResourceAccessManagerResourceShareParticipantAccess',
    version: 1,
    created: '2019-12-09T20:41:37Z',
    statements: [
      allow(
        of(
          'ram',
          'AcceptResourceShareInvitation',
          'GetResourcePolicies',
          'GetResourceShareInvitations',
          'GetResourceShares',
          'ListPendingInvitationResources',
          'ListPrincipals',
          'ListResources',
          'RejectResourceShareInvitation',
        ),
      ),
    ],
  },
  {
    name: 'AmazonEC2FullAccess',
    description: 'Provides full access to Amazon EC2 via the AWS Management Console.',
    version: 5,
    created: '2015-02-06T18:40:15Z',
    updated: '2018-11-27T02:16:56Z',
    statements: [
      allow('ec2:*'),
      allow('elasticloadbalancing:*'),
      allow('cloudwatch:*'),
      allow('autoscaling:*'),
      {
        ...allow('iam:CreateServiceLinkedRole'),
        Condition: {
          StringEquals: {
            'iam:AWSServiceName': [
              'autoscaling.amazonaws.com',
              'ec2scheduled.amazonaws.com',
              'elasticloadbalancing.amazonaws.com',
              'spot.amazonaws.com',
              'spotfleet.amazonaws.com',
              'transitgateway.amazonaws.com',
            ],
          },
        },
      },
    ],
  },
  {
    name: 'AmazonSSMReadOnlyAccess',
    description: 'Provides read only access to Amazon SSM.',
    version: 1,
    created: '2015-05-29T17:44:19Z',
    statements: [allow(of('ssm', 'Describe*', 'Get*', 'List*'))],
  },
  {
    name: 'AmazonSSMFullAccess',
    description: 'Provides full access to Amazon SSM.',
    version: 4,
    created: '2015-05-29T17:39:47Z',
    updated: '2019-11-20T20:08:56Z',
    statements: [
      allow([
        'cloudwatch:PutMetricData',
        ...of('ds', 'CreateComputer', 'DescribeDirectories'),
        'ec2:DescribeInstanceStatus',
        'logs:*',
        'ssm:*',
        'ec2messages:*',
      ]),
      {
        ...allow('iam:CreateServiceLinkedRole', ssmRole()),
        Condition: { StringLike: { 'iam:AWSServiceName': 'ssm.amazonaws.com' } },
      },
      allow(of('iam', 'DeleteServiceLinkedRole', 'GetServiceLinkedRoleDeletionStatus'), ssmRole()),
      allow(
        of(
          'ssmmessages',
          'CreateControlChannel',
          'CreateDataChannel',
          'OpenControlChannel',
          'OpenDataChannel',
        ),
      ),
    ],
  },
  {
    name: 'CloudWatchLogsReadOnlyAccess',
    description: 'Provides read only access to CloudWatch Logs',
    version: 6,
    created: '2015-02-06T18:40:03Z',
    updated: '2023-11-26T18:11:33Z',
    statements: [
      {
        Sid: 'CloudWatchLogsReadOnlyAccess',
        ...allow([
          ...of(
            'logs',
            'Describe*',
            'Get*',
            'List*',
            'StartQuery',
            'StopQuery',
            'TestMetricFilter',
            'FilterLogEvents',
            'StartLiveTail',
            'StopLiveTail',
          ),
          'cloudwatch:GenerateQuery',
        ]),
      },
    ],
  },
  {
    name: 'AmazonRDSDataFullAccess',
    version: 3,
    created: '2018-11-20T21:29:36Z',
    updated: '2019-11-20T21:58:46Z',
    statements: [
      {
        Sid: 'SecretsManagerDbCredentialsAccess',
        ...allow(
          of(
            'secretsmanager',
            'GetSecretValue',
            'PutResourcePolicy',
            'PutSecretValue',
            'DeleteSecret',
            'DescribeSecret',
            'TagResource',
          ),
          'arn:aws:secretsmanager:*:*:secret:rds-db-credentials/*',
        ),
      },
      {
        Sid: 'RDSDataServiceAccess',
        ...allow([
          ...of(
            'dbqms',
            'CreateFavoriteQuery',
            'DescribeFavoriteQueries',
            'UpdateFavoriteQuery',
            'DeleteFavoriteQueries',
            'GetQueryString',
            'CreateQueryHistory',
            'DescribeQueryHistory',
            'UpdateQueryHistory',
            'DeleteQueryHistory',
          ),
          ...of(
            'rds-data',
            'ExecuteSql',
            'ExecuteStatement',
            'BatchExecuteStatement',
            'BeginTransaction',
            'CommitTransaction',
            'RollbackTransaction',
          ),
          ...of('secretsmanager', 'CreateSecret', 'ListSecrets', 'GetRandomPassword'),
          'tag:GetResources',
        ]),
      },
    ],
  },
  {
    name: 'AmazonRDSEnhancedMonitoringRole',
    path: '/service-role/',
    description: 'Provides access to Cloudwatch for RDS Enhanced Monitoring',
    version: 1,
    created: '2015-11-11T19:58:29Z',
    statements: [
      {
        Sid: 'EnableCreationAndManagementOfRDSCloudwatchLogGroups',
        ...allow(of('logs', 'CreateLogGroup', 'PutRetentionPolicy'), [
          'arn:aws:logs:*:*:log-group:RDS*',
        ]),
      },
      {
        Sid: 'EnableCreationAndManagementOfRDSCloudwatchLogStreams',
        ...allow(
          of('logs', 'CreateLogStream', 'PutLogEvents', 'DescribeLogStreams', 'GetLogEvents'),
          ['arn:aws:logs:*:*:log-group:RDS*:log-stream:*'],
        ),
      },
    ],
  },
];

function ssmRole(): string {
  return 'arn:aws:iam::*:role/aws-service-role/ssm.amazonaws.com/AWSServiceRoleForAmazonSSM*';
}
