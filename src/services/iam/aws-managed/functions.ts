import { allow, type Fact, of } from './fact.ts';

const WRITE_LOGS = of('logs', 'CreateLogGroup', 'CreateLogStream', 'PutLogEvents');

/** What the console for functions reads of other services. */
const AROUND_FUNCTIONS = {
  network: of('ec2', 'DescribeSecurityGroups', 'DescribeSubnets', 'DescribeVpcs'),
  roles: of(
    'iam',
    'GetPolicy',
    'GetPolicyVersion',
    'GetRole',
    'GetRolePolicy',
    'ListAttachedRolePolicies',
    'ListRolePolicies',
    'ListRoles',
  ),
  traces: [
    ...of('states', 'DescribeStateMachine', 'ListStateMachines'),
    'tag:GetResources',
    ...of('xray', 'GetTraceSummaries', 'BatchGetTraces'),
  ],
};
const LOGS_OF_FUNCTIONS = 'arn:aws:logs:*:*:log-group:/aws/lambda/*';

/** What AWS's policies say about functions, and what functions may. */
export const FUNCTIONS: readonly Fact[] = [
  {
    name: 'AWSLambda_FullAccess',
    description:
      'Grants full access to AWS Lambda service, AWS Lambda console features, and other related AWS services.',
    version: 5,
    created: '2020-11-17T21:14:00Z',
    updated: '2026-02-11T22:18:56Z',
    statements: [
      allow([
        ...of('cloudformation', 'DescribeStacks', 'ListStackResources'),
        ...of('cloudwatch', 'ListMetrics', 'GetMetricData'),
        ...AROUND_FUNCTIONS.network,
        ...of('kms', 'DescribeKey', 'ListAliases'),
        ...AROUND_FUNCTIONS.roles,
        'lambda:*',
        'logs:DescribeLogGroups',
        ...AROUND_FUNCTIONS.traces,
      ]),
      {
        ...allow('iam:PassRole'),
        Condition: { StringEquals: { 'iam:PassedToService': 'lambda.amazonaws.com' } },
      },
      allow(
        of(
          'logs',
          'DescribeLogStreams',
          'GetLogEvents',
          'FilterLogEvents',
          'StartLiveTail',
          'StopLiveTail',
        ),
        LOGS_OF_FUNCTIONS,
      ),
      {
        ...allow(
          'iam:CreateServiceLinkedRole',
          'arn:aws:iam::*:role/aws-service-role/lambda.amazonaws.com/AWSServiceRoleForLambda',
        ),
        Condition: { StringEquals: { 'iam:AWSServiceName': 'lambda.amazonaws.com' } },
      },
    ],
  },
  {
    name: 'AWSLambda_ReadOnlyAccess',
    description:
      'Grants read-only access to AWS Lambda service, AWS Lambda console features, and other related AWS services.',
    version: 2,
    created: '2020-11-17T21:10:00Z',
    updated: '2023-07-27T17:32:05Z',
    statements: [
      allow([
        ...of('cloudformation', 'DescribeStacks', 'ListStacks', 'ListStackResources'),
        ...of('cloudwatch', 'GetMetricData', 'ListMetrics'),
        ...AROUND_FUNCTIONS.network,
        'kms:ListAliases',
        ...AROUND_FUNCTIONS.roles,
        'logs:DescribeLogGroups',
        ...of('lambda', 'Get*', 'List*'),
        ...AROUND_FUNCTIONS.traces,
      ]),
      allow(
        of(
          'logs',
          'DescribeLogStreams',
          'GetLogEvents',
          'FilterLogEvents',
          'StartQuery',
          'StopQuery',
          'DescribeQueries',
          'GetLogGroupFields',
          'GetLogRecord',
          'GetQueryResults',
        ),
        LOGS_OF_FUNCTIONS,
      ),
    ],
  },
  {
    name: 'AWSLambdaExecute',
    description: 'Provides Put, Get access to S3 and full access to CloudWatch Logs.',
    version: 1,
    created: '2015-02-06T18:40:46Z',
    statements: [
      allow(['logs:*'], 'arn:aws:logs:*:*:*'),
      allow(of('s3', 'GetObject', 'PutObject'), 'arn:aws:s3:::*'),
    ],
  },
  {
    name: 'AWSLambdaBasicExecutionRole',
    path: '/service-role/',
    description: 'Provides write permissions to CloudWatch Logs.',
    version: 1,
    created: '2015-04-09T15:03:43Z',
    statements: [allow(WRITE_LOGS)],
  },
  {
    name: 'AWSLambdaVPCAccessExecutionRole',
    path: '/service-role/',
    description:
      'Provides minimum permissions for a Lambda function to execute while accessing a resource within a VPC - create, describe, delete network interfaces and write permissions to CloudWatch Logs. ',
    version: 3,
    created: '2016-02-11T23:15:26Z',
    updated: '2024-01-05T22:38:26Z',
    statements: [
      {
        Sid: 'AWSLambdaVPCAccessExecutionPermissions',
        ...allow([
          ...WRITE_LOGS,
          ...of(
            'ec2',
            'CreateNetworkInterface',
            'DescribeNetworkInterfaces',
            'DescribeSubnets',
            'DeleteNetworkInterface',
            'AssignPrivateIpAddresses',
            'UnassignPrivateIpAddresses',
          ),
        ]),
      },
    ],
  },
  {
    name: 'AWSLambdaRole',
    path: '/service-role/',
    description: 'Default policy for AWS Lambda service role.',
    version: 1,
    created: '2015-02-06T18:41:28Z',
    statements: [allow(['lambda:InvokeFunction'], ['*'])],
  },
];
