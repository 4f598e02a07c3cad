import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ACCOUNT, house, OTHER_ACCOUNT, REGION, START } from '../../../test/house.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../../base/clock.ts';
import {
  CreateLogGroup,
  CreateLogStream,
  DeleteLogGroup,
  DeleteLogStream,
  DeleteRetentionPolicy,
  DescribeLogGroups,
  DescribeLogStreams,
  FilterLogEvents,
  GetLogEvents,
  PutLogEvents,
  PutRetentionPolicy,
} from '../../generated/logs.ts';
import type { OperationModel } from '../../model/model.ts';
import { statement } from '../../store/statement.ts';
import { compilePattern } from './filter-pattern.ts';

const kept = statement<{ zero: number }, { count: number }>(
  'select count(*) as count from log_event where at >= :zero',
);
const ARN = `arn:aws:logs:${REGION}:${ACCOUNT}:log-group:/my/group`;
const NO_GROUP = {
  code: 'ResourceNotFoundException',
  message: 'The specified log group does not exist.',
};
const NO_STREAM = {
  code: 'ResourceNotFoundException',
  message: 'The specified log stream does not exist.',
};

async function withGroup(streams: readonly string[] = ['a']) {
  const h = await house();
  const me = await h.admin();
  const call = <I, O, E extends string>(model: OperationModel<I, O, E>, input: I, as = me) =>
    h.ask(as, model, input);
  const group = { logGroupName: '/my/group' };
  await call(CreateLogGroup, group);
  for (const logStreamName of streams) await call(CreateLogStream, { ...group, logStreamName });
  const put = (logStreamName: string, ...lines: readonly (readonly [number, string])[]) =>
    call(PutLogEvents, {
      ...group,
      logStreamName,
      logEvents: lines.map(([after, message]) => ({ timestamp: START + after, message })),
    });
  const get = async (more: object = {}) => {
    const told = await call(GetLogEvents, { ...group, logStreamName: 'a', ...more });
    return { ...told, said: told.events!.map(({ message }) => message) };
  };
  const filter = async (more: object = {}) => {
    const told = await call(FilterLogEvents, { ...group, ...more });
    return { ...told, said: told.events!.map(({ message }) => message) };
  };
  return { ...h, me, call, group, put, get, filter };
}

test('groups and streams are made, described and deleted', async () => {
  const { call, group, put, clock } = await withGroup(['a', 'b']);
  await assert.rejects(call(CreateLogGroup, group), {
    code: 'ResourceAlreadyExistsException',
    message: 'The specified log group already exists',
  });
  await assert.rejects(call(CreateLogStream, { ...group, logStreamName: 'a' }), {
    message: 'The specified log stream already exists',
  });
  await put('a', [0, 'twelve bytes']);
  assert.deepEqual(await call(DescribeLogGroups, { logGroupNamePrefix: '/my' }), {
    logGroups: [
      {
        logGroupName: '/my/group',
        creationTime: START,
        metricFilterCount: 0,
        arn: `${ARN}:*`,
        storedBytes: 38,
        logGroupClass: 'STANDARD',
        logGroupArn: ARN,
        deletionProtectionEnabled: false,
      },
    ],
  });
  const { logStreams } = await call(DescribeLogStreams, group);
  assert.deepEqual(
    logStreams!.map(({ uploadSequenceToken: _token, ...rest }) => rest),
    [
      {
        logStreamName: 'a',
        creationTime: START,
        firstEventTimestamp: START,
        lastEventTimestamp: START,
        lastIngestionTime: START,
        arn: `${ARN}:log-stream:a`,
        storedBytes: 0,
      },
      { logStreamName: 'b', creationTime: START, arn: `${ARN}:log-stream:b`, storedBytes: 0 },
    ],
  );
  clock.advance(SECOND);
  await put('b', [SECOND, 'later']);
  const byTime = async (descending: boolean) =>
    (await call(DescribeLogStreams, { ...group, orderBy: 'LastEventTime', descending }))
      .logStreams!.map(({ logStreamName }) => logStreamName)
      .join('');
  assert.deepEqual([await byTime(false), await byTime(true)], ['ab', 'ba']);
  await call(DeleteLogStream, { ...group, logStreamName: 'b' });
  await assert.rejects(call(DeleteLogStream, { ...group, logStreamName: 'b' }), NO_STREAM);
  await call(DeleteLogGroup, group);
  await assert.rejects(call(DescribeLogStreams, group), NO_GROUP);
});

test('what is put is read, oldest first, and page by page both ways', async () => {
  const { put, get } = await withGroup();
  await put('a', [1, 'one'], [2, 'two'], [2, 'and'], [3, 'three']);
  await put('a', [4, 'four']);
  assert.deepEqual((await get()).said, ['one', 'two', 'and', 'three', 'four']);
  // Unless told, the newest are given.
  const last = await get({ limit: 2 });
  assert.deepEqual(last.said, ['three', 'four']);
  const before = await get({ limit: 2, nextToken: last.nextBackwardToken });
  assert.deepEqual(before.said, ['two', 'and']);
  assert.deepEqual((await get({ nextToken: before.nextBackwardToken })).said, ['one']);
  const first = await get({ limit: 3, startFromHead: true });
  assert.deepEqual(first.said, ['one', 'two', 'and']);
  const rest = await get({ nextToken: first.nextForwardToken });
  assert.deepEqual(rest.said, ['three', 'four']);
  // At the end the same token comes back, and goes on when there is more.
  const end = await get({ nextToken: rest.nextForwardToken });
  assert.deepEqual([end.said, end.nextForwardToken], [[], rest.nextForwardToken]);
  await put('a', [5, 'five']);
  assert.deepEqual((await get({ nextToken: end.nextForwardToken })).said, ['five']);
  assert.deepEqual((await get({ startTime: START + 2, endTime: START + 4 })).said, [
    'two',
    'and',
    'three',
  ]);
  await assert.rejects(get({ nextToken: 'f/bWFkZSB1cA==' }), {
    code: 'InvalidParameterException',
    message: 'The specified nextToken is invalid.',
  });
});

test('events are filtered over all streams of a group, in the order of time', async () => {
  const { put, filter } = await withGroup(['a', 'b']);
  await put('a', [1, 'ERROR one'], [3, 'fine three']);
  await put('b', [2, 'ERROR two'], [4, 'WARN four']);
  assert.deepEqual((await filter()).said, ['ERROR one', 'ERROR two', 'fine three', 'WARN four']);
  assert.deepEqual((await filter({ filterPattern: 'ERROR' })).said, ['ERROR one', 'ERROR two']);
  assert.deepEqual((await filter({ logStreamNames: ['b'] })).said, ['ERROR two', 'WARN four']);
  assert.deepEqual((await filter({ logStreamNamePrefix: 'a' })).said, ['ERROR one', 'fine three']);
  const page = await filter({ limit: 3 });
  assert.deepEqual(page.said.length, 3);
  assert.deepEqual((await filter({ nextToken: page.nextToken })).said, ['WARN four']);
  await assert.rejects(filter({ filterPattern: '{ $.level = "ERROR" }' }), /filter patterns/);
});

test('a filter pattern of terms asks for all of them, for one of those with ?, and for none with -', () => {
  const matching = (pattern: string) =>
    ['ERROR at disk', 'ERROR at net', 'WARN at disk', 'all is well'].filter(
      compilePattern(pattern)!,
    );
  assert.deepEqual(matching('ERROR disk'), ['ERROR at disk']);
  assert.deepEqual(matching('?ERROR ?WARN'), ['ERROR at disk', 'ERROR at net', 'WARN at disk']);
  assert.deepEqual(matching('ERROR -disk'), ['ERROR at net']);
  assert.deepEqual(matching('"at disk"'), ['ERROR at disk', 'WARN at disk']);
  assert.equal(matching('').length, 4);
  for (const other of ['[a, b]', '{ $.a = 1 }', '%re%', 'a=b'])
    assert.equal(compilePattern(other), undefined, other);
});

test('events that are too old, too new or in no order are refused, each in its way', async () => {
  const { put, get, clock } = await withGroup();
  await assert.rejects(put('a', [2, 'two'], [1, 'one']), {
    code: 'InvalidParameterException',
    message: 'Log events in a single PutLogEvents request must be in chronological order.',
  });
  await assert.rejects(put('a', [0, 'now'], [DAY + 1, 'tomorrow']), {
    message:
      'The batch of log events in a single PutLogEvents request cannot span more than 24 hours.',
  });
  await assert.rejects(put('a', [0, 'x'.repeat(1024 * 1024)]), {
    message: 'Upload too large: 1048602 bytes exceeds limit of 1048576',
  });
  const told = await put('a', [0, 'now'], [2 * HOUR + 1, 'soon']);
  assert.deepEqual(told.rejectedLogEventsInfo, { tooNewLogEventStartIndex: 1 });
  clock.advance(14 * DAY + MINUTE);
  const old = await put('a', [0, 'then'], [HOUR, 'since']);
  assert.deepEqual(old.rejectedLogEventsInfo, { tooOldLogEventEndIndex: 1 });
  assert.deepEqual((await get()).said, ['now', 'since']);
});

test('what has been kept long enough is neither shown nor kept', async () => {
  const { call, group, put, get, clock, tick, store } = await withGroup();
  await put('a', [0, 'old']);
  await assert.rejects(call(PutRetentionPolicy, { ...group, retentionInDays: 2 }), {
    code: 'InvalidParameterException',
  });
  await call(PutRetentionPolicy, { ...group, retentionInDays: 3 });
  assert.equal((await call(DescribeLogGroups, {})).logGroups![0]!.retentionInDays, 3);
  clock.advance(2 * DAY);
  await put('a', [2 * DAY, 'new']);
  await tick();
  assert.deepEqual((await get()).said, ['old', 'new']);
  clock.advance(DAY + 1);
  assert.deepEqual((await get()).said, ['new']);
  await tick();
  assert.equal((await store.one(kept, { zero: 0 }))!.count, 1);
  await call(DeleteRetentionPolicy, group);
  clock.advance(365 * DAY);
  await tick();
  assert.deepEqual((await get()).said, ['new']);
});

test('policies name a group with all that is in it, and a stream by its name', async () => {
  const { call, group, user, put, me, ask } = await withGroup(['a', 'b']);
  await put('a', [0, 'x']);
  const only = await user('only-a', {
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Action: 'logs:GetLogEvents', Resource: `${ARN}:log-stream:a` },
      { Effect: 'Allow', Action: 'logs:DescribeLogStreams', Resource: `${ARN}:*` },
    ],
  });
  await call(GetLogEvents, { ...group, logStreamName: 'a' }, only);
  await call(DescribeLogStreams, group, only);
  await assert.rejects(call(GetLogEvents, { ...group, logStreamName: 'b' }, only), {
    code: 'AccessDeniedException',
    message: `User: ${only.arn} is not authorized to perform: logs:GetLogEvents on resource: ${ARN}:log-stream:b because no identity-based policy allows the logs:GetLogEvents action`,
  });
  await assert.rejects(call(DeleteLogGroup, group, only), { code: 'AccessDeniedException' });
  // Another account's log is out of reach, and its name is free.
  const theirs = await ask({ ...me, account: OTHER_ACCOUNT, kind: 'root' }, DescribeLogGroups, {});
  assert.deepEqual(theirs.logGroups, []);
});

test('what no one keeps here cannot be asked for', async () => {
  const { call } = await withGroup();
  const make = (more: object) => call(CreateLogGroup, { logGroupName: 'n', ...more });
  await assert.rejects(make({ kmsKeyId: 'arn:aws:kms:us-east-1:1:key/k' }), /kmsKeyId/);
  await assert.rejects(make({ logGroupClass: 'INFREQUENT_ACCESS' }), /STANDARD/);
  await assert.rejects(make({ deletionProtectionEnabled: true }), /deletion protection/);
});
