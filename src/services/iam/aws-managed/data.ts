import { allow, type Fact, of } from './fact.ts';

/** What AWS's policies say about databases and buckets. */
export const DATA: readonly Fact[] = [
  {
    name: 'AmazonRDSFullAccess',
    description: 'Provides full access to Amazon RDS via the AWS Management Console.',
    version: 13,
    created: '2015-02-06T18:40:52Z',
    updated: '2023-04-14T12:27:01Z',
    statements: [
      allow([
        'rds:*',
        ...of(
          'application-autoscaling',
          'DeleteScalingPolicy',
          'DeregisterScalableTarget',
          'DescribeScalableTargets',
          'DescribeScalingActivities',
          'DescribeScalingPolicies',
          'PutScalingPolicy',
          'RegisterScalableTarget',
        ),
        ...of(
          'cloudwatch',
          'DescribeAlarms',
          'GetMetricStatistics',
          'PutMetricAlarm',
          'DeleteAlarms',
          'ListMetrics',
          'GetMetricData',
        ),
        ...of(
          'ec2',
          'DescribeAccountAttributes',
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
          'GetCoipPoolUsage',
        ),
        ...of('sns', 'ListSubscriptions', 'ListTopics', 'Publish'),
        ...of('logs', 'DescribeLogStreams', 'GetLogEvents'),
        'outposts:GetOutpostInstanceTypes',
        'devops-guru:GetResourceCollection',
      ]),
      allow('pi:*', 'arn:aws:pi:*:*:metrics/rds/*'),
      {
        ...allow('iam:CreateServiceLinkedRole'),
        Condition: {
          StringLike: {
            'iam:AWSServiceName': [
              'rds.amazonaws.com',
              'rds.application-autoscaling.amazonaws.com',
            ],
          },
        },
      },
      {
        ...allow(of('devops-guru', 'SearchInsights', 'ListAnomaliesForInsight')),
        Condition: {
          'ForAllValues:StringEquals': { 'devops-guru:ServiceNames': ['RDS'] },
          Null: { 'devops-guru:ServiceNames': 'false' },
        },
      },
    ],
  },
  {
    name: 'AmazonRDSReadOnlyAccess',
    description: 'Provides read only access to Amazon RDS via the AWS Management Console.',
    version: 5,
    created: '2015-02-06T18:40:53Z',
    updated: '2023-03-15T14:02:16Z',
    statements: [
      allow([
        ...of('rds', 'Describe*', 'ListTagsForResource'),
        ...of(
          'ec2',
          'DescribeAccountAttributes',
          'DescribeAvailabilityZones',
          'DescribeInternetGateways',
          'DescribeSecurityGroups',
          'DescribeSubnets',
          'DescribeVpcAttribute',
          'DescribeVpcs',
        ),
      ]),
      allow([
        ...of('cloudwatch', 'GetMetricStatistics', 'ListMetrics'),
        ...of('logs', 'DescribeLogStreams', 'GetLogEvents'),
        'devops-guru:GetResourceCollection',
      ]),
    ],
  },
  {
    name: 'AmazonS3FullAccess',
    description: 'Provides full access to all buckets via the AWS Management Console.',
    version: 2,
    created: '2015-02-06T18:40:58Z',
    updated: '2021-09-27T20:16:37Z',
    statements: [allow(['s3:*', 's3-object-lambda:*'])],
  },
  {
    name: 'AmazonS3ReadOnlyAccess',
    description: 'Provides read only access to all buckets via the AWS Management Console.',
    version: 3,
    created: '2015-02-06T18:40:59Z',
    updated: '2023-08-10T21:31:39Z',
    statements: [
      allow([
        ...of('s3', 'Get*', 'List*', 'Describe*'),
        ...of('s3-object-lambda', 'Get*', 'List*'),
      ]),
    ],
  },
];
