import { allow, type Fact, of } from './fact.ts';

/** What AWS's policies say about trails and logs. */
export const TRAILS: readonly Fact[] = [
  {
    name: 'AWSCloudTrail_FullAccess',
    description: 'Provides full access to AWS CloudTrail.',
    version: 3,
    created: '2020-10-08T23:41:00Z',
    updated: '2021-02-22T19:01:00Z',
    statements: [
      allow(of('sns', 'AddPermission', 'CreateTopic', 'SetTopicAttributes', 'GetTopicAttributes'), [
        'arn:aws:sns:*:*:aws-cloudtrail-logs*',
      ]),
      allow(['sns:ListTopics']),
      allow(of('s3', 'CreateBucket', 'PutBucketPolicy', 'PutBucketPublicAccessBlock'), [
        'arn:aws:s3:::aws-cloudtrail-logs*',
      ]),
      allow(of('s3', 'ListAllMyBuckets', 'GetBucketLocation', 'GetBucketPolicy')),
      allow('cloudtrail:*'),
      allow(['logs:CreateLogGroup'], ['arn:aws:logs:*:*:log-group:aws-cloudtrail-logs*']),
      allow(of('iam', 'ListRoles', 'GetRolePolicy', 'GetUser')),
      {
        ...allow(['iam:PassRole']),
        Condition: { StringEquals: { 'iam:PassedToService': 'cloudtrail.amazonaws.com' } },
      },
      allow(of('kms', 'CreateKey', 'CreateAlias', 'ListKeys', 'ListAliases')),
      allow(['lambda:ListFunctions']),
      allow(of('dynamodb', 'ListGlobalTables', 'ListTables')),
    ],
  },
  {
    name: 'AWSCloudTrail_ReadOnlyAccess',
    description: 'Provides read only access to AWS CloudTrail.',
    version: 1,
    created: '2022-06-14T17:19:44Z',
    statements: [
      allow([
        'cloudtrail:Get*',
        'cloudtrail:Describe*',
        'cloudtrail:List*',
        'cloudtrail:LookupEvents',
      ]),
    ],
  },
  {
    name: 'CloudWatchLogsFullAccess',
    description: 'Provides full access to CloudWatch Logs',
    version: 3,
    created: '2015-02-06T18:40:02Z',
    updated: '2025-05-20T17:07:06Z',
    statements: [
      {
        Sid: 'CloudWatchLogsFullAccess',
        ...allow(['logs:*', ...of('cloudwatch', 'GenerateQuery', 'GenerateQueryResultsSummary')]),
      },
    ],
  },
];
