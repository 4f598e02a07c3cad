import assert from 'node:assert/strict';
import { type Client, refused, type Told } from './client.ts';

/** Every operation of CloudWatch Logs that is served. */
export async function logsJourney({ ask, pages }: Client): Promise<void> {
  const logs = (operation: string, input: object = {}): Promise<Told> =>
    ask('logs', operation, input);
  const logGroupName = '/my/journey';
  const logStreamName = 'first';
  await logs('CreateLogGroup', { logGroupName, tags: { team: 'a' } });
  await refused(
    logs('CreateLogGroup', { logGroupName }),
    'ResourceAlreadyExistsException',
    'The specified log group already exists',
  );
  await logs('PutRetentionPolicy', { logGroupName, retentionInDays: 3 });
  const groups = async () =>
    (await pages('logs', 'DescribeLogGroups', { logGroupNamePrefix: '/my' })).flatMap(
      (page) => page.logGroups,
    );
  assert.deepEqual(
    (await groups()).map((group: Told) => [group.logGroupName, group.retentionInDays]),
    [[logGroupName, 3]],
  );
  await logs('DeleteRetentionPolicy', { logGroupName });
  assert.equal((await groups())[0].retentionInDays, undefined);

  await logs('CreateLogStream', { logGroupName, logStreamName });
  // By the house's clock, which other journeys have moved.
  const [{ creationTime: timestamp }] = await groups();
  await logs('PutLogEvents', {
    logGroupName,
    logStreamName,
    logEvents: ['ERROR one', 'fine', 'ERROR two'].map((message, i) => ({
      timestamp: timestamp + i,
      message,
    })),
  });
  const streams = await pages('logs', 'DescribeLogStreams', { logGroupName });
  assert.deepEqual(
    streams.flatMap((page) => page.logStreams.map((one: Told) => one.firstEventTimestamp)),
    [timestamp],
  );
  const read = await logs('GetLogEvents', { logGroupName, logStreamName, startFromHead: true });
  assert.deepEqual(
    read.events.map((event: Told) => event.message),
    ['ERROR one', 'fine', 'ERROR two'],
  );
  const filtered = await pages('logs', 'FilterLogEvents', {
    logGroupName,
    filterPattern: 'ERROR',
    limit: 1,
  });
  assert.deepEqual(
    filtered.flatMap((page) => page.events.map((event: Told) => event.message)),
    ['ERROR one', 'ERROR two'],
  );
  await refused(
    logs('GetLogEvents', { logGroupName, logStreamName: 'nowhere' }),
    'ResourceNotFoundException',
    'The specified log stream does not exist.',
  );
  await logs('DeleteLogStream', { logGroupName, logStreamName });
  await logs('DeleteLogGroup', { logGroupName });
  assert.deepEqual(await groups(), []);
}
