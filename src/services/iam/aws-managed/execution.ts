import { allow, type Fact, of } from './fact.ts';

/** What functions do beside their own work, and what reads the events that call them. */
export const EXECUTION: readonly Fact[] = [
  execution('AWSLambdaSQSQueueExecutionRole', 1, '2018-06-14T21:50:45Z', [
    ...of('sqs', 'ReceiveMessage', 'DeleteMessage', 'GetQueueAttributes'),
    ...logging(),
  ]),
  execution('AWSLambdaDynamoDBExecutionRole', 1, '2015-04-09T15:09:29Z', [
    ...of('dynamodb', 'DescribeStream', 'GetRecords', 'GetShardIterator', 'ListStreams'),
    ...logging(),
  ]),
  execution('AWSLambdaKinesisExecutionRole', 2, '2018-11-19T20:09:24Z', [
    ...of(
      'kinesis',
      'DescribeStream',
      'DescribeStreamSummary',
      'GetRecords',
      'GetShardIterator',
      'ListShards',
      'ListStreams',
      'SubscribeToShard',
    ),
    ...logging(),
  ]),
  execution(
    'AWSLambdaENIManagementAccess',
    2,
    '2020-10-01T20:07:26Z',
    of(
      'ec2',
      'CreateNetworkInterface',
      'DescribeNetworkInterfaces',
      'DeleteNetworkInterface',
      'AssignPrivateIpAddresses',
      'UnassignPrivateIpAddresses',
    ),
  ),
  readsEvents('AmazonEventBridgeReadOnlyAccess', 6, '2022-12-01T17:02:48Z'),
  readsEvents('CloudWatchEventsReadOnlyAccess', 3, '2022-12-01T16:29:31Z'),
];

/** When a policy was first made is not told where its versions are more than one. */
function execution(
  name: string,
  version: number,
  created: string,
  actions: readonly string[],
): Fact {
  return { name, path: '/service-role/', version, created, statements: [allow(actions)] };
}

function logging(): readonly string[] {
  return of('logs', 'CreateLogGroup', 'CreateLogStream', 'PutLogEvents');
}

function readsEvents(name: string, version: number, created: string): Fact {
  const actions = [
    ...of(
      'events',
      'DescribeRule',
      'DescribeEventBus',
      'DescribeEventSource',
      'ListEventBuses',
      'ListEventSources',
      'ListRuleNamesByTarget',
      'ListRules',
      'ListTargetsByRule',
      'TestEventPattern',
      'DescribeArchive',
      'ListArchives',
      'DescribeReplay',
      'ListReplays',
      'DescribeConnection',
      'ListConnections',
      'DescribeApiDestination',
      'ListApiDestinations',
      'DescribeEndpoint',
      'ListEndpoints',
    ),
    ...of(
      'schemas',
      'DescribeCodeBinding',
      'DescribeDiscoverer',
      'DescribeRegistry',
      'DescribeSchema',
      'ExportSchema',
      'GetCodeBindingSource',
      'GetDiscoveredSchema',
      'GetResourcePolicy',
      'ListDiscoverers',
      'ListRegistries',
      'ListSchemas',
      'ListSchemaVersions',
      'ListTagsForResource',
      'SearchSchemas',
    ),
    ...of(
      'scheduler',
      'GetSchedule',
      'GetScheduleGroup',
      'ListSchedules',
      'ListScheduleGroups',
      'ListTagsForResource',
    ),
    ...of('pipes', 'DescribePipe', 'ListPipes', 'ListTagsForResource'),
  ];
  return { name, version, created, statements: [allow(actions)] };
}
